import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { jsonForScript } from '../../pages/layout.tsx'
import { accentStyle } from '../../styles/accent.ts'
import { roles } from '../auth/identity.ts'
import type { Desk } from './desk.ts'
import { earlyScript } from './early-script.ts'
import { type Room, rooms } from './rooms.ts'

export interface DeskPage {
  title: string
  /** Scripts beyond the one every page has. */
  scripts?: string[]
  /** The page fills the window and has no navigation beside it. */
  whole?: boolean
}

/** A whole page of the desk. */
export function deskPage(desk: Desk, page: DeskPage, body: Child): string {
  const { t, settings, nonce } = desk
  const html = (
    <html lang={desk.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="csp-nonce" content={nonce} />
        <title>{`${page.title} - ${t.desk} - ${settings.title}`}</title>
        <script>{raw(earlyScript)}</script>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin/assets/desk.css" />
        <style nonce={nonce}>{raw(accentStyle(settings.accent))}</style>
        <script type="application/json" id="messages">
          {raw(jsonForScript(t))}
        </script>
        {['desk', ...(page.scripts ?? [])].map((name) => (
          <script type="module" src={`/admin/assets/${name}.js`} />
        ))}
      </head>
      <body class={page.whole ? 'whole' : undefined}>
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {!page.whole && desk.identity && <Navigation desk={desk} />}
        <main id="main">{body}</main>
        <p id="notice" role="status" aria-live="polite" />
      </body>
    </html>
  )
  return `<!doctype html>${html}`
}

function Navigation({ desk }: { desk: Desk }) {
  const { t, identity, settings } = desk
  const rank = identity ? roles.indexOf(identity.role) : -1
  const open = rooms.filter((room) => roles.indexOf(room.role) <= rank)
  return (
    <header class="side">
      <div class="brand">
        <a href="/admin/posts">{settings.title}</a>
        <button type="button" class="menu" aria-expanded="false" aria-controls="rooms">
          {t.navigation}
        </button>
      </div>
      <nav id="rooms" aria-label={t.navigation}>
        <a class="button primary" href="/admin/posts/new">
          {t.newPost}
        </a>
        {(['write', 'organise', 'site'] as const).map((group) => (
          <Group desk={desk} name={t[group]} rooms={open.filter((room) => room.group === group)} />
        ))}
        <ul>
          <li>
            <a href="/">{t.viewSite}</a>
          </li>
          <li>
            <form data-api="DELETE /api/admin/session" data-then="/admin/sign-in">
              <button type="submit" class="plain">
                {t.signOut}
              </button>
            </form>
          </li>
        </ul>
      </nav>
    </header>
  )
}

function Group({ desk, name, rooms }: { desk: Desk; name: string; rooms: Room[] }) {
  if (rooms.length === 0) return null
  return (
    <>
      <h2>{name}</h2>
      <ul>
        {rooms.map((room) => (
          <li>
            <a href={room.path} aria-current={desk.path.startsWith(room.path) ? 'page' : undefined}>
              {desk.t[room.name]}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
