import * as z from 'zod'
import { parsePattern } from './urls.ts'

export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

const optionalUrl = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'Must be an http or https address, or empty' }),
])

const blockedWord = 'Each word has 1 to 60 characters'

/** Every site setting: its form, its default, and, through the OpenAPI document, its meaning. */
export const settingsSchema = z.object({
  title: z.string().trim().min(1).max(120).default('Inkstone').describe('Name of the site'),
  description: z.string().trim().max(300).default('').describe('One sentence about the site'),
  url: optionalUrl
    .transform((url) => (url ? new URL(url).origin : ''))
    .default('')
    .describe('Public origin, such as https://blog.example.com; empty takes the SITE_URL variable'),
  language: z.enum(languages).default('zh-CN').describe('Language of the interface'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'Must be an IANA time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  permalink: z
    .string()
    .superRefine((pattern, context) => {
      const problem = parsePattern(pattern)
      if (typeof problem === 'string') context.addIssue({ code: 'custom', message: problem })
    })
    .default('/{id}.html')
    .describe('Path of an article, from {id}, {slug}, {year}, {month} and {day}'),
  postsPerPage: z.int().min(1).max(50).default(10),
  feedItems: z.int().min(1).max(50).default(20),
  relatedCount: z.int().min(0).max(12).default(6),
  indexProfile: z
    .enum(['free', 'paid'])
    .default('free')
    .describe('How much of the index one scheduled run makes: within the free plan, or more'),
  hotPosts: z.int().min(0).max(500).default(50).describe('How many posts are kept warm in KV'),
  defaultAuthor: z.string().trim().min(1).max(80).default('Inkstone'),
  copyright: z
    .string()
    .max(500)
    .default('')
    .describe('Copyright note below articles; empty takes the one of the language'),
  licence: z.string().max(80).default(''),
  licenceUrl: optionalUrl.default(''),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'Must be a colour such as #0b6e5f')
    .default('#9a3324'),
  resizeImages: z
    .boolean()
    .default(false)
    .describe('Offer images in several sizes; needs image transformations in the Cloudflare zone'),
  footer: z.string().max(500).default(''),
  comments: z.boolean().default(true).describe('Whether readers can comment at all'),
  holdComments: z
    .enum(['all', 'first', 'none'])
    .default('first')
    .describe('Whose comments wait for approval: all, those of people new here, or none'),
  blockedWords: z
    .array(z.string().trim().min(1, blockedWord).max(60, blockedWord))
    .max(500, 'At most 500 words')
    .default([])
    .describe('Comments with one of these words are taken for spam'),
  commentNotice: z
    .union([z.literal(''), z.email({ error: 'Must be an e-mail address, or empty' })])
    .default('')
    .describe('Where a notice of each new comment goes; needs the MAIL binding'),
  turnstileKey: z
    .string()
    .regex(/^[\w-]{0,80}$/, 'Must be the site key: letters, digits, - and _ only, or empty')
    .default('')
    .describe('Site key of Cloudflare Turnstile; needs the secret TURNSTILE_SECRET'),
})

export type Settings = z.infer<typeof settingsSchema>

/** Reads stored settings: what is missing or no longer valid takes its default. */
export function readSettings(stored: Record<string, unknown>): Settings {
  const whole = settingsSchema.safeParse(stored)
  if (whole.success) return whole.data
  const valid = { ...stored }
  for (const issue of whole.error.issues) delete valid[String(issue.path[0])]
  return settingsSchema.parse(valid)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
