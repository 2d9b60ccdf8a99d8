import { Hono } from 'hono'
import * as v from 'valibot'
import { edgeDrivers } from '../../cache/choose.ts'
import { commit, purge, type Statement } from '../../cache/publish.ts'
import { guard, retried } from '../../db/guard.ts'
import { rebuildLists } from '../../db/rebuild-lists.ts'
import { isIn, loadSite, storeSettings } from '../../db/site.ts'
import type { AppEnv } from '../../env.ts'
import { answerProblem } from '../../problem.ts'
import { type Settings, settingsSchema } from '../../settings.ts'
import { onlyAuthor } from '../auth/authorise.ts'
import { operate } from './operation.ts'

const app = new Hono<AppEnv>()

operate(
  app,
  {
    method: 'get',
    path: '/api/admin/settings',
    summary: 'Read the settings of the site',
    answers: {
      200: {
        description: 'All settings; to an author those alone that writing takes',
        schema: v.partial(settingsSchema),
      },
    },
  },
  async (c) => {
    const { settings } = await loadSite(c.var.db)
    if (onlyAuthor(c) === null) return c.json(settings)
    const { title, description, url, language, timeZone, permalink } = settings
    return c.json({ title, description, url, language, timeZone, permalink })
  },
)

/** Without defaults: a field that is not sent stays as it is. */
const changeSchema = v.object(
  Object.fromEntries(
    Object.entries(settingsSchema.entries).map(([name, field]) => [
      name,
      v.optional(field.wrapped),
    ]),
  ),
)

operate(
  app,
  {
    method: 'patch',
    path: '/api/admin/settings',
    summary: 'Change settings; those that are not sent stay as they are',
    query: v.object({
      check: v.optional(
        v.pipe(v.picklist(['true', 'false']), v.description('Only say what would be wrong')),
        'false',
      ),
    }),
    body: changeSchema,
    answers: {
      200: { description: 'All settings', schema: settingsSchema },
      422: { description: 'Invalid fields' },
    },
  },
  (c, { query, body }) =>
    retried(async () => {
      const { db, now } = c.var
      const { settings } = await loadSite(db)
      const changed = v.parse(settingsSchema, { ...settings, ...body })
      if (body.edgeCache && !edgeDrivers(c.env, c.executionCtx)[changed.edgeCache]) {
        const message = missingDriver[changed.edgeCache] ?? ''
        const errors = [{ path: 'edgeCache', message }]
        return answerProblem(c, { status: 422, detail: `edgeCache: ${message}`, errors })
      }
      if (query.check === 'true') return c.json(changed)
      const store = async (zone: string, statements: Statement[]) => {
        const moves =
          changed.timeZone === settings.timeZone ? [] : await rebuildLists(db, changed.timeZone)
        const all = [...statements, ...moves]
        if (all.length === 0) return
        await purge(c.var, [
          await commit(db, { kind: 'settings' }, [guard(db, isIn(zone)), ...all], { now }),
        ])
      }
      await store(settings.timeZone, [storeSettings(db, changed)])
      // Posts that were saved while the months of others were looked at stand in those of the old zone.
      await store(changed.timeZone, [])
      return c.json(changed)
    }),
)

/** What to do where a deployment has no such driver. */
const missingDriver: Partial<Record<Settings['edgeCache'], string>> = {
  'workers-cache':
    'This deployment has no Workers Cache: set `enabled = true` below [cache] in wrangler.toml, and deploy',
  'cache-api':
    'This needs a zone to purge: set SITE_URL, PURGE_ZONE_ID and the secret PURGE_TOKEN, and deploy',
}

export default app
