import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { buildDesk } from './scripts/build-desk.ts'

await buildDesk()

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
          include: ['tests/{admin,cache,content,db,freshness,jobs,related,routes}/**/*.test.ts'],
          setupFiles: ['./tests/apply-migrations.ts'],
          expect: { requireAssertions: true },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'node',
          include: ['tests/{scripts,e2e}/**/*.test.ts'],
          expect: { requireAssertions: true },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}))
