import { eq, type SQL, sql } from 'drizzle-orm'
import { readSettings, type Settings } from '../settings.ts'
import type { Db } from './client.ts'
import { site } from './schema.ts'

/** The one row that every page starts from. */
export interface Site {
  version: number
  lastPostId: number
  /** When the next scheduled post is due, in ms; in the past while it waits for cron to note it. */
  nextDueAt: number | null
  settings: Settings
}

/** Reads the site's row. */
export async function loadSite(db: Db): Promise<Site> {
  return siteFrom(await siteRow(db))
}

/** The query of {@link loadSite}, to go into a batch; {@link siteFrom} reads its rows. */
export function siteRow(db: Db) {
  return db.all<SiteRow>(sql`SELECT version, last_post_id AS lastPostId, next_due_at AS nextDueAt,
    settings FROM site WHERE id = 1`)
}

/** The site's row with its settings as text. */
export type SiteRow = Omit<Site, 'settings'> & { settings: string }

export function siteFrom(rows: SiteRow[]): Site {
  const row = rows[0]
  if (!row) throw new Error('The database has no site row: apply the migrations')
  const { version, lastPostId, nextDueAt } = row
  return { version, lastPostId, nextDueAt, settings: settingsFrom(row.settings) }
}

let lastRead: { text: string; settings: Settings } | undefined

/** Every page reads the settings and they hardly ever change: what was read last is kept. */
function settingsFrom(text: string): Settings {
  if (lastRead?.text !== text) lastRead = { text, settings: readSettings(JSON.parse(text)) }
  return lastRead.settings
}

/** The settings as this isolate read them last, which costs nothing; undefined before that. */
export function settingsReadLast(): Settings | undefined {
  return lastRead?.settings
}

/** The site's public origin: a setting, else a variable of the deployment; never a request's. */
export function originOf(settings: Settings, env: { SITE_URL: string }): string {
  return settings.url || env.SITE_URL.replace(/\/$/, '') || 'http://localhost'
}

/** Statement: every stored page is old from now on. */
export function raiseSiteVersion(db: Db) {
  return db
    .update(site)
    .set({ version: sql`${site.version} + 1` })
    .where(eq(site.id, 1))
}

/** Statement: notes when the next scheduled post is due. */
export function noteNextDue(db: Db) {
  const earliest = sql`(SELECT min(live_at) FROM posts WHERE status = 'scheduled')`
  return db.update(site).set({ nextDueAt: earliest }).where(eq(site.id, 1))
}

/** Whether the site is, in the database, still in `timeZone`. */
export function isIn(timeZone: string): SQL {
  return sql`(SELECT coalesce(settings ->> 'timeZone', ${timeZone}) FROM site WHERE id = 1) = ${timeZone}`
}

/** Statement: replaces the stored settings. */
export function storeSettings(db: Db, settings: Record<string, unknown>) {
  return db
    .update(site)
    .set({ settings, version: sql`${site.version} + 1` })
    .where(eq(site.id, 1))
}

/** Takes the next id for a post. An id is never given twice, even when its post is gone. */
export async function takePostId(db: Db): Promise<number> {
  const rows = await db
    .update(site)
    .set({ lastPostId: sql`${site.lastPostId} + 1` })
    .where(eq(site.id, 1))
    .returning({ id: site.lastPostId })
  return rows[0]?.id ?? 1
}
