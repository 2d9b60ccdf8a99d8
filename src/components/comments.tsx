import { raw } from 'hono/html'
import type { ArticleComment } from '../db/articles.ts'
import type { View } from '../pages/view.ts'
import { DateTime } from './post-parts.tsx'

/** The approved comments of a post, answers below what they answer. */
export function Comments(props: { view: View; comments: ArticleComment[]; count: number }) {
  const { view, comments, count } = props
  if (comments.length === 0) return null
  const known = new Set(comments.map((comment) => comment.id))
  const roots = comments.filter(({ parentId }) => parentId === null || !known.has(parentId))
  return (
    <section id="comments" class="after">
      <h2>{view.text.comments(count)}</h2>
      <Thread view={view} comments={comments} level={roots} />
    </section>
  )
}

function Thread(props: { view: View; comments: ArticleComment[]; level: ArticleComment[] }) {
  const { view, comments, level } = props
  return (
    <ol>
      {level.map((comment) => {
        const answers = comments.filter(({ parentId }) => parentId === comment.id)
        return (
          <li id={`comment-${comment.id}`}>
            <p class="meta">
              {comment.url ? (
                <a href={comment.url} rel="nofollow ugc noopener">
                  {comment.name}
                </a>
              ) : (
                <b>{comment.name}</b>
              )}
              <DateTime view={view} time={comment.createdAt} relative />
            </p>
            <div>{raw(comment.html)}</div>
            {answers.length > 0 && <Thread view={view} comments={comments} level={answers} />}
          </li>
        )
      })}
    </ol>
  )
}
