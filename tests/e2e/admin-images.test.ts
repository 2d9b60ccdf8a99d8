import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskInBrowser, dropImages, pasteImages, startDesk, write } from './desk.ts'

let desk: DeskInBrowser
let page: Page

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

beforeEach(async () => {
  await page?.close()
  page = await desk.context.newPage()
})

/** Holds uploads back; what is answered lets them go on. */
async function holdUploads(): Promise<{ waiting: () => number; release: () => void }> {
  let release = () => {}
  let waiting = 0
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/admin/media', async (route) => {
    waiting++
    await held
    await route.continue()
  })
  return { waiting: () => waiting, release }
}

async function openEditor() {
  await page.goto(`${desk.site.origin}/admin/posts/new`)
}

/** The text with every image's address left out. */
async function textNow(): Promise<string> {
  const text = await page.locator('.cm-content').innerText()
  return text.replace(/\/media\/[\w-]+\.png/g, 'x').replace(/\n\n/g, '\n')
}

async function images(count: number) {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('.cm-content')?.textContent?.split('/media/').length === wanted + 1,
    count,
  )
}

describe('an image that is pasted', () => {
  it('comes where it was pasted, and replaces nothing that is selected by then', async () => {
    await openEditor()
    await write(page, 'First.\nLast.')
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('End')
    const uploads = await holdUploads()
    await pasteImages(page, 'wok.png')
    await page.locator('.coming').waitFor()
    await page.keyboard.press('Control+a')
    uploads.release()
    await images(1)

    expect(await textNow()).toBe('First.![wok](x)\n\nLast.')
    expect(await page.locator('.coming').count()).toBe(0)
  })

  it('moves with the words around it, several stay in their order, and typing goes on', async () => {
    await openEditor()
    await write(page, 'Here: ')
    const uploads = await holdUploads()
    await pasteImages(page, 'one.png', 'two.png')
    await page.locator('.coming').waitFor()
    await page.keyboard.insertText('after')
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('Before. ')
    uploads.release()
    await images(2)

    expect(await textNow()).toBe('Before. Here: ![one](x)\n![two](x)\nafter')
    await page.keyboard.insertText('Still here. ')
    expect(await textNow()).toContain('Before. Still here. Here:')
  })
})

it('an image that is dropped comes where it was dropped', async () => {
  await openEditor()
  await write(page, 'First.\nSecond.\nThird.')
  const line = await page.locator('.cm-line').first().boundingBox()
  if (!line) throw new Error('There is no line')
  await dropImages(page, { x: line.x + line.width - 5, y: line.y + line.height / 2 }, 'wok.png')
  await images(1)

  expect(await textNow()).toBe('First.![wok](x)\n\nSecond.\nThird.')
})

it('rich text replaces what was selected when it was pasted, not what is by the time it is read', async () => {
  await openEditor()
  await write(page, 'Keep this. Not this.')
  await page.route('**/rich-text-*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  for (let step = 0; step < 'Not this.'.length; step++) await page.keyboard.press('Shift+ArrowLeft')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/html', '<b>But this.</b>')
    document
      .querySelector('.cm-content')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await page.keyboard.press('Control+a')
  await page.waitForSelector('.cm-content:has-text("But this.")')

  expect(await textNow()).toBe('Keep this. **But this.**')
})

describe('the library', () => {
  it('shows each file at once, whatever becomes of the others, three at a time', async () => {
    await page.goto(`${desk.site.origin}/admin/media`, { waitUntil: 'networkidle' })
    const uploads = await holdUploads()
    const picture = (name: string, height: number) => ({
      name,
      mimeType: 'image/png',
      buffer: gif(height),
    })
    const bad = { name: 'bad.png', mimeType: 'image/png', buffer: Buffer.from('nothing') }
    await page
      .locator('[data-drop] input')
      .setInputFiles([bad, ...[1, 2, 3, 4].map((height) => picture(`${height}.png`, height))])
    await page.locator('.uploads progress').nth(4).waitFor()
    expect(uploads.waiting()).toBe(3)
    uploads.release()
    await page.locator('.library img').nth(3).waitFor()
    await page.locator('.uploads a').nth(3).waitFor()

    expect(await page.locator('.uploads .problem').allInnerTexts()).toEqual([
      expect.stringContaining('bad.png'),
    ])
    expect((await page.locator('.uploads a').allInnerTexts()).sort()).toEqual(
      [1, 2, 3, 4].map((height) => `${height}.png is in the library`),
    )
    expect(await page.locator('.empty').count()).toBe(0)
    await page.locator('.library a').first().click()
    await page.getByLabel('Alternative text').waitFor()
  })
})

/** An image of one pixel's width. */
function gif(height: number): Buffer {
  const head = Buffer.from(
    '474946383961010001008000000000ffffff2c00000000010001000002024401003b',
    'hex',
  )
  head[8] = height
  return head
}
