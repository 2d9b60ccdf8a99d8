// `npm run check`: imports point one way. A folder may import values only from the folders named
// here; types may come from anywhere.
import { globSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../src')

/** For each folder of src, what it may import values from, beside itself. */
const allowed: Record<string, string[]> = {
  i18n: ['dates.ts'],
  styles: [],
  cards: ['styles'],
  related: [],
  search: ['related'],
  content: [],
  comments: ['content', 'related'],
  components: ['dates.ts', 'i18n', 'styles', 'urls.ts'],
  pages: ['components', 'content', 'i18n', 'styles', 'urls.ts'],
  feeds: ['urls.ts'],
  db: ['content', 'dates.ts', 'related', 'settings.ts'],
  cache: ['db', 'env.ts', 'urls.ts'],
  views: ['db', 'sender.ts'],
  'renderer.ts': ['cache', 'db', 'i18n', 'pages', 'settings.ts'],
  'urls.ts': ['dates.ts'],
  'schemas.ts': [],
  'settings.ts': ['schemas.ts', 'urls.ts'],
  'dates.ts': [],
  'sender.ts': [],
  routes: [
    ...[
      'cache',
      'cards',
      'comments',
      'content',
      'db',
      'feeds',
      'pages',
      'problem.ts',
      'renderer.ts',
      'search',
    ],
    ...['security.ts', 'sender.ts', 'urls.ts', 'views'],
  ],
  jobs: ['admin', 'cache', 'content', 'db', 'related', 'renderer.ts', 'search', 'views'],
  admin: [
    ...['cache', 'content', 'dates.ts', 'db', 'env.ts', 'i18n', 'jobs', 'pages', 'problem.ts'],
    ...['related', 'renderer.ts', 'schemas.ts', 'search', 'security.ts', 'sender.ts'],
    ...['settings.ts', 'styles', 'urls.ts'],
  ],
}

const imports = /^(?:import|export)\s+(?!type\b)[^'"]*?from\s+'(\.[^']+)'/gm
const typesOnly = /^import\s*\{(?:\s*type\s+[^,}]+,?)+\s*\}\s*from/

const faults: string[] = []
for (const file of globSync('**/*.{ts,tsx}', { cwd: root })) {
  const layer = layerOf(file)
  const rule = allowed[layer]
  if (!rule) continue
  const text = readFileSync(resolve(root, file), 'utf8')
  for (const [statement, target = ''] of text.matchAll(imports)) {
    if (typesOnly.test(statement)) continue
    const imported = relative(root, resolve(root, dirname(file), target))
    const other = layerOf(imported)
    if (other === layer || other.startsWith('..') || rule.includes(other)) continue
    faults.push(
      `src/${file} imports ${imported}: ${layer} may import ${rule.join(', ') || 'nothing'}`,
    )
  }
}
if (faults.length > 0) {
  console.error(`${faults.join('\n')}\nThe layers are told in docs/architecture.md`)
  process.exit(1)
}

function layerOf(path: string): string {
  return path.split('/')[0] ?? path
}
