import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { buildDesk } from './scripts/build-desk.ts'

await buildDesk()

/** What needs a file system or a browser; everything else runs in workerd. */
const inNode = ['tests/{scripts,e2e,served}/**/*.test.ts']

export default defineConfig(async () => ({
  test: {
    reporters: ['default', './tests/count-reporter.ts'],
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                ADMIN_TOKEN: 'test-token',
                ENVIRONMENT: 'local',
                SITE_URL: 'https://blog.example',
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
              },
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['tests/**/*.test.ts'],
          exclude: inNode,
          setupFiles: ['./tests/apply-migrations.ts'],
          hookTimeout: 60_000,
          expect: { requireAssertions: true },
          // A machine that is busy with something else is slow, not wrong.
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'node',
          include: inNode,
          expect: { requireAssertions: true },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}))
