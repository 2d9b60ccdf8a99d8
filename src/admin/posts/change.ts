import * as z from 'zod'
import { isSlug, slugify } from '../../content/slug.ts'

const encoder = new TextEncoder()

/** Most bytes of Markdown in one post: D1 keeps at most 2 MB a row, and HTML is longer. */
export const maxMarkdownBytes = 900_000

export const instant = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'Must be an ISO 8601 time with a four-digit year, such as 2026-09-27T08:00:00Z',
  })
  .transform((text) => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .describe('ISO 8601 time, stored in UTC')

const termName = z.string().trim().min(1).max(80)

/** An address an image may have: of this site, or http(s). */
const imageUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((url) => /^(?:https?:\/\/|\/(?!\/))/.test(url), {
    error: 'Must be an http(s) address or a path of this site, such as /media/…',
  })

/** An address as browsers write it, or nothing. */
const canonicalUrl = z
  .string()
  .trim()
  .max(2_000)
  .refine((url) => url === '' || (/^https?:\/\//i.test(url) && URL.canParse(url)), {
    error:
      'Must be a whole http or https address, such as https://example.com/first-here, or empty',
  })
  .transform((url) => url && new URL(url).href)

/** What an editor may send to write a post; every field is optional in a change. */
export const postFields = z.object({
  title: z.string().trim().min(1, 'A post needs a title').max(500),
  markdown: z
    .string()
    .refine((text) => encoder.encode(text).length <= maxMarkdownBytes, {
      error: `Must be at most ${maxMarkdownBytes / 1000} kB long; split it into several posts`,
    })
    .transform((text) => text.replace(/\r\n?/g, '\n')),
  slug: z
    .string()
    .trim()
    .superRefine((slug, context) => {
      if (isSlug(slug)) return
      const better = slugify(slug)
      const hint = better ? `, such as "${better}"` : ''
      context.addIssue({
        code: 'custom',
        message: `Must be letters, digits and hyphens, at most 120 characters${hint}`,
      })
    }),
  excerpt: z
    .string()
    .trim()
    .max(1_000)
    .nullable()
    .describe('Null or empty takes the start of the text'),
  cover: imageUrl.or(z.literal('')).nullable(),
  canonical: canonicalUrl
    .nullable()
    .describe('Where the text was first published, when that is another site; null or empty here'),
  category: termName.nullable().describe('Name or slug; created when new'),
  tags: z.array(termName).max(50).describe('Names or slugs; created when new'),
  author: termName.nullable().describe('Name or slug; created when new'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Must be a language tag such as zh-CN or en')
    .nullable(),
  status: z
    .enum(['draft', 'scheduled', 'published'])
    .describe('"published" with a time to come becomes "scheduled"'),
  publishedAt: instant.nullable(),
  pinned: z.boolean(),
  commentsOpen: z.boolean(),
  related: z
    .object({
      pinned: z.array(z.int().positive()).max(12),
      blocked: z.array(z.int().positive()).max(100),
    })
    .partial(),
  externalId: z.string().trim().min(1).max(500).nullable(),
  createdAt: instant,
  updatedAt: instant,
  views: z.int().min(0).max(1e12).describe('Only taken when the post is created'),
})

export const changeSchema = postFields.partial()
export const createSchema = changeSchema.extend({
  title: postFields.shape.title,
  markdown: postFields.shape.markdown,
  id: z.int().positive().max(1e15).optional().describe('Kept when free; else the next one'),
})

export type PostChange = z.infer<typeof changeSchema>
export type NewPost = z.infer<typeof createSchema>
