import * as v from 'valibot'
import { isSlug, slugify } from '../../content/slug.ts'
import { integer } from '../../schemas.ts'

const encoder = new TextEncoder()

/** Most bytes of Markdown in one post: D1 keeps at most 2 MB a row, and HTML is longer. */
export const maxMarkdownBytes = 900_000

/** The greatest id that may be given: addresses have ids of up to fifteen digits. */
export const maxPostId = 9e14

export const instant = v.pipe(
  v.string(),
  v.check(
    (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)) && isDay(text),
    'Must be an ISO 8601 time with a four-digit year, such as 2026-09-27T08:00:00Z',
  ),
  v.description('ISO 8601 time, stored in UTC'),
  v.transform((text) => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)),
)

/** Whether there is such a day: the thirtieth of February is read as the second of March. */
function isDay(text: string): boolean {
  const day = text.slice(0, 10)
  return new Date(`${day}T00:00Z`).getUTCDate() === Number(day.slice(8))
}

/** Posts by their ids, each once. */
const postIds = (most: number) =>
  v.pipe(
    v.array(v.pipe(integer, v.minValue(1))),
    v.maxLength(most),
    v.transform((ids) => [...new Set(ids)]),
  )

const termName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))

/** An address an image may have: of this site, or http(s). */
const imageUrl = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2_000),
  v.check(
    (url) => /^(?:https?:\/\/|\/(?!\/))/.test(url),
    'Must be an http(s) address or a path of this site, such as /media/…',
  ),
)

/** An address as browsers write it, or nothing. */
const canonicalUrl = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2_000),
  v.check(
    (url) => url === '' || (/^https?:\/\//i.test(url) && URL.canParse(url)),
    'Must be a whole http or https address, such as https://example.com/first-here, or empty',
  ),
  v.description(
    'Where the text was first published, when that is another site; null or empty here',
  ),
  v.transform((url) => url && new URL(url).href),
)

/** What an editor may send to write a post; every field is optional in a change. */
export const postFields = v.object({
  title: v.pipe(v.string(), v.trim(), v.minLength(1, 'A post needs a title'), v.maxLength(500)),
  markdown: v.pipe(
    v.string(),
    v.check(
      (text) => encoder.encode(text).length <= maxMarkdownBytes,
      `Must be at most ${maxMarkdownBytes / 1000} kB long; split it into several posts`,
    ),
    v.transform((text) => text.replace(/\r\n?/g, '\n')),
  ),
  slug: v.pipe(
    v.string(),
    v.trim(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || isSlug(dataset.value)) return
      const better = slugify(dataset.value)
      const hint = better ? `, such as "${better}"` : ''
      addIssue({ message: `Must be letters, digits and hyphens, at most 120 characters${hint}` })
    }),
  ),
  excerpt: v.pipe(
    v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(1_000))),
    v.description('Null or empty takes the start of the text'),
  ),
  cover: v.nullable(v.union([imageUrl, v.literal('')])),
  canonical: v.nullable(canonicalUrl),
  category: v.pipe(v.nullable(termName), v.description('Name or slug; created when new')),
  tags: v.pipe(
    v.array(termName),
    v.maxLength(50),
    v.description('Names or slugs; created when new'),
  ),
  author: v.pipe(v.nullable(termName), v.description('Name or slug; created when new')),
  language: v.nullable(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Must be a language tag such as zh-CN or en'),
    ),
  ),
  status: v.pipe(
    v.picklist(['draft', 'scheduled', 'published']),
    v.description('"published" with a time to come becomes "scheduled"'),
  ),
  publishedAt: v.nullable(instant),
  pinned: v.boolean(),
  commentsOpen: v.boolean(),
  related: v.partial(
    v.object({
      pinned: postIds(12),
      blocked: postIds(100),
    }),
  ),
  externalId: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))),
  createdAt: instant,
  updatedAt: instant,
  views: v.pipe(
    integer,
    v.minValue(0),
    v.maxValue(1e12),
    v.description('Only taken when the post is created'),
  ),
})

export const changeSchema = v.partial(postFields)
export const createSchema = v.object({
  ...changeSchema.entries,
  title: postFields.entries.title,
  markdown: postFields.entries.markdown,
  id: v.optional(
    v.pipe(
      integer,
      v.minValue(1),
      v.maxValue(maxPostId, 'Must be at most 900000000000000, so that further posts find room'),
      v.description('Kept when free; else the next one'),
    ),
  ),
})

export type PostChange = v.InferOutput<typeof changeSchema>
export type NewPost = v.InferOutput<typeof createSchema>
