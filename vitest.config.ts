import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

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
          include: [
            'tests/{admin,cache,content,db,freshness,jobs,related,routes,search}/**/*.test.ts',
          ],
          setupFiles: ['./tests/apply-migrations.ts'],
          expect: { requireAssertions: true },
        },
      },
      {
        test: {
          name: 'node',
          include: ['tests/{scripts,e2e,served}/**/*.test.ts'],
          expect: { requireAssertions: true },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
}))
