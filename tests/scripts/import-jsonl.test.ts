import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mapLine } from '../../scripts/import/map-line.ts'
import type { SourceItem } from '../../scripts/import/post.ts'
import { readSource } from '../../scripts/import/read-source.ts'

function line(fields: unknown) {
  return mapLine(JSON.stringify(fields), 'a.jsonl:1', 'Asia/Shanghai')
}

function postOf(fields: unknown) {
  const item = line(fields)
  if ('reason' in item) throw new Error(item.reason)
  return item
}

async function read(text: string | Buffer): Promise<SourceItem[]> {
  const file = join(await mkdtemp(join(tmpdir(), 'import-')), 'posts.jsonl')
  await writeFile(file, text)
  const items: SourceItem[] = []
  for await (const item of readSource(file, 'Asia/Shanghai')) {
    items.push({ ...item, location: item.location.replace(/^.*[\\/]/, '') })
  }
  return items
}

describe('mapLine()', () => {
  it('takes every field of the format', () => {
    const fields = {
      externalId: 'x',
      id: 7,
      slug: 'tea',
      title: 'Tea',
      markdown: 'Text',
      publishedAt: '2020-01-02T03:04:05Z',
      createdAt: '2020-01-02',
      updatedAt: '2020-01-03T03:04:05+08:00',
      category: 'Drinks',
      tags: ['a', 'b'],
      author: 'Ann',
      excerpt: 'Short',
      cover: '/c.png',
      canonical: 'https://elsewhere.example/tea',
      language: 'en',
      status: 'draft',
      views: 12,
      pinned: true,
      commentsOpen: false,
    }
    expect(postOf(fields)).toEqual({
      location: 'a.jsonl:1',
      post: {
        ...fields,
        publishedAt: '2020-01-02T03:04:05.000Z',
        createdAt: '2020-01-01T16:00:00.000Z',
        updatedAt: '2020-01-02T19:04:05.000Z',
      },
      warnings: [],
      unknownFields: [],
    })
  })

  it('leaves out what is null or empty', () => {
    const fields = { title: 'Tea', markdown: '', slug: null, tags: null, category: '', cover: ' ' }
    expect(postOf(fields).post).toEqual({ title: 'Tea', markdown: '' })
  })

  it('keeps an empty list of tags, which says that there are none', () => {
    expect(postOf({ title: 'Tea', markdown: '', tags: [] }).post.tags).toEqual([])
  })

  it('makes Markdown of HTML', () => {
    const { post } = postOf({ title: 'Tea', html: '<p>a</p>\n\n<p>b</p>' })
    expect(post.markdown).toBe('<div>\n<p>a</p>\n<p>b</p>\n</div>')
  })

  it('makes a title of the first 40 characters of the text', () => {
    const markdown = `# A *small* cup 茶 of [tea](/t)\n\n${'𠮷'.repeat(50)}`
    const { title } = postOf({ markdown }).post
    expect(title).toBe(`A small cup 茶 of tea ${'𠮷'.repeat(19)}`)
    expect([...title]).toHaveLength(40)
  })

  it('warns of what it cannot take as it is', () => {
    const fields = { title: 'a', markdown: '', id: 'x', publishedAt: 'soon', status: 'private' }
    const { post, warnings } = postOf(fields)
    expect(post).toEqual({ title: 'a', markdown: '', status: 'draft' })
    expect(warnings).toEqual([
      { kind: 'date not readable', detail: 'publishedAt: soon' },
      { kind: 'status imported as draft', detail: '"private"' },
      { kind: 'id not one the site takes', detail: '"x"' },
    ])
  })

  it('tells the fields it does not know', () => {
    expect(postOf({ title: 'a', markdown: '', links: [], story: 1 }).unknownFields).toEqual([
      'links',
      'story',
    ])
  })

  it.each([[[]], ['text'], [{ title: 'a' }], [{ markdown: ' ' }], [{ title: 'a', html: 1 }]])(
    'refuses %j with a reason',
    (fields) => {
      expect(line(fields)).toEqual({ location: 'a.jsonl:1', reason: expect.stringMatching(/\w/) })
    },
  )
})

describe('readSource() of a .jsonl file', () => {
  it('tells the line of what it cannot read and goes on', async () => {
    const items = await read('\uFEFF{"title":"a","markdown":"","id":1}\r\n\n{broken\n{"title":"b"}')
    expect(items.map(({ location }) => location)).toEqual([
      'posts.jsonl:1',
      'posts.jsonl:3',
      'posts.jsonl:4',
    ])
    expect(items[0]).toMatchObject({ post: { title: 'a' } })
    expect(items[1]).toMatchObject({ reason: expect.stringContaining('JSON') })
  })

  it('breaks lines at line feeds only, and no character at the end of a chunk', async () => {
    const markdown = `\u2028${'茶'.repeat(300_000)}\u2029`
    const items = await read(
      `${JSON.stringify({ title: 'a', markdown }).replace('\\u2028', '\u2028')}\n`,
    )
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ post: { markdown } })
  })

  it('names posts that have no name of their own, the same in every run', async () => {
    const text =
      '{"title":"a","markdown":"1"}\n{"title":"a","markdown":"2"}\n{"title":"b","markdown":""}'
    const names = (items: SourceItem[]) =>
      items.map((item) => ('post' in item ? item.post.externalId : undefined))
    const first = names(await read(text))
    expect(new Set(first).size).toBe(3)
    expect(first[1]).toBe(`${first[0]}-2`)
    expect(names(await read(text))).toEqual(first)
    expect(names(await read(text.replace('"1"', '"edited"')))).toEqual(first)
  })
})
