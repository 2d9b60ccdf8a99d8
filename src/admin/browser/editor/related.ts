import { call } from '../api.ts'
import { make, the } from '../elements.ts'
import { t } from '../messages.ts'
import type { FieldsForm } from './fields.ts'

interface RelatedPost {
  id: number
  title: string
  score: number
  reasons: string[]
  shown: boolean
}

/** The related list of a post with its reasons; each can be pinned or blocked. */
export async function showRelated(id: number, form: FieldsForm) {
  const answer = await call<{ items: RelatedPost[] }>('GET', `/api/admin/posts/${id}/related`)
  const list = the('related')
  if (!answer.ok) return
  const { items } = answer.data
  if (items.length === 0) {
    list.replaceChildren(make('li', { class: 'hint' }, t.receiptIndexing))
    return
  }
  const draw = () => {
    const { pinned, blocked } = form.related()
    list.replaceChildren(
      ...items.slice(0, 12).map((post) => {
        const choose = (label: string, kind: 'pinned' | 'blocked', on: boolean) => {
          const choice = make(
            'button',
            {
              type: 'button',
              class: 'plain',
              'aria-pressed': String(on),
              'aria-label': `${label}: ${post.title}`,
            },
            label,
          )
          choice.addEventListener('click', () => {
            form.relate(post.id, kind)
            draw()
          })
          return choice
        }
        const link = make('a', { href: `/admin/posts/${post.id}` }, post.title)
        const why = make('small', {}, `${post.score.toFixed(2)} ${post.reasons.join(' ')}`)
        const buttons = make(
          'span',
          { class: 'buttons' },
          choose(t.pin, 'pinned', pinned.includes(post.id)),
          choose(t.block, 'blocked', blocked.includes(post.id)),
        )
        return make('li', { class: post.shown ? '' : 'aside' }, link, why, buttons)
      }),
    )
  }
  draw()
}
