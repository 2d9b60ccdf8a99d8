import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { edgeDrivers } from '../../cache/choose.ts'
import { loadSite } from '../../db/site.ts'
import { type AppEnv, isLocal } from '../../env.ts'
import { pagePolicy } from '../../security.ts'
import { languages, type Settings } from '../../settings.ts'
import { identify } from '../auth/identify.ts'
import { type Role, roles } from '../auth/identity.ts'
import { recordWords } from '../i18n/index.ts'
import { previewArticle } from '../posts/preview.ts'
import { answerDesk } from './answer.ts'
import { Refused, read } from './client.ts'
import { type Desk, deskOf, languageCookie } from './desk.ts'
import { type AccountData, accountPage } from './pages/account-page.tsx'
import { type AuditRow, auditPage } from './pages/audit-page.tsx'
import { type CommentRow, commentsPage } from './pages/comments-page.tsx'
import { editorPage } from './pages/editor-page.tsx'
import { type LinkRow, linksPage, type RedirectRow, redirectsPage } from './pages/entry-pages.tsx'
import { historyPage, type RevisionRow } from './pages/history-page.tsx'
import { filePage, type MediaRow, mediaPage } from './pages/media-page.tsx'
import { type PersonRow, peoplePage } from './pages/people-page.tsx'
import { postsPage, type UnsavedDraft } from './pages/posts-page.tsx'
import { refusalPage } from './pages/refusal-page.tsx'
import { settingsPage } from './pages/settings-page.tsx'
import { signInPage } from './pages/sign-in-page.tsx'
import { statisticsPage } from './pages/statistics-page.tsx'
import { type StatusData, statusPage } from './pages/status-page.tsx'
import { type TermKind, type TermRow, termPage, termsPage } from './pages/term-pages.tsx'
import { type TokenRow, tokensPage } from './pages/tokens-page.tsx'
import type { Page } from './parts.tsx'

const app = new Hono<AppEnv>()

type Post = Parameters<typeof postsPage>[1]['items'][number]

app.use('/admin/*', identify())
app.use('/admin', identify())

app.get('/admin', (c) => c.redirect('/admin/posts'))

app.get('/admin/sign-in', async (c) => {
  const next = c.req.query('next') ?? ''
  const inside = /^\/admin\/(?!.*\.\.)[\w/.?=&%-]*$/.test(next) ? next : '/admin/posts'
  if (c.var.identity) return c.redirect(inside)
  const desk = await deskOf(c, (await loadSite(c.var.db)).settings)
  return answerDesk(c, desk, signInPage(desk, inside))
})

/** A page of the desk: shown to whom the API answers, refused to others. */
function page(path: string, render: (c: Context<AppEnv>, desk: Desk) => Promise<string>) {
  app.get(path, async (c) => {
    const { settings } = await loadSite(c.var.db)
    const desk = await deskOf(c, settings)
    if (!desk.identity) {
      const { pathname, search } = new URL(c.req.url)
      return c.redirect(`/admin/sign-in?next=${encodeURIComponent(pathname + search)}`)
    }
    try {
      return answerDesk(c, desk, await render(c, desk))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const status = error.problem.status === 403 ? 403 : 404
      return answerDesk(c, desk, refusalPage(desk, error.problem), status)
    }
  })
}

/** What of the page's query goes on to the API. */
function pick(desk: Desk, ...names: string[]): string {
  const pairs = names.flatMap((name) => {
    const value = desk.query[name]
    return value ? [[name, value]] : []
  })
  return `?${new URLSearchParams(pairs)}`
}

page('/admin/posts', async (c, desk) => {
  const query = pick(desk, 'q', 'status', 'category', 'tag', 'cursor')
  const [posts, drafts] = await Promise.all([
    read<Page<Post>>(c, `/posts${query}`),
    read<{ items: UnsavedDraft[] }>(c, '/drafts'),
  ])
  return postsPage(desk, posts, drafts.items)
})

page('/admin/posts/new', (c, desk) => showEditor(c, desk, null))
page('/admin/posts/:id{[0-9]+}', async (c, desk) =>
  showEditor(c, desk, await read<Post>(c, `/posts/${c.req.param('id')}`)),
)

async function showEditor(c: Context<AppEnv>, desk: Desk, post: Post | null): Promise<string> {
  const drafts = await read<{ items: UnsavedDraft[] }>(c, `/drafts?postId=${post?.id ?? 0}`)
  return editorPage(desk, {
    post,
    drafts: drafts.items,
  })
}

/** Above every revision's number. */
const newest = 1e9

page('/admin/posts/:id{[0-9]+}/history', async (c, desk) => {
  const id = c.req.param('id')
  const revisions = (query: string) => read<Page<RevisionRow>>(c, `/posts/${id}/revisions${query}`)
  /** The newest revision up to a number: whatever page of the list is shown. */
  const upTo = async (number: number) =>
    number >= 1
      ? (await revisions(`?limit=1&cursor=${Math.floor(number) + 1}`)).items[0]
      : undefined
  const { to, from } = desk.query
  const [post, list, chosen] = await Promise.all([
    read<Post>(c, `/posts/${id}`),
    revisions(pick(desk, 'cursor')),
    upTo(Number(to ?? newest)),
  ])
  const base = chosen && (await upTo(Number(from ?? chosen.revision - 1)))
  return historyPage(desk, post, list, chosen, base)
})

page('/admin/comments', async (c, desk) => {
  requireRole(desk, 'editor')
  const status = desk.query.status ?? 'pending'
  const query = new URLSearchParams({
    status,
    ...(desk.query.cursor && { cursor: desk.query.cursor }),
  })
  return commentsPage(desk, await read<Page<CommentRow>>(c, `/comments?${query}`))
})

page('/admin/media', async (c, desk) =>
  mediaPage(desk, await read<Page<MediaRow>>(c, `/media${pick(desk, 'q', 'cursor')}`)),
)
page('/admin/media/:key{[\\w-]+\\.\\w+}', async (c, desk) =>
  filePage(desk, await read<Parameters<typeof filePage>[1]>(c, `/media/${c.req.param('key')}`)),
)

page('/admin/:kind{(?:categories|tags|authors)}', async (c, desk) => {
  const kind = c.req.param('kind') as TermKind
  return termsPage(desk, kind, await read<Page<TermRow>>(c, `/${kind}${pick(desk, 'q', 'cursor')}`))
})
page('/admin/:kind{(?:categories|tags|authors)}/:id{[0-9]+}', async (c, desk) => {
  const kind = c.req.param('kind') as TermKind
  const id = Number(c.req.param('id'))
  const [around, all] = await Promise.all([
    read<Page<TermRow>>(c, `/${kind}?limit=1&cursor=${id - 1}`),
    kind === 'categories' ? read<Page<TermRow>>(c, `/${kind}?limit=500`) : { items: [] },
  ])
  const term = around.items.find((it) => it.id === id)
  if (!term) throw new Refused({ status: 404, detail: desk.t.notFound })
  return termPage(desk, kind, term, all.items)
})

page('/admin/links', async (c, desk) =>
  linksPage(desk, (await read<Page<LinkRow>>(c, '/links')).items),
)
page('/admin/redirects', async (c, desk) =>
  redirectsPage(desk, await read<Page<RedirectRow>>(c, `/redirects${pick(desk, 'cursor')}`)),
)

page('/admin/settings', async (c, desk) => {
  requireRole(desk, 'owner')
  const { MAIL, TURNSTILE_SECRET } = c.env
  return settingsPage(desk, await read<Settings>(c, '/settings'), {
    edge: { inUse: c.var.edge.name, deployed: edgeDrivers(c.env, c.executionCtx).auto.name },
    mail: MAIL !== undefined,
    turnstile: Boolean(TURNSTILE_SECRET),
  })
})
page('/admin/people', async (c, desk) =>
  peoplePage(desk, (await read<Page<PersonRow>>(c, '/people')).items),
)
page('/admin/tokens', async (c, desk) =>
  tokensPage(desk, (await read<Page<TokenRow>>(c, '/tokens')).items),
)
page('/admin/account', async (c, desk) => {
  const [keys, sessions] = await Promise.all([
    read<{ items: AccountData['passkeys']; recoveryCodeMadeAt: string | null }>(c, '/passkeys'),
    read<{ items: AccountData['sessions'] }>(c, '/sessions'),
  ])
  const { items: passkeys, recoveryCodeMadeAt } = keys
  return accountPage(desk, { passkeys, recoveryCodeMadeAt, sessions: sessions.items })
})
page('/admin/audit', async (c, desk) =>
  auditPage(
    desk,
    await read<Page<AuditRow>>(c, `/audit${pick(desk, 'cursor')}`),
    await recordWords(c.env.ASSETS, desk.language),
  ),
)
page('/admin/statistics', async (c, desk) =>
  statisticsPage(desk, await read(c, `/statistics${pick(desk, 'days')}`)),
)
page('/admin/status', async (c, desk) =>
  statusPage(
    desk,
    await read<StatusData>(c, '/status'),
    await recordWords(c.env.ASSETS, desk.language),
  ),
)

/** For pages whose reading part of the API is open to more people than their forms are for. */
function requireRole(desk: Desk, role: Role) {
  if (desk.identity && roles.indexOf(desk.identity.role) >= roles.indexOf(role)) return
  throw new Refused({ status: 403, detail: desk.t.notAllowed })
}

/**
 * The empty page that the preview's frame starts from, under the policy of readers' pages without
 * its script: nothing runs in it, whatever an editor types.
 */
app.get('/admin/preview', async (c) => {
  if (!c.var.identity) return c.notFound()
  const { db, now } = c.var
  const { settings } = await loadSite(db)
  const unsaved = { id: null, title: '', markdown: '', cover: null, language: null }
  const { html } = await previewArticle({ db, env: c.env, now }, unsaved)
  const policy = pagePolicy(settings.accent)
    .replace(/script-src [^;]+/, "script-src 'none'")
    .replace("frame-ancestors 'none'", "frame-ancestors 'self'")
  c.header('Content-Security-Policy', policy)
  c.header('X-Frame-Options', 'SAMEORIGIN')
  return c.html(html.replace(/<script[\s\S]*?<\/script>/g, ''))
})

app.post('/admin/language', async (c) => {
  if (!c.var.identity) return c.redirect('/admin/sign-in', 303)
  const form = await c.req.formData().catch(() => null)
  const language = languages.find((it) => it === form?.get('language'))
  if (language) {
    const secure = !isLocal(c.env)
    setCookie(c, languageCookie, language, {
      ...{ path: '/admin', secure, sameSite: 'Lax', httpOnly: true },
      maxAge: 400 * 86_400,
    })
  }
  return c.redirect('/admin/account', 303)
})

app.get('/admin/*', async (c) => {
  const desk = await deskOf(c, (await loadSite(c.var.db)).settings)
  if (!desk.identity) return c.redirect('/admin/sign-in')
  const problem = { status: 404 as const, detail: desk.t.notFound }
  return answerDesk(c, desk, refusalPage(desk, problem), 404)
})

export default app
