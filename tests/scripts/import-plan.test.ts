import { describe, expect, it } from 'vitest'
import type { SitePost } from '../../scripts/import/api.ts'
import { sourceName } from '../../scripts/import/find-post.ts'
import { fitPost } from '../../scripts/import/fit-post.ts'
import { planChange } from '../../scripts/import/plan.ts'
import type { ImportPost, Warning } from '../../scripts/import/post.ts'

const current: SitePost = {
  id: 1,
  slug: 'tea',
  title: 'Tea',
  markdown: 'Text',
  excerpt: 'Short',
  cover: '/media/a.png',
  canonical: null,
  category: 'Hot drinks',
  tags: ['green', 'Black Tea'],
  author: 'Ann',
  language: 'en',
  status: 'published',
  publishedAt: '2020-01-02T03:04:05.000Z',
  createdAt: '2020-01-02T03:04:05.000Z',
  updatedAt: '2020-02-02T03:04:05.000Z',
  pinned: false,
  commentsOpen: true,
  externalId: 'tea',
}

function plan(post: Partial<ImportPost>, changed: Partial<SitePost> = {}) {
  return planChange({ title: 'Tea', markdown: 'Text', ...post }, { ...current, ...changed })
}

describe('fitPost()', () => {
  it('leaves what the site would change no more', () => {
    const title = `${'a'.repeat(499)} b`
    const post: ImportPost = {
      title,
      markdown: 'a\ud800',
      excerpt: `${'b'.repeat(999)} \udfff`,
      tags: ['c\udc00'],
      slug: '2026',
      cover: `https://example.com/${'d'.repeat(2_000)}`,
    }
    const warnings: Warning[] = []
    fitPost(post, warnings)

    expect(post).toEqual({
      title: 'a'.repeat(499),
      markdown: 'a\ufffd',
      excerpt: 'b'.repeat(999),
      tags: ['c\ufffd'],
      slug: 'post-2026',
    })
    expect(warnings.map(({ kind }) => kind)).toEqual(['title cut', 'excerpt cut', 'cover left out'])
  })
})

describe('sourceName()', () => {
  it('shortens a long name, the same in every run', () => {
    const names = ['x', 'y'].map((end) => 'e'.repeat(600) + end)
    const [first = '', second = ''] = names.map(
      (externalId) => sourceName({ title: '', markdown: '', externalId }) ?? '',
    )
    expect(first.length).toBeLessThanOrEqual(500)
    expect(second).not.toBe(first)
    expect(sourceName({ title: '', markdown: '', externalId: first })).toBe(first)
  })
})

describe('planChange()', () => {
  it('tells names apart as the site does', () => {
    expect(plan({ tags: ['C++'] }, { tags: ['C'] })).toEqual({ tags: ['C++'] })
    expect(plan({ category: 'F#' }, { category: 'F' })).toEqual({ category: 'F#' })
    expect(plan({ tags: ['😀'] }, { tags: ['🎉'] })).toEqual({ tags: ['😀'] })
    expect(plan({ tags: ['🎉'] }, { tags: ['🎉'] })).toEqual({})
  })

  it('knows a long slug by what was kept of it before its number', () => {
    expect(plan({ slug: 'a'.repeat(120) }, { slug: `${'a'.repeat(104)}-12` })).toEqual({})
  })

  it('changes nothing that the source leaves out', () => {
    expect(plan({})).toEqual({})
  })

  it('changes nothing that is the same in other words', () => {
    const post = {
      externalId: 'tea',
      slug: 'tea',
      markdown: 'Text\r\n',
      publishedAt: '2020-01-02T11:04:05+08:00',
      updatedAt: '2020-02-02T03:04:05Z',
      category: 'hot-drinks',
      tags: ['black tea', 'Green', 'green'],
      author: 'ann',
      language: 'EN',
      status: 'published',
      views: 99,
    } as const
    expect(plan({ ...post, tags: [...post.tags] })).toEqual({})
  })

  it.each([
    [{ title: 'Coffee' }],
    [{ markdown: 'Other' }],
    [{ slug: 'coffee' }],
    [{ publishedAt: '2020-01-02T03:04:06.000Z' }],
    [{ canonical: 'https://elsewhere.example/tea' }],
    [{ createdAt: '2019-01-02T03:04:06.000Z' }],
    [{ updatedAt: '2021-01-02T03:04:06.000Z' }],
    [{ category: 'Cold drinks' }],
    [{ tags: ['green'] }],
    [{ tags: ['green', 'white'] }],
    [{ tags: [] }],
    [{ author: 'Bob' }],
    [{ excerpt: 'Long' }],
    [{ cover: '/media/b.png' }],
    [{ language: 'zh-CN' }],
    [{ status: 'draft' as const }],
    [{ pinned: true }],
    [{ commentsOpen: false }],
  ])('changes just %j', (post) => {
    expect(plan(post)).toEqual(post)
  })

  it('takes a scheduled post for a published one', () => {
    expect(plan({ status: 'published' }, { status: 'scheduled' })).toEqual({})
    expect(plan({ status: 'published' }, { status: 'draft' })).toEqual({ status: 'published' })
  })

  it('keeps the number that a taken slug was given', () => {
    expect(plan({ slug: 'tea' }, { slug: 'tea-2' })).toEqual({})
    expect(plan({ slug: 'tea' }, { slug: 'tea-pot-2' })).toEqual({ slug: 'tea' })
  })

  it('gives what the post does not have', () => {
    const bare = { category: null, author: null, cover: null, language: null, publishedAt: null }
    const post = { category: 'A', author: 'B', cover: '/c.png', language: 'en' }
    const publishedAt = '2020-01-02T03:04:05.000Z'
    expect(plan({ ...post, publishedAt }, bare)).toEqual({ ...post, publishedAt })
  })

  it('reads terms that come as objects', () => {
    const term = { name: 'Hot drinks', slug: 'hot' }
    expect(
      plan({ category: 'hot', tags: ['Hot drinks'] }, { category: term, tags: [term] }),
    ).toEqual({})
  })
})
