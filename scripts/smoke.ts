// `npm run smoke -- URL`: asks a deployed site whether it works and whether its edge cache does.
// ADMIN_TOKEN in the environment lets it purge, which is what it takes to see misses and hits.
import { smokeTest } from './deploy/smoke-test.ts'

const [url] = process.argv.slice(2)
if (!url || !URL.canParse(url)) {
  console.error('Name the site: ADMIN_TOKEN=… npm run smoke -- https://blog.example.com')
  process.exit(2)
}
const { ok, lines } = await smokeTest(new URL(url).origin, process.env.ADMIN_TOKEN)
console.log(lines.join('\n'))
process.exit(ok ? 0 : 1)
