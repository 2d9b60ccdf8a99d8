import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { initialOf } from '../components/post-parts.tsx'
import { SearchBox } from '../components/search-box.tsx'
import { accentStyle } from '../styles/accent.ts'
import { choiceScript, siteScript, speculation } from '../styles/script.ts'
import { archivePath, homePath } from '../urls.ts'
import { type ShareImage, shareImage } from './share-image.ts'
import type { View } from './view.ts'

export interface Head {
  title: string
  description?: string | undefined
  /** Path of the page; absent on pages that have no address of their own. */
  path?: string | undefined
  /** The address that stands for the page where that is not its own. */
  canonical?: string | undefined
  /** The site's own where there is none. */
  image?: ShareImage
  type?: 'article' | 'website'
  /** The language of what the page is about, where that is not the site's. */
  language?: string | null
  /** Properties of Open Graph beyond those every page has; those without content are left out. */
  properties?: [name: string, content: string | null | undefined][]
  /** schema.org objects. */
  data?: Record<string, unknown>[]
  /** The path below which this page's own feeds are; absent where it has none but the site's. */
  feeds?: { base: string; title: string } | undefined
  /** Neighbours in a series of pages. */
  previous?: string | undefined
  next?: string | undefined
  /** The same in Markdown. */
  markdown?: string | undefined
  styles: string
  /** Styles that not every page of this kind needs. */
  moreStyles?: string | undefined
  script?: string
  index?: boolean
}

/** A whole HTML document. */
export function document(view: View, head: Head, body: Child): string {
  const { settings } = view
  const html = (
    <html lang={settings.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>
          {head.title === settings.title ? head.title : `${head.title} - ${settings.title}`}
        </title>
        <script>{raw(choiceScript)}</script>
        <style>{raw(accentStyle(settings.accent))}</style>
        <style>{raw(head.styles)}</style>
        {head.moreStyles && <style>{raw(head.moreStyles)}</style>}
        <Cards view={view} head={head} />
        <Links view={view} head={head} />
        {head.data?.map((item) => (
          <script type="application/ld+json">{raw(jsonForScript(item))}</script>
        ))}
      </head>
      <body>
        <Frame view={view}>{body}</Frame>
        <script>{raw(siteScript)}</script>
        {head.script && <script>{raw(head.script)}</script>}
        <script type="speculationrules">{raw(speculation)}</script>
      </body>
    </html>
  )
  return `<!doctype html>${html}`
}

/** What search engines and other sites show of the page. */
function Cards({ view, head }: { view: View; head: Head }) {
  const { settings } = view
  const { description, image = shareImage(view) } = head
  const address = canonicalOf(view, head)
  return (
    <>
      {description && <meta name="description" content={description} />}
      {head.index === false && <meta name="robots" content="noindex" />}
      <meta property="og:title" content={head.title} />
      <meta property="og:type" content={head.type ?? 'website'} />
      <meta property="og:site_name" content={settings.title} />
      <meta property="og:locale" content={localeOf(head.language ?? settings.language)} />
      {address && <meta property="og:url" content={address} />}
      {description && <meta property="og:description" content={description} />}
      <meta property="og:image" content={image.url} />
      {image.width && <meta property="og:image:width" content={String(image.width)} />}
      {image.height && <meta property="og:image:height" content={String(image.height)} />}
      {head.properties?.map(
        ([property, content]) => content && <meta property={property} content={content} />,
      )}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

/** `en_US`: in Open Graph every language has a territory. */
function localeOf(tag: string): string {
  try {
    const { language, region } = new Intl.Locale(tag).maximize()
    return `${language}_${region}`
  } catch {
    return tag.replace('-', '_')
  }
}

function canonicalOf({ origin }: View, { path, canonical }: Head): string | undefined {
  return canonical ?? (path === undefined ? undefined : new URL(path, origin).href)
}

function Links({ view, head }: { view: View; head: Head }) {
  const { settings } = view
  const address = canonicalOf(view, head)
  return (
    <>
      {address && <link rel="canonical" href={address} />}
      {head.previous && <link rel="prev" href={head.previous} />}
      {head.next && <link rel="next" href={head.next} />}
      <Feeds base={homePath} title={settings.title} />
      {head.feeds && <Feeds base={head.feeds.base} title={head.feeds.title} />}
      {head.markdown && <link rel="alternate" type="text/markdown" href={head.markdown} />}
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={settings.title}
        href="/opensearch.xml"
      />
      <link rel="icon" href={sealIcon(settings)} />
    </>
  )
}

function Feeds({ base, title }: { base: string; title: string }) {
  return (
    <>
      <link rel="alternate" type="application/rss+xml" title={title} href={`${base}feed.xml`} />
      <link rel="alternate" type="application/atom+xml" title={title} href={`${base}atom.xml`} />
      <link rel="alternate" type="application/feed+json" title={title} href={`${base}feed.json`} />
    </>
  )
}

/** The seal as an icon: drawn here, so that no file is asked for. */
function sealIcon({ accent, title }: { accent: string; title: string }): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='5' fill='${accent}'/><text x='16' y='23' font-size='20' font-weight='700' text-anchor='middle' fill='#fff'>${initialOf(title)}</text></svg>`
  return `data:image/svg+xml,${encodeURI(svg).replaceAll('#', '%23')}`
}

function Frame({ view, children }: { view: View; children?: Child }) {
  const { settings, text } = view
  return (
    <>
      <a class="skip" href="#main">
        {text.skip}
      </a>
      <header class="top" id="top">
        <div class="wrap">
          <a class="brand" href={homePath}>
            <span class="seal" aria-hidden="true">
              {initialOf(settings.title)}
            </span>
            {settings.title}
          </a>
          <nav aria-label={text.siteNavigation}>
            <a href={homePath}>{text.home}</a>
            <a href={archivePath()}>{text.archive}</a>
            <a href="/feed.xml">{text.feed}</a>
          </nav>
          <SearchBox view={view} />
          <div class="tools">
            <button type="button" name="size" aria-label={text.textSize}>
              Aa
            </button>
            <button type="button" name="theme" aria-label={text.theme}>
              <i />
            </button>
          </div>
        </div>
      </header>
      <main id="main" class="wrap">
        {children}
      </main>
      <footer class="foot">
        <div class="wrap quiet">
          <p>{settings.footer || settings.title}</p>
          <a href={archivePath()}>{text.archive}</a>
          <a href="/feed.xml">{text.feed}</a>
        </div>
        <div class="rise">
          <a href="#top" aria-label={text.backToTop} title={text.backToTop}>
            ↑
          </a>
        </div>
      </footer>
    </>
  )
}

/** JSON that may stand inside a script element: nothing in it can end the element. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
