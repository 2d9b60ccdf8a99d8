declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: import('@cloudflare/vitest-plugin').D1Migration[]
  }
}

declare module '*.md?raw' {
  const text: string
  export default text
}
