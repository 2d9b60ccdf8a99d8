import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { archivePath, homePath, searchPath } from '../urls.ts'
import type { View } from './view.ts'

export interface Head {
  title: string
  description?: string | undefined
  /** Path of the page; absent on pages that have no address of their own. */
  path?: string | undefined
  image?: string | undefined
  type?: 'article' | 'website'
  language?: string | null
  /** schema.org objects. */
  data?: Record<string, unknown>[]
  styles: string
  script?: string
  index?: boolean
}

/** The only style that differs from site to site. */
export function accentStyle(accent: string): string {
  return `:root{--site-accent:${accent}}`
}

/** A whole HTML document. */
export function document(view: View, head: Head, body: Child): string {
  const { settings, origin } = view
  const canonical = head.path === undefined ? undefined : new URL(head.path, origin).href
  const title = head.title === settings.title ? head.title : `${head.title} - ${settings.title}`
  const html = (
    <html lang={settings.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.index === false && <meta name="robots" content="noindex" />}
        {canonical && <link rel="canonical" href={canonical} />}
        {canonical && <meta property="og:url" content={canonical} />}
        <meta property="og:title" content={head.title} />
        <meta property="og:type" content={head.type ?? 'website'} />
        <meta property="og:site_name" content={settings.title} />
        {head.description && <meta property="og:description" content={head.description} />}
        {head.image && <meta property="og:image" content={head.image} />}
        <meta name="twitter:card" content={head.image ? 'summary_large_image' : 'summary'} />
        <link rel="alternate" type="application/rss+xml" title={settings.title} href="/feed.xml" />
        <link rel="icon" href="data:," />
        <style>{raw(accentStyle(settings.accent))}</style>
        <style>{raw(head.styles)}</style>
        {head.data?.map((item) => (
          <script type="application/ld+json">{raw(jsonForScript(item))}</script>
        ))}
      </head>
      <body>
        <Frame view={view}>{body}</Frame>
        {head.script && <script>{raw(head.script)}</script>}
      </body>
    </html>
  )
  return `<!doctype html>${html}`
}

function Frame({ view, children }: { view: View; children?: Child }) {
  const { settings, text } = view
  return (
    <>
      <a class="skip" href="#main">
        {text.skip}
      </a>
      <header class="top">
        <div class="wrap">
          <a class="brand" href={homePath}>
            {settings.title}
          </a>
          <nav aria-label={text.siteNavigation}>
            <a href={homePath}>{text.home}</a>
            <a href={archivePath()}>{text.archive}</a>
            <a href="/feed.xml">{text.feed}</a>
            <a href={searchPath({ query: '' })}>{text.search}</a>
          </nav>
        </div>
      </header>
      <main id="main" class="wrap">
        {children}
      </main>
      <footer class="foot">
        <div class="wrap">
          <p>{settings.footer || settings.title}</p>
          <a href="#main">{text.backToTop}</a>
        </div>
      </footer>
    </>
  )
}

/** JSON that may stand inside a script element: nothing in it can end the element. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
