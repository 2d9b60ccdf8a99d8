import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ArticleComment, DiscussionPages } from '../db/articles.ts'
import { counted } from '../i18n/index.ts'
import type { View } from '../pages/view.ts'
import { commentPath, commentReplyPath, discussionPath } from '../urls.ts'
import { CommentForm } from './comment-form.tsx'
import { Pager } from './pager.tsx'
import { DateTime } from './post-parts.tsx'

/** What the discussion needs to know of its post. */
export interface DiscussedPost {
  id: number
  slug: string
  publishedAt: number
  commentsOpen: boolean
  commentCount: number
}

export interface DiscussionProps {
  view: View
  post: DiscussedPost
  comments: ArticleComment[]
  pages: DiscussionPages
}

/** One page of the approved comments of a post, answers below what they answer, and the form. */
export function Discussion({ view, post, comments, pages }: DiscussionProps) {
  const { text, settings } = view
  const { page, previous, next, last } = pages
  const open = post.commentsOpen && settings.comments
  if (!open && post.commentCount === 0) {
    return <section id="comments" class="after" data-post={post.id} />
  }
  return (
    <section id="comments" class="after" data-post={post.id}>
      <h2 data-count={text.comments}>
        {post.commentCount === 0
          ? text.noComments
          : counted(text.comments, post.commentCount, settings.language)}
      </h2>
      <Thread view={view} post={post} threads={threadsOf(view, post, comments)} open={open} />
      <Pager
        view={view}
        page={page}
        pages={last}
        previous={previous}
        next={next}
        path={(number) => discussionPath(post.id, number)}
        words={[text.page(previous ?? 1), text.moreComments]}
      />
      {open ? <CommentForm view={view} postId={post.id} /> : <p>{text.commentsClosed}</p>}
    </section>
  )
}

interface Answered extends ArticleComment {
  answers: Answered[]
  /** Where what it answers stands. */
  parentPath: string
}

/** Comments as trees. Beyond the third level answers stand side by side, named by whom they answer. */
function threadsOf(view: View, post: DiscussedPost, comments: ArticleComment[]): Answered[] {
  const all = new Map<number, Answered>()
  const roots: Answered[] = []
  const levels = new Map<Answered, number>()
  const places = new Map<Answered, Answered>()
  for (const comment of comments) {
    // Ids grow with time and parents are older, so a parent has its place before its answers come.
    const parent = comment.parentId === null ? undefined : all.get(comment.parentId)
    const id = comment.parentId ?? 0
    const parentPath = parent
      ? `#comment-${id}`
      : commentPath({ id, page: comment.parentPage, post }, view.settings)
    const node: Answered = { ...comment, answers: [], parentPath }
    all.set(comment.id, node)
    const deepest = parent && (levels.get(parent) ?? 1) >= 3
    const place = deepest ? places.get(parent) : parent
    levels.set(node, place ? (levels.get(place) ?? 1) + 1 : 1)
    if (place) places.set(node, place)
    const level = place ? place.answers : roots
    level.push(node)
  }
  return roots
}

interface ThreadProps {
  view: View
  post: DiscussedPost
  threads: Answered[]
  open: boolean
}

function Thread({ view, post, threads, open }: ThreadProps) {
  if (threads.length === 0) return null
  return (
    <ol>
      {threads.map((comment) => (
        <li id={`comment-${comment.id}`}>
          <OneComment view={view} comment={comment}>
            {open && (
              <a class="reply" href={commentReplyPath(post.id, comment.id)} rel="nofollow">
                {view.text.reply}
              </a>
            )}
          </OneComment>
          <Thread view={view} post={post} threads={comment.answers} open={open} />
        </li>
      ))}
    </ol>
  )
}

/** A comment by itself: who, to whom, when, and the words. */
export function OneComment(props: {
  view: View
  comment: ArticleComment | Answered
  children?: Child
}) {
  const { view, comment, children } = props
  return (
    <div>
      <p class="meta">
        {comment.url ? (
          <a href={comment.url} rel="nofollow ugc noopener">
            <bdi>{comment.name}</bdi>
          </a>
        ) : (
          <b>
            <bdi>{comment.name}</bdi>
          </b>
        )}
        {'parentPath' in comment && comment.parentName && (
          <span>
            ↩ <a href={comment.parentPath}>{comment.parentName}</a>
          </span>
        )}
        <DateTime view={view} time={comment.createdAt} relative />
        {children}
      </p>
      <div class="said" dir="auto">
        {raw(comment.html)}
      </div>
    </div>
  )
}
