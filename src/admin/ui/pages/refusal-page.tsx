import type { Problem } from '../../../problem.ts'
import type { Desk } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Top } from '../parts.tsx'

/** What stands in place of a page that is not there or not for this person. */
export function refusalPage(desk: Desk, problem: Problem): string {
  const { t } = desk
  const title = problem.status === 403 ? t.notAllowed : t.notFound
  return deskPage(
    desk,
    { title },
    <>
      <Top title={title} />
      <p>
        <a class="button" href="/admin/posts">
          {t.posts}
        </a>
      </p>
    </>,
  )
}
