import { CommentForm, type Draft } from '../components/comment-form.tsx'
import { Discussion, OneComment } from '../components/comments.tsx'
import { Breadcrumb, otherLanguage, RelativeDates } from '../components/post-parts.tsx'
import type { ArticleComment, DiscussionPages } from '../db/articles.ts'
import type { Discussed } from '../db/comments.ts'
import { counted } from '../i18n/index.ts'
import { articleScript } from '../styles/script.ts'
import { discussionPath, homePath, postPath } from '../urls.ts'
import { articlePageStyles } from './article-page.tsx'
import { document } from './layout.tsx'
import type { View } from './view.ts'

/** A further page of a long discussion. */
export function discussionPage(
  view: View,
  post: Discussed,
  { comments, pages }: { comments: ArticleComment[]; pages: DiscussionPages },
): string {
  const { text, settings } = view
  const { page } = pages
  const count = counted(text.comments, post.commentCount, settings.language)
  return document(
    view,
    {
      title: `${post.title} - ${count} - ${text.page(page)}`,
      path: discussionPath(post.id, page),
      styles: articlePageStyles,
      script: articleScript,
      index: false,
    },
    <div class="page">
      <Where view={view} post={post} here={text.page(page)} />
      <h1 lang={otherLanguage(view, post)}>{post.title}</h1>
      <RelativeDates view={view} />
      <Discussion view={view} post={post} comments={comments} pages={pages} />
    </div>,
  )
}

export interface CommentFormProps {
  postId: number
  /** Not there when the database cannot be asked. */
  post: Discussed | undefined
  comment: ArticleComment | undefined
  draft: Draft
}

/** The form that answers one comment, or one that came back with a fault. */
export function commentFormPage(
  view: View,
  { postId, post, comment, draft }: CommentFormProps,
): string {
  const { text } = view
  const title = comment ? text.replyTo(comment.name) : text.discuss
  return document(
    view,
    {
      title: post ? `${title} - ${post.title}` : title,
      styles: articlePageStyles,
      script: articleScript,
      index: false,
    },
    <div class="page">
      {post && <Where view={view} post={post} here={title} />}
      <h1>{title}</h1>
      <RelativeDates view={view} />
      <section id="comments" data-post={postId}>
        {comment && <OneComment view={view} comment={comment} />}
        <CommentForm view={view} postId={postId} draft={draft} />
      </section>
    </div>,
  )
}

/** Thanks for a comment that waits; the same for everybody. */
export function commentWaitingPage(view: View, post: Discussed): string {
  const { text, settings } = view
  return document(
    view,
    { title: text.waiting, styles: articlePageStyles, index: false },
    <div class="page">
      <Where view={view} post={post} here={text.discuss} />
      <h1>{text.waiting}</h1>
      <p>{text.waitingHint}</p>
      <p>
        <a href={postPath(post, settings)}>{text.backToArticle}</a>
      </p>
    </div>,
  )
}

function Where({ view, post, here }: { view: View; post: Discussed; here: string }) {
  const path = postPath(post, view.settings)
  const crumbs = [
    { name: view.text.home, path: homePath },
    { name: post.title, language: post.language, path },
    { name: here, path },
  ]
  return <Breadcrumb view={view} crumbs={crumbs} />
}
