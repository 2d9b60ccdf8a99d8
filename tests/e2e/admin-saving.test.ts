import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, holdBack, type Post, save, startDesk, state, write } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

async function openEditor(place: number | 'new'): Promise<Page> {
  const page = await desk.context.newPage()
  await page.goto(`${desk.site.origin}/admin/posts/${place}`)
  await page.waitForSelector('.desk:not([inert])')
  return page
}

const read = (id: number) => desk.api<Post>('GET', `/posts/${id}`)
const drafts = async () => (await desk.api<{ items: unknown[] }>('GET', '/drafts')).items
const textOf = (page: Page) => page.locator('.cm-content').innerText()

/** The tags that the form has. */
async function tagsIn(page: Page): Promise<string[]> {
  const chips = await page.locator('#chosen-tags li').allInnerTexts()
  return chips.map((chip) => chip.replace('×', '').trim())
}

describe('what is typed while a save is under way', () => {
  it('stays unsaved, is kept, and goes with the next save', async () => {
    const post = await desk.givenPost({ tags: ['old'] })
    const page = await openEditor(post.id)
    await write(page, ' Saved.')
    const held = await holdBack(page, 'PATCH', /\/api\/admin\/posts\/\d+$/)
    await page.keyboard.press('Control+s')
    await held.sent
    await write(page, ' Typed since.')
    await page.fill('#slug', 'typed-since')
    await page.fill('#tag', 'new')
    await page.press('#tag', 'Enter')
    held.release()
    await page.waitForSelector('#receipt:not([hidden]) .edge')

    expect((await read(post.id)).markdown).toBe('First words. Saved.')
    expect(await page.locator('#state').getAttribute('data-state')).not.toBe('clean')
    expect(await page.inputValue('#slug')).toBe('typed-since')
    expect(await tagsIn(page)).toEqual(['old', 'new'])

    await state(page, 'kept')
    await page.reload()
    await page.click('.banner button:has-text("Continue")')
    await expect.poll(() => textOf(page)).toBe('First words. Saved. Typed since.')
    await save(page)
    expect(await read(post.id)).toMatchObject({
      markdown: 'First words. Saved. Typed since.',
      slug: 'typed-since',
      tags: ['old', 'new'],
    })
    await page.close()
  })

  it('belongs to the new post, and not to a second one', async () => {
    const page = await openEditor('new')
    await page.fill('#title', 'One')
    await write(page, 'Begun.')
    const held = await holdBack(page, 'POST', /\/api\/admin\/posts$/)
    await page.keyboard.press('Control+s')
    await held.sent
    await write(page, ' Gone on.')
    held.release()
    await page.waitForURL(/\/admin\/posts\/\d+$/)
    await state(page, 'kept')
    await page.reload()
    await page.click('.banner button:has-text("Continue")')

    await expect.poll(() => textOf(page)).toBe('Begun. Gone on.')
    await save(page)
    await state(page, 'clean')
    await expect.poll(drafts).toEqual([])
    await page.close()
  })
})

describe('Ctrl+S', () => {
  it('makes one post, however often it is pressed', async () => {
    const page = await openEditor('new')
    await page.fill('#title', 'Pressed thrice')
    const held = await holdBack(page, 'POST', /\/api\/admin\/posts$/)
    await page.keyboard.press('Control+s')
    await held.sent
    for (let press = 0; press < 3; press++) await page.keyboard.press('Control+s')
    held.release()
    await page.waitForSelector('#receipt:not([hidden]) .edge')
    await state(page, 'clean')

    const { items } = await desk.api<{ items: Post[] }>('GET', '/posts')
    const made = items.filter((post) => post.title === 'Pressed thrice')
    expect(made.map((post) => post.revision)).toEqual([1])
    await page.close()
  })

  it('saves afterwards what was changed while a save was under way', async () => {
    const post = await desk.givenPost()
    const page = await openEditor(post.id)
    await write(page, ' One.')
    const held = await holdBack(page, 'PATCH', /\/api\/admin\/posts\/\d+$/)
    await page.keyboard.press('Control+s')
    await held.sent
    await write(page, ' Two.')
    await page.keyboard.press('Control+s')
    held.release()

    await expect.poll(async () => (await read(post.id)).markdown).toBe('First words. One. Two.')
    await state(page, 'clean')
    expect((await read(post.id)).revision).toBe(3)
    expect(await page.locator('dialog').count()).toBe(0)
    await page.close()
  })

  it('does nothing while a dialog asks, nor while it is held down', async () => {
    const post = await desk.givenPost()
    const page = await openEditor(post.id)
    await write(page, ' Mine.')
    await desk.api('PATCH', `/posts/${post.id}`, { title: 'Theirs' })
    await page.keyboard.press('Control+s')
    await page.waitForSelector('dialog .sides')
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH' && /\/posts\/\d+$/.test(request.url())) {
        asked.push(request.url())
      }
    })
    await page.keyboard.press('Control+s')
    await page.click('dialog button:has-text("Cancel")')
    await page.waitForSelector('dialog', { state: 'detached' })
    await page.evaluate(() => {
      const key = { key: 's', ctrlKey: true, repeat: true, bubbles: true, cancelable: true }
      document.body.dispatchEvent(new KeyboardEvent('keydown', key))
    })
    await page.keyboard.press('Control+s')
    await page.waitForSelector('dialog .sides')

    expect(asked.length).toBe(1)
    expect((await read(post.id)).revision).toBe(2)
    await page.close()
  })
})

describe('a save', () => {
  it('sends what was changed here, and leaves all else as it is', async () => {
    const publishedAt = '2026-01-02T03:04:05.678Z'
    const post = await desk.givenPost({ publishedAt, language: 'fr', tags: ['merged'] })
    const { items } = await desk.api<{ items: { id: number; name: string }[] }>('GET', '/tags')
    const { id: into } = await desk.api<{ id: number }>('POST', '/tags', { name: 'kept' })
    const page = await openEditor(post.id)
    const merged = items.find((tag) => tag.name === 'merged')?.id
    await desk.api('POST', `/tags/${merged}/merge`, { into })
    await write(page, ' More.')
    await page.fill('#tag', 'added')
    await save(page)

    expect(await read(post.id)).toMatchObject({
      markdown: 'First words. More.',
      tags: ['kept', 'added'],
      publishedAt,
      language: 'fr',
    })
    expect(await tagsIn(page)).toEqual(['kept', 'added'])
    await page.close()
  })

  it('of one who combines keeps what the other changed beside the text', async () => {
    const { post, page } = await givenConflict()
    const dialog = await page.locator('dialog').innerText()
    expect(dialog).toContain('kept as it is there: Category, Pinned to the top.')
    expect(dialog).toContain('put together: Tags.')
    expect(await page.locator('dialog fieldset').allInnerTexts()).toEqual([
      'Excerpt\nSaved now: Theirs\nYours: Mine',
    ])
    await page.click('dialog button:has-text("Combine both")')
    await page.waitForSelector('#notice:has-text("Both are in the text now")')
    await save(page)

    expect(await read(post.id)).toMatchObject({
      markdown: 'First words. Mine.',
      ...{ title: 'A post', excerpt: 'Mine', category: 'Theirs', pinned: true },
      tags: ['first', 'theirs', 'mine'],
      publishedAt: post.publishedAt,
    })
    await page.close()
  })

  it('of one who saves on top keeps it too, and takes theirs where they choose it', async () => {
    const { post, page } = await givenConflict()
    await page.getByLabel('Saved now: Theirs').check()
    await page.click('dialog button:has-text("Save mine on top")')
    await page.waitForSelector('#receipt:not([hidden]) .edge')

    expect(await read(post.id)).toMatchObject({
      markdown: 'First words. Mine.',
      ...{ excerpt: 'Theirs', category: 'Theirs', pinned: true, revision: 3 },
      publishedAt: post.publishedAt,
    })
    await page.close()
  })

  /** Two editors have changed one post, and the second of them has just been told. */
  async function givenConflict(): Promise<{ post: Post; page: Page }> {
    const post = await desk.givenPost({ tags: ['first'], publishedAt: '2026-01-02T03:04:05Z' })
    const page = await openEditor(post.id)
    await write(page, ' Mine.')
    await page.fill('#excerpt', 'Mine')
    await page.fill('#tag', 'mine')
    await page.press('#tag', 'Enter')
    await desk.api('PATCH', `/posts/${post.id}`, {
      ...{ excerpt: 'Theirs', category: 'Theirs', tags: ['first', 'theirs'], pinned: true },
    })
    await page.keyboard.press('Control+s')
    await page.waitForSelector('dialog .sides')
    return { post, page }
  }
})

describe('a draft', () => {
  it('that is on its way when the post is saved is not left behind', async () => {
    const post = await desk.givenPost()
    const page = await openEditor(post.id)
    await write(page, ' Kept.')
    await state(page, 'kept')
    const held = await holdBack(page, 'PATCH', /\/api\/admin\/drafts\/\d+$/)
    await write(page, ' Then saved.')
    await held.sent
    await save(page)
    await state(page, 'clean')
    await expect.poll(drafts).toEqual([])
    const answered = page.waitForResponse((it) => it.request().method() === 'PATCH')
    held.release()
    expect((await answered).status()).toBe(404)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))

    expect(await page.locator('#state').getAttribute('data-state')).toBe('clean')
    await page.reload()
    await page.waitForSelector('.desk:not([inert])')
    expect(await drafts()).toEqual([])
    expect(await page.locator('.banner').count()).toBe(0)
    expect((await read(post.id)).markdown).toBe('First words. Kept. Then saved.')
    await page.close()
  })

  it('that is made while the post is saved is not left behind', async () => {
    const post = await desk.givenPost()
    const page = await openEditor(post.id)
    const held = await holdBack(page, 'POST', /\/api\/admin\/drafts$/)
    await write(page, ' Saved at once.')
    await held.sent
    await save(page)
    const removed = page.waitForRequest((request) => request.method() === 'DELETE')
    held.release()

    await removed
    await expect.poll(drafts).toEqual([])
    await page.close()
  })
})
