import { call } from '../api.ts'
import { button, make, the } from '../elements.ts'
import { t } from '../messages.ts'
import type { FieldsForm } from './fields.ts'

interface RelatedPost {
  id: number
  title: string
  score: number
  reasons: string[]
  shown: boolean
}

/** How many of those that are neither pinned nor blocked are offered. */
const mostOffered = 12

/**
 * The related list of a post: what is pinned, what the text gives with its reasons, what is blocked.
 * Each can be pinned, blocked or let go again, and any other post can be looked up and pinned.
 */
export function relatedChooser(form: FieldsForm) {
  const known = new Map<number, RelatedPost>()
  const find = make('input', {
    type: 'search',
    autocomplete: 'off',
    'aria-label': t.findRelated,
    placeholder: t.findRelated,
  })
  const found = make('ul', { id: 'found-related', class: 'rows', 'aria-live': 'polite' })
  let postId = 0

  function draw() {
    const { pinned, blocked } = form.related()
    const chosen = [...pinned, ...blocked]
    const free = [...known.keys()].filter((id) => !chosen.includes(id)).slice(0, mostOffered)
    const rows = [...pinned, ...free, ...blocked].map(rowOf)
    const empty = make('li', { class: 'hint' }, t.receiptIndexing)
    the('related').replaceChildren(...(rows.length > 0 ? rows : [empty]))
  }

  function rowOf(id: number): HTMLElement {
    const post = known.get(id)
    const title = post?.title ?? `#${id}`
    const { pinned, blocked } = form.related()
    const choose = (label: string, kind: 'pinned' | 'blocked', on: boolean) => {
      const choice = button(
        label,
        () => {
          form.relate(id, kind)
          draw()
          // The row was drawn anew: who uses the keyboard stays at it.
          const selector = `[data-choice="${kind} ${id}"]`
          the('related').querySelector<HTMLElement>(selector)?.focus()
        },
        'plain',
      )
      choice.ariaPressed = String(on)
      choice.ariaLabel = `${label}: ${title}`
      choice.dataset.choice = `${kind} ${id}`
      return choice
    }
    const why = post?.score ? `${post.score.toFixed(2)} ${post.reasons.join(' ')}` : ''
    return make(
      'li',
      { class: blocked.includes(id) ? 'blocked' : post?.shown ? '' : 'aside' },
      make('a', { href: `/admin/posts/${id}` }, title),
      make('small', {}, why),
      make(
        'span',
        { class: 'buttons' },
        choose(t.pin, 'pinned', pinned.includes(id)),
        choose(t.block, 'blocked', blocked.includes(id)),
      ),
    )
  }

  async function ask(words: string): Promise<RelatedPost[]> {
    const query = words ? `?${new URLSearchParams({ q: words })}` : ''
    const path = `/api/admin/posts/${postId}/related${query}`
    const answer = await call<{ items: RelatedPost[] }>('GET', path)
    return answer.ok ? answer.data.items : []
  }

  async function look() {
    const words = find.value.trim()
    const posts = words ? await ask(words) : []
    if (words !== find.value.trim()) return
    const rows = posts.map((post) => {
      const pin = button(
        t.pin,
        () => {
          known.set(post.id, known.get(post.id) ?? post)
          if (!form.related().pinned.includes(post.id)) form.relate(post.id, 'pinned')
          find.value = ''
          found.replaceChildren()
          draw()
          find.focus()
        },
        'plain',
      )
      pin.ariaLabel = `${t.pin}: ${post.title}`
      return make('li', {}, make('span', {}, post.title), pin)
    })
    const nothing = words && make('li', { class: 'hint' }, t.nothingFound)
    found.replaceChildren(...(rows.length > 0 ? rows : [nothing]))
  }

  let timer = 0
  find.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(look, 250)
  })
  find.addEventListener('keydown', (event) => {
    // Enter would save the post.
    if (event.key === 'Enter') event.preventDefault()
  })

  return {
    async show(id: number) {
      postId = id
      the('related').after(find, found)
      for (const post of await ask('')) known.set(post.id, post)
      draw()
    },
    draw,
  }
}
