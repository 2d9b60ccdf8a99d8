import { type Desk, numberText } from '../desk.ts'
import { deskPage } from '../layout.tsx'
import { Act, Choice, Field, type Page, Pager, SearchField, Table, Top } from '../parts.tsx'

export interface TermRow {
  id: number
  slug: string
  name: string
  count: number
  description?: string
  parentId?: number | null
  position?: number
  bio?: string
  url?: string | null
}

export type TermKind = 'categories' | 'tags' | 'authors'

/** Categories, tags or authors: what is there, and a form for each. */
export function termsPage(desk: Desk, kind: TermKind, page: Page<TermRow>): string {
  const { t } = desk
  const rows =
    kind === 'categories' ? inTree(page.items) : page.items.map((term) => ({ term, depth: 0 }))
  return deskPage(
    desk,
    { title: t[kind] },
    <>
      <Top title={t[kind]} />
      <details class="card">
        <summary>{t.add}</summary>
        <form data-api={`POST /api/admin/${kind}`} data-then="reload">
          <TermFields desk={desk} kind={kind} all={page.items} />
          <button type="submit" class="primary">
            {t.add}
          </button>
        </form>
      </details>
      <form class="filter" method="get">
        <SearchField t={t} value={desk.query.q} />
        <button type="submit">{t.search}</button>
      </form>
      {rows.length === 0 ? (
        <p class="empty">{desk.query.q ? t.nothingFound : t.nothing}</p>
      ) : (
        <Table label={t[kind]} head={[t.name, t.slug, t.count, t.actions]}>
          {rows.map(({ term, depth }) => (
            <tr>
              <td class={`main depth-${Math.min(depth, 4)}`}>{term.name}</td>
              <td>{term.slug}</td>
              <td class="number">{numberText(desk, term.count)}</td>
              <td>
                <a href={`/admin/${kind}/${term.id}`} aria-label={`${t.edit}: ${term.name}`}>
                  {t.edit}
                </a>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Pager t={t} path={desk.path} query={desk.query} next={page.nextCursor} />
    </>,
  )
}

/** The form of one term, and for a tag where to merge it. */
export function termPage(desk: Desk, kind: TermKind, term: TermRow, all: TermRow[]): string {
  const { t } = desk
  return deskPage(
    desk,
    { title: term.name },
    <>
      <Top title={term.name} />
      <form
        class="card"
        data-api={`PATCH /api/admin/${kind}/${term.id}`}
        data-then={`/admin/${kind}`}
      >
        <TermFields desk={desk} kind={kind} all={all} term={term} />
        <div class="buttons">
          <button type="submit" class="primary">
            {t.save}
          </button>
          <Act
            api={`DELETE /api/admin/${kind}/${term.id}`}
            label={t.remove}
            confirm={t.confirmDelete}
            then={`/admin/${kind}`}
            kind="danger"
          />
        </div>
        <p class="hint">{t.slugHint}</p>
      </form>
      {kind === 'tags' && (
        <form
          class="card"
          data-api={`POST /api/admin/tags/${term.id}/merge`}
          data-then="/admin/tags"
          data-confirm={t.confirmMerge}
        >
          <Field name="into" label={t.mergeInto} required maxLength={80} names="tags" />
          <button type="submit">{t.merge}</button>
        </form>
      )}
    </>,
  )
}

function TermFields(props: { desk: Desk; kind: TermKind; all: TermRow[]; term?: TermRow }) {
  const { desk, kind, all, term } = props
  const { t } = desk
  return (
    <>
      <Field name="name" label={t.name} value={term?.name} required maxLength={80} />
      <Field name="slug" label={t.slug} value={term?.slug} maxLength={120} />
      {kind === 'categories' && (
        <>
          <Field
            name="description"
            label={t.description}
            value={term?.description}
            maxLength={500}
            rows={2}
          />
          <Choice
            name="parentId"
            label={t.parent}
            as="number-nullable"
            value={String(term?.parentId ?? '')}
            options={[
              ['', t.topLevel],
              ...all
                .filter((other) => other.id !== term?.id)
                .map((other) => [String(other.id), other.name] as const),
            ]}
          />
          <Field
            name="position"
            label={t.position}
            type="number"
            as="number"
            value={term?.position ?? 0}
            min={0}
            max={10_000}
          />
        </>
      )}
      {kind === 'authors' && (
        <>
          <Field name="bio" label={t.bio} value={term?.bio} maxLength={1_000} rows={3} />
          <Field name="url" label={t.webAddress} as="nullable" type="url" value={term?.url ?? ''} />
        </>
      )}
    </>
  )
}

/** Categories below those they lie in. */
function inTree(all: TermRow[]): { term: TermRow; depth: number }[] {
  const ids = new Set(all.map((term) => term.id))
  const below = (parent: number | null, depth: number): { term: TermRow; depth: number }[] =>
    all
      .filter((term) => (ids.has(term.parentId ?? 0) ? term.parentId : null) === parent)
      .sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || a.id - b.id)
      .flatMap((term) => [{ term, depth }, ...(depth < 20 ? below(term.id, depth + 1) : [])])
  return below(null, 0)
}
