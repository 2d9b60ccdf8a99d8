import { make, the } from '../elements.ts'
import { t } from '../messages.ts'
import { instantOf, localText } from './zone.ts'

/** Everything about a post that the editor can change, as the API takes it. */
export interface Fields {
  title: string
  markdown: string
  slug: string
  publishedAt: string | null
  category: string | null
  tags: string[]
  excerpt: string | null
  cover: string | null
  canonical: string | null
  author?: string | null
  language: string | null
  pinned: boolean
  commentsOpen: boolean
  related: { pinned: number[]; blocked: number[] }
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** The fields beside the text, as the page holds them. */
export function fieldsForm(options: { timeZone: string; changed: () => void }) {
  const { timeZone, changed } = options
  const input = (id: string) => the<HTMLInputElement>(id)
  let tags: string[] = []
  let related: Fields['related'] = { pinned: [], blocked: [] }
  // The input knows no seconds, and one hour of the year twice: what it shows stands for this.
  let published = { shown: '', time: null as string | null }

  const tagInput = input('tag')
  const addTag = () => {
    const names = tagInput.value.split(/[,，、]/).map((name) => name.trim())
    const added = names.filter((name) => name && !tags.includes(name))
    tagInput.value = ''
    if (added.length === 0) return
    tags = [...tags, ...added]
    showTags()
    changed()
  }
  tagInput.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault()
      addTag()
    } else if (event.key === 'Backspace' && !tagInput.value && tags.length > 0) {
      tags = tags.slice(0, -1)
      showTags()
      changed()
    }
  })
  tagInput.addEventListener('input', () => {
    if (/[,，、]/.test(tagInput.value)) addTag()
  })
  tagInput.addEventListener('change', addTag)

  function showTags() {
    the('chosen-tags').replaceChildren(
      ...tags.map((name) => {
        const label = `${t.remove}: ${name}`
        const remove = make('button', { type: 'button', 'aria-label': label }, '×')
        remove.addEventListener('click', () => {
          tags = tags.filter((other) => other !== name)
          showTags()
          changed()
          tagInput.focus()
        })
        return make('li', {}, name, remove)
      }),
    )
  }

  function readTime(): string | null {
    const text = input('publishedAt').value
    return text === published.shown ? published.time : instantOf(text, timeZone)
  }

  /** A post may be in a language that the desk itself does not speak. */
  function offerLanguage(code: string) {
    const { options } = the<HTMLSelectElement>('language')
    if (![...options].some((option) => option.value === code)) options.add(new Option(code, code))
  }

  return {
    read(): Omit<Fields, 'markdown'> {
      const author = document.getElementById('author') as HTMLInputElement | null
      const pending = tagInput.value.trim()
      return {
        title: input('title').value.trim(),
        slug: input('slug').value.trim(),
        publishedAt: readTime(),
        category: input('category').value.trim() || null,
        tags: pending && !tags.includes(pending) ? [...tags, pending] : tags,
        excerpt: input('excerpt').value.trim() || null,
        cover: input('cover').value.trim() || null,
        canonical: input('canonical').value.trim() || null,
        ...(author && { author: author.value.trim() || null }),
        language: input('language').value || null,
        pinned: input('pinned').checked,
        commentsOpen: input('commentsOpen').checked,
        related,
      }
    },
    write(fields: Partial<Fields>) {
      const set = (id: string, value: string | null | undefined) => {
        const element = document.getElementById(id) as Input | null
        if (element && value !== undefined && element.value !== value) element.value = value ?? ''
      }
      const texts = [
        'title',
        'slug',
        'category',
        'excerpt',
        'cover',
        'canonical',
        'author',
      ] as const
      for (const name of texts) set(name, fields[name])
      if (fields.language) offerLanguage(fields.language)
      set('language', fields.language)
      if (fields.publishedAt !== undefined) {
        set('publishedAt', fields.publishedAt && localText(fields.publishedAt, timeZone))
        published = { shown: input('publishedAt').value, time: fields.publishedAt }
      }
      if (fields.pinned !== undefined) input('pinned').checked = fields.pinned
      if (fields.commentsOpen !== undefined) input('commentsOpen').checked = fields.commentsOpen
      if (fields.tags) tags = [...fields.tags]
      if (fields.related) related = fields.related
      showTags()
    },
    relate(id: number, list: 'pinned' | 'blocked') {
      const other = list === 'pinned' ? 'blocked' : 'pinned'
      const had = related[list].includes(id)
      related = {
        ...related,
        [list]: had ? related[list].filter((it) => it !== id) : [...related[list], id],
        [other]: related[other].filter((it) => it !== id),
      }
      changed()
    },
    related: () => related,
    /** A tag that is half typed is one from now on. */
    addTag,
  }
}

export type FieldsForm = ReturnType<typeof fieldsForm>
