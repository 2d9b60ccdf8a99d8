import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SourceItem } from '../../scripts/import/post.ts'
import { readSource, sourceKind } from '../../scripts/import/read-source.ts'

async function givenFiles(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

async function read(path: string): Promise<SourceItem[]> {
  return Array.fromAsync(readSource(path, 'UTC'))
}

async function readOne(text: string | Buffer, name = 'tea.md') {
  const [item] = await read(join(await givenFiles({ [name]: text }), name))
  return item
}

describe('readSource() of a folder', () => {
  it('reads Markdown files in order and leaves the others out', async () => {
    const folder = await givenFiles({
      'b.md': '',
      'a/z.markdown': '',
      'a/index.md': '',
      'a/_index.md': '---\ntitle: Section\n---\n',
      'a/picture.png': '',
      'page.mdx': '',
      '.hidden/x.md': '',
      '.x.md': '',
      'node_modules/x/y.md': '',
      'README.md': '# About\n',
      'docs/readme.md': '---\ntitle: A post\n---\n',
    })
    const items = await read(folder)
    const names = items.map((item) => ('post' in item ? item.post.externalId : item.reason))
    expect(names).toEqual(['a/index', 'a/z', 'b', 'docs/readme'])
  })

  it('tells what it can read', async () => {
    const folder = await givenFiles({ 'a.md': '', 'b.jsonl': '', 'c.txt': '' })
    const kinds = ['', 'a.md', 'b.jsonl', 'c.txt', 'none.md'].map((name) =>
      sourceKind(join(folder, name)),
    )
    expect(await Promise.all(kinds)).toEqual(['folder', 'markdown', 'jsonl', undefined, undefined])
  })
})

describe('readSource() of a Markdown file', () => {
  it('takes the first heading as the title and does not say it twice', async () => {
    expect(await readOne('# Green *tea*\n\nText\n')).toMatchObject({
      post: { title: 'Green tea', markdown: 'Text', externalId: 'tea', slug: 'tea' },
    })
  })

  it('keeps a heading further down, and all headings below a title of its own', async () => {
    expect(await readOne('Text\n\n# Tea #\n')).toMatchObject({
      post: { title: 'Tea', markdown: 'Text\n\n# Tea #' },
    })
    expect(await readOne('---\ntitle: Cup\n---\n# Tea\n')).toMatchObject({
      post: { title: 'Cup', markdown: '# Tea' },
    })
  })

  it('takes no heading out of code, and the file name where there is none', async () => {
    expect(await readOne('```\n# comment\n```', '2020-01-02-green-tea.md')).toMatchObject({
      post: { title: 'green-tea', slug: 'green-tea', publishedAt: '2020-01-02T00:00:00.000Z' },
    })
  })

  it('takes the mark of the excerpt out, but not out of code', async () => {
    expect(await readOne('One\n\n<!-- more -->\n\n`<!-- more -->`\n<!--more-->')).toMatchObject({
      post: { markdown: 'One\n\n\n\n`<!-- more -->`' },
    })
  })

  it('names file and line of front matter that is broken', async () => {
    expect(await readOne('---\ntitle: a\ntags: [\n---\n')).toEqual({
      location: expect.stringMatching(/tea\.md:[34]$/),
      reason: expect.stringMatching(/^[A-Z]/),
    })
  })

  it('refuses what is not UTF-8', async () => {
    expect(await readOne(Buffer.from([0x74, 0xb2, 0xe8]))).toEqual({
      location: expect.stringMatching(/tea\.md:1$/),
      reason: 'The file is not UTF-8 text; convert it first',
    })
  })
})
