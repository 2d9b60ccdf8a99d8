import { describe, expect, it } from 'vitest'
import { mapFrontMatter } from '../../scripts/import/map-front-matter.ts'

function map(fields: Record<string, unknown>, path = 'posts/tea.md') {
  return mapFrontMatter(fields, path, 'Asia/Shanghai')
}

function mapped(fields: Record<string, unknown>, path?: string) {
  return map(fields, path).post
}

describe('mapFrontMatter()', () => {
  it('names a post after its path and leaves out what is not given', () => {
    expect(mapped({}, 'posts/green/tea.md')).toEqual({
      externalId: 'posts/green/tea',
      slug: 'tea',
    })
  })

  it('takes the names of Hexo', () => {
    const fields = {
      title: 'Tea &amp; water',
      date: '2020-01-02 03:04:05',
      updated: '2020-02-02 00:00:00',
      categories: [['Drinks', 'Hot'], ['Home']],
      tags: 'green, black，Green',
      sticky: 10,
      comments: false,
      photos: ['/a.jpg', '/b.jpg'],
      lang: 'zh-CN',
    }
    expect(mapped(fields)).toMatchObject({
      title: 'Tea & water',
      publishedAt: '2020-01-01T19:04:05.000Z',
      updatedAt: '2020-02-01T16:00:00.000Z',
      category: 'Drinks',
      tags: ['Hot', 'Home', 'green', 'black'],
      pinned: true,
      commentsOpen: false,
      cover: '/a.jpg',
      language: 'zh-CN',
    })
  })

  it.each(['canonical', 'canonical_url', 'canonicalUrl'])('takes %s', (name) => {
    expect(mapped({ [name]: 'https://e.example/tea' }).canonical).toBe('https://e.example/tea')
    expect(map({ [name]: 'https://e.example/tea' }).unknownFields).toEqual([])
  })

  it('takes the names of Hugo', () => {
    const fields = {
      publishDate: '2020-01-02T00:00:00Z',
      lastmod: '2020-02-02',
      topics: ['a', 'b'],
      authors: ['Ann', 'Bob'],
      featured_image: { uid: 'leaf.png', alt: 'A leaf' },
      summary: 'Some **tea** &mdash; hot',
      draft: true,
    }
    expect(mapped(fields)).toMatchObject({
      publishedAt: '2020-01-02T00:00:00.000Z',
      updatedAt: '2020-02-01T16:00:00.000Z',
      tags: ['a', 'b'],
      author: 'Ann',
      cover: 'leaf.png',
      excerpt: 'Some tea — hot',
      status: 'draft',
    })
  })

  it('takes the names of Jekyll, and the date of the file name', () => {
    const fields = {
      category: 'Drinks',
      last_modified_at: '2020-02-02T00:00:00Z',
      published: false,
    }
    expect(mapped(fields, '_posts/2020-01-02-green-tea.markdown')).toEqual({
      externalId: '_posts/2020-01-02-green-tea',
      slug: 'green-tea',
      publishedAt: '2020-01-01T16:00:00.000Z',
      updatedAt: '2020-02-02T00:00:00.000Z',
      category: 'Drinks',
      status: 'draft',
    })
  })

  it.each([
    [{ slug: 'Given-Slug' }, 'a.md', 'Given-Slug'],
    [{ slug: 'two words' }, 'a.md', 'two-words'],
    [{ permalink: '/2020/01/from-link.html' }, 'a.md', 'from-link'],
    [{ permalink: '/2020/from-folder/' }, 'a.md', 'from-folder'],
    [{ permalink: '/:year/:title/' }, 'a.md', 'a'],
    [{ url: '/posts/from-url/index.html' }, 'a.md', 'from-url'],
    [{ url: '/%E8%8C%B6/' }, 'a.md', '茶'],
    [{}, 'posts/bundle/index.md', 'bundle'],
    [{}, 'posts/2020-01-02-bundle/index.md', 'bundle'],
    [{}, 'posts/bundle/index.en.md', 'bundle'],
    [{}, 'posts/2020-01-02-tea.zh-CN.md', 'tea'],
    [{}, 'node.js.md', 'node.js'],
    [{}, 'shell.sh.md', 'shell.sh'],
    [{}, 'Hello World.md', 'hello-world'],
    [{}, '绿茶.md', '绿茶'],
    [{}, '2020-01-02.md', '2020-01-02'],
  ])('makes the slug of %j in %s', (fields, path, slug) => {
    expect(mapped(fields, path).slug).toBe(slug)
  })

  it('takes the language of a file name where the post names none', () => {
    expect(mapped({}, 'foo/index.en.md').language).toBe('en')
    expect(mapped({}, 'foo.zh-CN.md').language).toBe('zh-CN')
    expect(mapped({ lang: 'de' }, 'foo.en.md').language).toBe('de')
  })

  it('parts the tags of Jekyll at spaces', () => {
    const tags = 'ruby rails deploy'
    const split = ['ruby', 'rails', 'deploy']
    expect(mapped({ tags }, '_posts/2020-01-02-a.md').tags).toEqual(split)
    expect(mapped({ tags }, 'source/_posts/2020-01-02-a.md').tags).toEqual([tags])
    expect(mapped({ tags }, '_posts/a.md').tags).toEqual([tags])
    expect(mapped({ tags: 'a b, c' }, '_posts/2020-01-02-a.md').tags).toEqual(['a b', 'c'])
  })

  it('takes a file in _drafts for a draft unless it says otherwise', () => {
    expect(mapped({}, '_drafts/a.md').status).toBe('draft')
    expect(mapped({ published: true }, '_drafts/a.md').status).toBe('published')
  })

  it('says nothing of the status of a post that says nothing itself', () => {
    expect(mapped({}).status).toBeUndefined()
    expect(mapped({ draft: false }).status).toBe('published')
  })

  it.each([
    [{ pinned: true }, true],
    [{ top: 1 }, true],
    [{ top: 0 }, false],
    [{ sticky: false }, false],
    [{ weight: 5 }, undefined],
  ])('reads %j as pinned %s', (fields, pinned) => {
    expect(mapped(fields).pinned).toBe(pinned)
  })

  it('takes ids and views that are whole numbers only', () => {
    expect(mapped({ id: 7, views: '12' })).toMatchObject({ id: 7, views: 12 })
    expect(mapped({ id: 'abc', views: -1 })).toEqual({ externalId: 'posts/tea', slug: 'tea' })
    expect(mapped({ id: 0 }).id).toBeUndefined()
  })

  it('takes an excerpt only where it is text', () => {
    expect(mapped({ excerpt: true, description: '  ' }).excerpt).toBeUndefined()
    expect(mapped({ excerpt: true, deck: 'Deck' }).excerpt).toBe('Deck')
  })

  it('warns of a date it cannot read and takes the next', () => {
    const { post, warnings } = map({ date: 'some day', publishDate: '2020-01-02T00:00:00Z' })
    expect(post.publishedAt).toBe('2020-01-02T00:00:00.000Z')
    expect(warnings).toEqual([{ kind: 'date not readable', detail: 'date: some day' }])
  })

  it('tells the fields it does not know', () => {
    expect(map({ title: 'a', Layout: 'post', lastMod: '', weight: 1 }).unknownFields).toEqual([
      'Layout',
      'weight',
    ])
  })
})
