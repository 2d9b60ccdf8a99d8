import * as v from 'valibot'
import { integer, webAddress } from './schemas.ts'
import { parsePattern } from './urls.ts'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

const optionalUrl = v.union([
  v.literal(''),
  webAddress('Must be an http or https address, or empty'),
])

const blockedWord = 'Each word has 1 to 60 characters'

/** Every site setting: its form, its default, and, through the OpenAPI document, its meaning. */
export const settingsSchema = v.object({
  title: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      v.minLength(1),
      v.maxLength(120),
      v.description('Name of the site'),
    ),
    'Inkstone',
  ),
  description: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(300), v.description('One sentence about the site')),
    '',
  ),
  url: v.optional(
    v.pipe(
      optionalUrl,
      v.description(
        'Public origin, such as https://blog.example.com; empty takes the SITE_URL variable',
      ),
      v.transform((url) => (url ? new URL(url).origin : '')),
    ),
    '',
  ),
  language: v.optional(
    v.pipe(v.picklist(languages), v.description('Language of the interface')),
    'zh-CN',
  ),
  timeZone: v.optional(
    v.pipe(v.string(), v.check(isTimeZone, 'Must be an IANA time zone such as Asia/Shanghai')),
    'Asia/Shanghai',
  ),
  permalink: v.optional(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = dataset.typed ? parsePattern(dataset.value) : undefined
        if (typeof problem === 'string') addIssue({ message: problem })
      }),
      v.description('Path of an article, from {id}, {slug}, {year}, {month} and {day}'),
    ),
    '/{id}.html',
  ),
  postsPerPage: v.optional(v.pipe(integer, v.minValue(1), v.maxValue(50)), 10),
  feedItems: v.optional(v.pipe(integer, v.minValue(1), v.maxValue(50)), 20),
  relatedCount: v.optional(v.pipe(integer, v.minValue(0), v.maxValue(12)), 6),
  indexProfile: v.optional(
    v.pipe(
      v.picklist(['free', 'paid']),
      v.description('How much of the index one scheduled run makes: within the free plan, or more'),
    ),
    'free',
  ),
  hotPosts: v.optional(
    v.pipe(
      integer,
      v.minValue(0),
      v.maxValue(500),
      v.description('How many posts are kept warm in KV'),
    ),
    50,
  ),
  edgeCache: v.optional(
    v.pipe(
      v.picklist(['auto', 'workers-cache', 'cache-api', 'off']),
      v.description('Where pages are cached; auto follows the EDGE_CACHE variable'),
    ),
    'auto',
  ),
  defaultAuthor: v.optional(
    v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
    'Inkstone',
  ),
  copyright: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(500),
      v.description('Copyright note below articles; empty takes the one of the language'),
    ),
    '',
  ),
  licence: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
  licenceUrl: v.optional(optionalUrl, ''),
  accent: v.optional(
    v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'Must be a colour such as #0b6e5f')),
    '#9a3324',
  ),
  resizeImages: v.optional(
    v.pipe(
      v.boolean(),
      v.description(
        'Offer images in several sizes; needs image transformations in the Cloudflare zone',
      ),
    ),
    false,
  ),
  footer: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  comments: v.optional(
    v.pipe(v.boolean(), v.description('Whether readers can comment at all')),
    true,
  ),
  holdComments: v.optional(
    v.pipe(
      v.picklist(['all', 'first', 'none']),
      v.description('Whose comments wait for approval: all, those of people new here, or none'),
    ),
    'first',
  ),
  blockedWords: v.optional(
    v.pipe(
      v.array(
        v.pipe(v.string(), v.trim(), v.minLength(1, blockedWord), v.maxLength(60, blockedWord)),
      ),
      v.maxLength(500, 'At most 500 words'),
      v.description('Comments with one of these words are taken for spam'),
    ),
    [],
  ),
  commentNotice: v.optional(
    v.pipe(
      v.union([v.literal(''), v.pipe(v.string(), v.email('Must be an e-mail address, or empty'))]),
      v.description('Where a notice of each new comment goes; needs the MAIL binding'),
    ),
    '',
  ),
  turnstileKey: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w-]{0,80}$/, 'Must be the site key: letters, digits, - and _ only, or empty'),
      v.description('Site key of Cloudflare Turnstile; needs the secret TURNSTILE_SECRET'),
    ),
    '',
  ),
})

export type Settings = v.InferOutput<typeof settingsSchema>

/** Reads stored settings: what is missing or no longer valid takes its default. */
export function readSettings(stored: Record<string, unknown>): Settings {
  const whole = v.safeParse(settingsSchema, stored)
  if (whole.success) return whole.output
  const valid = { ...stored }
  for (const issue of whole.issues) delete valid[String(issue.path?.[0]?.key)]
  return v.parse(settingsSchema, valid)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
