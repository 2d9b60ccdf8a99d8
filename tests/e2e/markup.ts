import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** The errors that the Nu HTML checker finds in documents, by name. */
export function htmlErrors(documents: Map<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'inkstone-html-'))
  const files = [...documents].map(([name, html], index) => {
    const file = join(folder, `${index}.html`)
    writeFileSync(file, html)
    return { name, file }
  })
  const jar: string = createRequire(import.meta.url)('vnu-jar')
  const args = ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json']
  const { stderr, error } = spawnSync('java', [...args, ...files.map(({ file }) => file)], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  if (error) throw error
  const { messages } = JSON.parse(stderr) as {
    messages: { url: string; message: string; extract?: string }[]
  }
  return messages.map(({ url, message, extract }) => {
    const name = files.find(({ file }) => url.endsWith(file))?.name
    return `${name}: ${message} (${extract})`
  })
}

const url = z.url({ protocol: /^https?$/ })
const breadcrumb = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('BreadcrumbList'),
  itemListElement: z
    .array(
      z.strictObject({
        '@type': z.literal('ListItem'),
        position: z.int().positive(),
        name: z.string().min(1),
        item: url,
      }),
    )
    .min(2),
})
const posting = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('BlogPosting'),
  headline: z.string().min(1),
  description: z.string(),
  mainEntityOfPage: url,
  datePublished: z.iso.datetime(),
  dateModified: z.iso.datetime(),
  inLanguage: z.string().regex(/^[a-z]{2}(?:-[A-Z]{2})?$/),
  wordCount: z.int(),
  commentCount: z.int(),
  image: url,
  author: z.strictObject({ '@type': z.literal('Person'), name: z.string().min(1), url }),
  articleSection: z.string().optional(),
  keywords: z.array(z.string()),
})
const website = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('WebSite'),
  name: z.string().min(1),
  url,
  inLanguage: z.string(),
  description: z.string().optional(),
  potentialAction: z.strictObject({
    '@type': z.literal('SearchAction'),
    target: z.strictObject({
      '@type': z.literal('EntryPoint'),
      urlTemplate: z.string().regex(/^https?:\/\/.*\{search_term_string\}$/),
    }),
    'query-input': z.literal('required name=search_term_string'),
  }),
})

const known = z.discriminatedUnion('@type', [breadcrumb, posting, website])

/** The schema.org objects of a page; throws where one lacks what search engines ask of its type. */
export function structuredData(html: string): z.infer<typeof known>[] {
  const blocks = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)
  return [...blocks].map(([, text = '']) => known.parse(JSON.parse(text)))
}
