import type { Child } from 'hono/jsx'
import type { DeskMessages } from '../i18n/words.ts'

/** The heading of a page, with what stands beside it. */
export function Top({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="head">
      <h1>{title}</h1>
      {children}
    </div>
  )
}

interface FieldProps {
  name: string
  label: string
  hint?: string | undefined
  value?: string | number | undefined
  type?: string
  /** What the API wants: a string unless said otherwise. */
  as?: 'number' | 'nullable' | 'lines'
  required?: boolean
  max?: number
  min?: number
  maxLength?: number
  list?: string
  /** The kind of term whose names are offered. */
  names?: string
  pattern?: string
  autocomplete?: string
  rows?: number
}

/** A labelled input whose problems stand below it. */
export function Field(props: FieldProps) {
  const { name, label, hint, value, type = 'text', as, rows, ...rest } = props
  const about = hint ? `${name}-hint ${name}-problem` : `${name}-problem`
  const shared = { id: name, name, 'data-as': as, 'aria-describedby': about, ...attributes(rest) }
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {rows ? (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      ) : (
        <input {...shared} type={type} value={value} />
      )}
      <Notes name={name} hint={hint} />
    </div>
  )
}

/** Below a field: what it is for, and the room for what is wrong with it. */
function Notes({ name, hint }: { name: string; hint?: string | undefined }) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <p class="problem" id={`${name}-problem`} />
    </>
  )
}

function attributes(rest: Omit<FieldProps, 'name' | 'label'>) {
  const { maxLength, names, ...others } = rest
  return { ...others, maxlength: maxLength, 'data-names': names }
}

export function Choice(props: {
  name: string
  label: string
  value: string
  options: readonly (readonly [value: string, text: string])[]
  as?: 'number' | 'nullable' | 'number-nullable'
  hint?: string
}) {
  const { name, label, value, options, as, hint } = props
  const about = hint ? `${name}-hint ${name}-problem` : `${name}-problem`
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} data-as={as} aria-describedby={about}>
        {options.map(([key, text]) => (
          <option value={key} selected={key === value}>
            {text}
          </option>
        ))}
      </select>
      <Notes name={name} hint={hint} />
    </div>
  )
}

export function Check(props: { name: string; label: string; on?: boolean; hint?: string }) {
  const { name, label, on, hint } = props
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          name={name}
          checked={on}
          data-as="boolean"
          aria-describedby={hint ? `${name}-hint ${name}-problem` : `${name}-problem`}
        />{' '}
        {label}
      </label>
      <Notes name={name} hint={hint} />
    </div>
  )
}

/** One page of a list, as the API answers it. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** The way to the next page of a list, and back to the first. */
export function Pager(props: {
  t: DeskMessages
  path: string
  query: Record<string, string>
  next: string | null
}) {
  const { t, path, query, next } = props
  if (!next && !query.cursor) return null
  const { cursor, ...rest } = query
  const link = (values: Record<string, string>) => `${path}?${new URLSearchParams(values)}`
  return (
    <nav class="pager" aria-label={t.more}>
      {cursor && <a href={link(rest)}>{t.first}</a>}
      {next && (
        <a rel="next" href={link({ ...rest, cursor: next })}>
          {t.next}
        </a>
      )}
    </nav>
  )
}

/** A table that scrolls by itself on a narrow window. */
export function Table({
  head,
  label,
  children,
}: {
  head: string[]
  label: string
  children: Child
}) {
  return (
    <section class="scroll" aria-label={label} tabindex={0}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

/** The field of a list's filter in which words are looked for. */
export function SearchField({ t, value }: { t: DeskMessages; value: string | undefined }) {
  return <input type="search" name="q" value={value} aria-label={t.search} placeholder={t.search} />
}

/** A button that calls the API. */
export function Act(props: {
  api: string
  body?: unknown
  label: string
  confirm?: string | undefined
  then?: string
  kind?: string
  name?: string
}) {
  const { api, body, label, confirm, then = 'reload', kind, name } = props
  return (
    <button
      type="button"
      class={kind}
      data-api={api}
      data-body={body === undefined ? undefined : JSON.stringify(body)}
      data-confirm={confirm}
      data-then={then}
      aria-label={name}
    >
      {label}
    </button>
  )
}
