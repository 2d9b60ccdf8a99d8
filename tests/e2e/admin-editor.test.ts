import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, save, startDesk, write } from './desk.ts'

let desk: DeskInBrowser
let page: Page
let context: BrowserContext | undefined

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

afterEach(async () => {
  await page.close()
  await context?.close()
  context = undefined
})

async function open(path: string, width = 1440) {
  const viewport = { width, height: 800 }
  context = await desk.browser.newContext({
    viewport,
    storageState: await desk.context.storageState(),
  })
  page = await context.newPage()
  await page.goto(`${desk.site.origin}/admin/posts/${path}`, { waitUntil: 'networkidle' })
}

function text(): Promise<string> {
  return page.locator('.cm-content').innerText()
}

describe('bold and italic', () => {
  it.each([
    [['b', 'i'], '***word***'],
    [['i', 'b'], '***word***'],
    [['b', 'i', 'b'], '*word*'],
    [['b', 'i', 'i'], '**word**'],
    [['b', 'b'], 'word'],
    [['e', 'e'], 'word'],
  ])('%s make %s', async (keys, made) => {
    await open('new')
    await write(page, 'word')
    await page.keyboard.press('Control+a')
    for (const key of keys) await page.keyboard.press(`Control+${key}`)

    expect(await text()).toBe(made)
  })
})

describe('the panels beside the text', () => {
  it.each([360, 768])('lie over it at %i pixels, one at a time, and close', async (width) => {
    const post = await desk.givenPost({ markdown: `## Start\n\n${'Words.\n\n'.repeat(200)}## End` })
    await open(`${post.id}`, width)
    const details = page.locator('#details')
    expect(await details.isVisible()).toBe(false)

    await page.click('#toggle-details')
    await page.getByLabel('Slug').click()
    expect(await page.evaluate("document.activeElement.id === 'slug'")).toBe(true)
    await page.click('#toggle-preview')
    expect(await details.isVisible()).toBe(false)
    await page.frameLocator('#preview iframe').getByText('Words.').first().waitFor()
    await page.click('#close-preview')
    expect(await page.evaluate('document.activeElement.id')).toBe('toggle-preview')
    await page.click('#toggle-details')
    await page.keyboard.press('Escape')
    expect(await details.isVisible()).toBe(false)
  })

  it('stand beside it where there is room for one, or both', async () => {
    const post = await desk.givenPost()
    await open(`${post.id}`, 1080)
    await page.click('#toggle-details')
    await page.click('#toggle-preview')
    expect(await page.locator('#details').isVisible()).toBe(false)
    await page.setViewportSize({ width: 1440, height: 800 })
    await page.click('#toggle-details')

    expect(await page.locator('#preview').isVisible()).toBe(true)
    const [text, panel] = [
      await page.locator('.paper').boundingBox(),
      await page.locator('#preview').boundingBox(),
    ]
    expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual((panel?.x ?? 0) + 1)
  })

  it.each([360, 768, 1080, 1440])(
    'the receipt is seen after a save, and every tool is in reach, at %i pixels',
    async (width) => {
      const post = await desk.givenPost()
      await open(`${post.id}`, width)
      await write(page, ' More.')
      await save(page)

      const box = await page.locator('.receipt').boundingBox()
      if (!box) throw new Error('There is no receipt')
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(width)
      expect(box.y + box.height).toBeLessThanOrEqual(800)
      await page.click('#close-receipt')
      expect(await page.locator('.receipt').isVisible()).toBe(false)
      for (const tool of await page.locator('[data-tool]').all()) {
        const place = await tool.boundingBox()
        expect((place?.x ?? width) + (place?.width ?? 0)).toBeLessThanOrEqual(width)
      }
    },
  )

  it('leave a title whole that needs a second line beside them', async () => {
    const title = 'A title of a length that fits on one line only while nothing else is there'
    const post = await desk.givenPost({ title })
    await open(`${post.id}`, 1080)
    await page.click('#toggle-preview')
    await page.locator('body.previewing').waitFor()

    const [needed, given] = await page
      .locator('#title')
      .evaluate((field) => [field.scrollHeight, field.clientHeight])
    expect(given).toBeGreaterThanOrEqual(needed ?? Number.POSITIVE_INFINITY)
  })
})

describe('the contents', () => {
  it('lead to the headings, and words are counted as the site counts them', async () => {
    const markdown = [
      '# 水温 and *fire*',
      '绿茶的水温要低, says [the book](https://example.com/a "title").[^1]',
      '![not seen](x.png) <b>seen</b> https://example.com',
      ...Array.from({ length: 60 }, () => 'Filling words.'),
      'Below\n---',
      '- [x] done\n- `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      '```js\nlet x = 1\n```',
      '<div>raw words</div>',
      '[^1]: A note.',
    ].join('\n\n')
    const post = await desk.givenPost({ markdown })
    await open(`${post.id}`)
    const { wordCount } = await desk.api<{ wordCount: number }>('GET', `/posts/${post.id}`)

    expect(await page.locator('#outline li').allInnerTexts()).toEqual(['水温 and fire', 'Below'])
    expect(await page.locator('#words').innerText()).toContain(String(wordCount))
    await page.locator('#outline button').last().click()
    await page.locator('.cm-line', { hasText: 'Below' }).waitFor()
    await page.keyboard.insertText('Far ')
    expect(await page.locator('.cm-line', { hasText: 'Far Below' }).isVisible()).toBe(true)
  })

  it('are read without asking the site: it renders only while the preview is open', async () => {
    await open('new')
    let asked = 0
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/preview')) asked++
    })
    await write(page, '## One')
    await page.locator('#outline li').waitFor()
    expect(asked).toBe(0)

    await page.keyboard.press('Control+Shift+p')
    await page.frameLocator('#preview iframe').locator('.body h2').waitFor()
    expect(asked).toBeGreaterThan(0)
  })
})

describe('the related articles of a post', () => {
  it('that are blocked can be let go again, and any post can be pinned', async () => {
    const blocked = await desk.givenPost({ title: 'Woks' })
    const other = await desk.givenPost({ title: 'Quite another matter' })
    const related = { pinned: [], blocked: [blocked.id] }
    const post = await desk.givenPost({ title: 'Firing', related })
    await open(`${post.id}`)
    const block = page.getByRole('button', { name: 'Block: Woks' })
    expect(await block.getAttribute('aria-pressed')).toBe('true')

    await block.click()
    expect(await block.getAttribute('aria-pressed')).toBe('false')
    await page.getByLabel('Find a post to pin').fill('another')
    await page.locator('#found-related button').click()
    await save(page)

    const saved = await desk.api<{ related: unknown }>('GET', `/posts/${post.id}`)
    expect(saved.related).toEqual({ pinned: [other.id], blocked: [] })
    await page.reload({ waitUntil: 'networkidle' })
    const pin = page.getByRole('button', { name: 'Pin: Quite another matter' })
    expect(await pin.getAttribute('aria-pressed')).toBe('true')
    await pin.click()
    await save(page)
    expect(await desk.api('GET', `/posts/${post.id}`)).toMatchObject({ related: { pinned: [] } })
  })
})
