import { raw } from 'hono/html'
import { Discussion } from '../components/comments.tsx'
import {
  Breadcrumb,
  breadcrumbData,
  type Crumb,
  DateTime,
  otherLanguage,
  ownLanguage,
  RelativeDates,
  TagList,
  Thumbnail,
} from '../components/post-parts.tsx'
import { shownWidths, sourcesOf, withSources } from '../components/resized.ts'
import { QrCode, Share } from '../components/share.tsx'
import { countCharacters, excerptOf } from '../content/text.ts'
import type { Article } from '../db/articles.ts'
import type { TitleOnly } from '../db/summaries.ts'
import { counted } from '../i18n/index.ts'
import { article as articleStyles } from '../styles/article.ts'
import { base } from '../styles/base.ts'
import { comments as commentStyles } from '../styles/comments.ts'
import { needsExtras, proseExtras } from '../styles/prose.ts'
import { articleScript } from '../styles/script.ts'
import {
  absolute,
  authorPath,
  categoryPath,
  homePath,
  markdownPath,
  postPath,
  tagPath,
} from '../urls.ts'
import { document, type Head } from './layout.tsx'
import { type ShareImage, shareImage } from './share-image.ts'
import type { View } from './view.ts'

export const articlePageStyles = base + articleStyles + commentStyles

/** Columns of a related post's excerpt: two lines where it is widest. */
const relatedExcerpt = 100

/** From this many headings on, a post has a contents list. */
const headingsForContents = 3

/** The page of one article. */
export function articlePage(view: View, article: Article): string {
  const { settings, origin } = view
  const path = postPath(article, settings)
  const url = absolute(origin, path)
  const image = shareImage(view, article)
  const crumbs = crumbsOf(view, article, path)
  return document(
    view,
    {
      title: article.title,
      description: article.excerpt,
      path,
      canonical: article.canonical ?? undefined,
      image,
      type: 'article',
      language: article.language,
      properties: propertiesOf(view, article),
      markdown: markdownPath(article.id),
      styles: articlePageStyles,
      moreStyles: needsExtras(article.html) ? proseExtras : undefined,
      script: articleScript,
      data: [breadcrumbData(crumbs, origin), postingData(view, article, url, image)],
    },
    <div class="page">
      <Breadcrumb view={view} crumbs={crumbs} />
      <article data-post-id={article.id} lang={otherLanguage(view, article)}>
        <Header view={view} article={article} />
        {article.cover && <Cover view={view} article={article} cover={article.cover} />}
        <Contents view={view} article={article} />
        <div class="body">{raw(withSources(view.settings, article.html))}</div>
      </article>
      <TagList tags={article.tags} path={tagPath} />
      <End view={view} article={article} url={url} />
      <Share view={view} url={url} title={article.title} />
      <Around view={view} article={article} />
      <Related view={view} article={article} />
      <Discussion
        view={view}
        post={article}
        comments={article.comments}
        pages={article.commentPages}
      />
    </div>,
  )
}

function propertiesOf({ origin }: View, article: Article): NonNullable<Head['properties']> {
  const { author } = article
  return [
    ['article:published_time', new Date(article.publishedAt).toISOString()],
    ['article:modified_time', changedAt(article)],
    ['article:author', author && absolute(origin, authorPath(author.slug))],
    ['article:section', article.categories.at(-1)?.name],
    ...article.tags.map(({ name }): [string, string] => ['article:tag', name]),
  ]
}

function changedAt({ updatedAt, publishedAt }: Article): string {
  return new Date(Math.max(updatedAt, publishedAt)).toISOString()
}

function crumbsOf({ text }: View, article: Article, path: string): Crumb[] {
  return [
    { name: text.home, path: homePath },
    ...article.categories.map(({ name, slug }) => ({ name, path: categoryPath(slug) })),
    { name: article.title, language: article.language, path },
  ]
}

function postingData(view: View, article: Article, url: string, image: ShareImage) {
  return {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: article.title,
    description: article.excerpt,
    mainEntityOfPage: article.canonical ?? url,
    datePublished: new Date(article.publishedAt).toISOString(),
    dateModified: changedAt(article),
    inLanguage: article.language ?? view.settings.language,
    wordCount: article.wordCount,
    commentCount: article.commentCount,
    image: image.url,
    ...(article.author && {
      author: {
        '@type': 'Person',
        name: article.author.name,
        url: absolute(view.origin, authorPath(article.author.slug)),
      },
    }),
    ...(article.categories.length > 0 && { articleSection: article.categories.at(-1)?.name }),
    keywords: article.tags.map((tag) => tag.name),
  }
}

function Header({ view, article }: { view: View; article: Article }) {
  const { settings, text } = view
  const category = article.categories.at(-1)
  return (
    <header>
      <h1>{article.title}</h1>
      <div class="meta quiet" lang={ownLanguage(view, article)}>
        {article.author && (
          <a rel="author" href={authorPath(article.author.slug)}>
            {article.author.name}
          </a>
        )}
        {category && <a href={categoryPath(category.slug)}>{category.name}</a>}
        <span>{counted(text.words, article.wordCount, settings.language)}</span>
        <span>{counted(text.minutes, readingMinutes(article), settings.language)}</span>
        <DateTime view={view} time={article.publishedAt} relative />
        <span data-views={text.views}>{counted(text.views, article.views, settings.language)}</span>
      </div>
      <RelativeDates view={view} />
    </header>
  )
}

/** What a reader takes in within a minute. */
const perMinute = { characters: 400, words: 230 }

/** By the text itself: no editor need say what language it is in. */
function readingMinutes({ html, wordCount }: Article): number {
  const characters = Math.min(countCharacters(html), wordCount)
  const words = wordCount - characters
  return Math.max(1, Math.round(characters / perMinute.characters + words / perMinute.words))
}

function Cover({ view, article, cover }: { view: View; article: Article; cover: string }) {
  const size = article.thumbnail?.url === cover ? article.thumbnail : undefined
  return (
    <img
      class="cover"
      src={cover}
      {...sourcesOf(view.settings, { ...size, url: cover }, shownWidths.cover)}
      alt=""
      width={size?.width ?? 1200}
      height={size?.height ?? 630}
      fetchpriority="high"
    />
  )
}

function Contents({ view, article }: { view: View; article: Article }) {
  const headings = article.contents
  if (headings.length < headingsForContents) return null
  const top = Math.min(...headings.map((heading) => heading.level))
  return (
    <details class="toc" open>
      <summary lang={ownLanguage(view, article)}>{view.text.contents}</summary>
      <ol>
        {headings.map((heading) => (
          <li class={heading.level > top ? 'deep' : undefined}>
            <a href={`#${encodeURIComponent(heading.id)}`}>{heading.text}</a>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Below the text: QR code, copyright, permalink. */
function End({ view, article, url }: { view: View; article: Article; url: string }) {
  const { settings, text } = view
  const author = article.author?.name ?? settings.title
  return (
    <div class="end">
      <div class="qr">
        <QrCode url={url} label={text.qrLabel} />
        {text.qr}
      </div>
      <div>
        <p data-copyright>{settings.copyright || text.copyright(author, settings.title)}</p>
        {settings.licence && (
          <p>
            {text.licence}:{' '}
            {settings.licenceUrl ? (
              <a rel="license" href={settings.licenceUrl}>
                {settings.licence}
              </a>
            ) : (
              settings.licence
            )}
          </p>
        )}
        <p>
          {text.permalink}:{' '}
          <a data-permalink href={url}>
            {url}
          </a>
        </p>
      </div>
    </div>
  )
}

function Around({ view, article }: { view: View; article: Article }) {
  const { text, settings } = view
  if (!article.previous && !article.next) return null
  const link = (label: string, rel: string, post: TitleOnly | null) =>
    post && (
      <a rel={rel} href={postPath(post, settings)}>
        <small>{label}</small>
        <span class="clamp" lang={otherLanguage(view, post)}>
          {post.title}
        </span>
      </a>
    )
  return (
    <nav class="around" aria-label={`${text.previous} / ${text.next}`}>
      <div>{link(text.previous, 'prev', article.previous)}</div>
      <div>{link(text.next, 'next', article.next)}</div>
    </nav>
  )
}

function Related({ view, article }: { view: View; article: Article }) {
  if (article.related.length === 0) return null
  const [before, after] = view.text.related.split('#')
  return (
    <section id="related" class="after">
      <h2>
        {before}
        <span lang={otherLanguage(view, article)}>{article.title}</span>
        {after}
      </h2>
      <ul>
        {article.related.map((post) => (
          <li lang={otherLanguage(view, post)}>
            <Thumbnail view={view} post={post} shown="related" />
            <div>
              <h3>
                <a class="clamp" href={postPath(post, view.settings)}>
                  {post.title}
                </a>
              </h3>
              <p class="clamp">{excerptOf(post.excerpt, relatedExcerpt)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
