import { deflateSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskInBrowser, startDesk } from './desk.ts'
import { ownerToken } from './local-site.ts'
import { faultsOf, watch } from './watch.ts'

let desk: DeskInBrowser
let context: BrowserContext
let page: Page
let complaints: string[]

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

beforeEach(async () => {
  await context?.close()
  context = await desk.browser.newContext({ storageState: await desk.context.storageState() })
  complaints = await watch(context, desk.site.origin)
  page = await context.newPage()
})

interface Uploaded {
  status: number
  url: string
  key: string
  name: string
  detail?: string
}

async function upload(
  bytes: string | Uint8Array<ArrayBuffer>,
  name: string,
  type = 'image/png',
): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', new Blob([bytes], { type }), name)
  const response = await fetch(`${desk.site.origin}/api/admin/media`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ownerToken()}` },
    body: form,
  })
  return { status: response.status, ...((await response.json()) as Omit<Uploaded, 'status'>) }
}

/** A PNG of one colour. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
  }
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]))
}

/** Opens files wherever they are shown: in an article, in lists, at the desk, and by themselves. */
async function openEverywhere(files: Uploaded[]) {
  const markdown = files.map(
    ({ url }) =>
      `![x](${url}) <img src="${url}"> [open](${url})\n\n<video src="${url}" poster="${url}" controls></video>`,
  )
  const cover = files[0]?.url
  const post = await desk.givenPost({ markdown: markdown.join('\n\n'), cover })
  const posts = [new URL(post.url).pathname, '/', `/admin/posts/${post.id}`]
  const itself = files.map(({ key }) => `/admin/media/${key}`)
  for (const path of [...posts, '/admin/media', ...itself]) {
    await page.goto(desk.site.origin + path)
    expect(await faultsOf(page), path).toEqual([])
  }
  for (const { url } of files) {
    await page.goto(desk.site.origin + url)
    await page.mouse.click(30, 30)
    await page.waitForTimeout(100)
    expect(new URL(page.url()).pathname).toBe(url)
    const ran = "document.documentElement.hasAttribute('data-ran') || 'pwned' in window"
    expect(await page.evaluate(ran), url).toBe(false)
  }
}

describe('a file that is no image', () => {
  it.each([
    ['HTML named .png', '<!doctype html><script>window.pwned=1</script>', 'x.png'],
    ['HTML after a line of a PNG', '\x89PN\r\n<html><script>alert(1)</script>', 'x.png'],
    ['a script', 'window.pwned=1', 'x.svg'],
    [
      'XML that is no drawing',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
      'x.svg',
    ],
    ['PDF', '%PDF-1.7\n<script>alert(1)</script>', 'x.png'],
    ['nothing', '', 'x.png'],
  ])('is refused: %s', async (_what, content, name) => {
    expect((await upload(content, name)).status).toBe(415)
  })

  it('is refused where it would fill the memory of whoever looks at it', async () => {
    const bomb = png(20_000, 20_000)
    expect(bomb.length).toBeLessThan(100_000)

    const { status, detail } = await upload(bomb, 'bomb.png')

    expect(status).toBe(413)
    expect(detail).toContain('20000 × 20000')
    expect((await upload(png(4_000, 4_000), 'large.png')).status).toBe(201)
  })
})

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90" ${attributes}>${inside}</svg>`

/** Leaves a mark on the drawing itself, and tries to be heard. */
const action = "document.documentElement.setAttribute('data-ran','');window.pwned=1;alert(1)"

const drawings = [
  svg(`<script>${action}</script>`),
  svg('<script href="https://evil.example/x.js"/>'),
  svg('', `onload="${action}"`),
  svg(`<rect width="90" height="90" onclick="${action}"/>`),
  svg(`<rect><animate attributeName="x" dur=".01s" onbegin="${action}"/></rect>`),
  svg(`<a xlink:href="javascript:${action}"><rect width="90" height="90"/></a>`),
  svg(
    `<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml" onload="${action}"><iframe srcdoc="&lt;script&gt;${action}&lt;/script&gt;"/><img src="x:x" onerror="${action}"/></body></foreignObject>`,
  ),
  svg(
    '<style>@import "https://evil.example/x.css"; rect{background:url(https://evil.example/y)}</style>',
  ),
  svg(
    '<image href="https://evil.example/x.png" width="9" height="9"/><use href="https://evil.example/x.svg#a"/>',
  ),
]

describe('drawings with scripts in them', () => {
  it('run nothing and ask nobody, wherever they are shown', async () => {
    const files = await Promise.all(
      drawings.map((drawing) => upload(drawing, 'drawing.svg', 'image/svg+xml')),
    )
    expect(files.map(({ status }) => status)).toEqual(drawings.map(() => 201))

    await openEverywhere(files)

    expect(complaints).toEqual([])
  })
})

describe('a file that is an image and a script', () => {
  it.each([
    ['GIF', 'GIF89a/*\x01\x00\x00\x00\x00*/=1;window.pwned=1;document.title="owned"'],
    ['an older GIF', 'GIF87a/*\x01\x00\x00\x00\x00*/=1;window.pwned=1'],
  ])('is no script for any page: %s', async (_what, content) => {
    const bytes = new Uint8Array(Buffer.from(content, 'latin1'))
    const file = await upload(bytes, 'x.js', 'text/javascript')
    expect(file.status).toBe(201)
    expect(file.url).toMatch(/\.gif$/)
    const response = await fetch(desk.site.origin + file.url)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Content-Type')).toBe('image/gif')

    // A page without any policy, of this very origin, that asks for it as a script.
    await page.route('**/bare', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<main></main><script src="${file.url}"></script><script>loaded=1</script>`,
      }),
    )
    await page.goto(`${desk.site.origin}/bare`, { waitUntil: 'networkidle' })

    expect(await page.evaluate("'loaded' in window")).toBe(true)
    expect(await faultsOf(page)).toEqual([])
    expect(complaints.join()).toMatch(/strict MIME|MIME type/i)
  })
})

describe('names of files', () => {
  it('are only names', async () => {
    const names = [
      '../../../../etc/passwd.png',
      '..\\..\\x.png',
      '"><img src=x onerror=alert(1)>.png',
      "' onload='alert(1).png",
      '</script><script>alert(1)</script>.png',
      '\u202egnp.exe',
      '\u0007\u009f\ufeff.png',
      `${'long'.repeat(200)}.png`,
      '%2e%2e%2fx.png',
    ]
    const files = await Promise.all(names.map((name, number) => upload(png(10 + number, 11), name)))
    for (const { status, url, name } of files) {
      expect(status).toBe(201)
      expect(url).toMatch(/^\/media\/[0-9a-f]{24}\.png$/)
      expect(name).toMatch(/^[^\p{Cc}\u202e]+$/u)
    }

    await openEverywhere(files)

    expect(complaints).toEqual([])
  })
})
