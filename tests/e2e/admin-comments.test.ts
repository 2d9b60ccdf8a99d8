import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, startDesk } from './desk.ts'

let desk: DeskInBrowser
let post: Post
let page: Page
let sender = 0

beforeAll(async () => {
  desk = await startDesk()
  post = await desk.givenPost()
})

afterAll(() => desk?.stop())

/** Opens the queue with these comments in it, the last one on top, and nothing else. */
async function openQueue(names: string[]) {
  for (const status of ['pending', 'spam', 'trash', 'approved']) {
    for (const { id } of await listed(status)) await desk.api('DELETE', `/comments/${id}`)
  }
  for (const name of names) {
    await fetch(`${desk.site.origin}/api/posts/${post.id}/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': `10.7.0.${sender++}` },
      body: JSON.stringify({ name, body: `Something that ${name} says.`, elapsed: 9_000 }),
    })
  }
  await page.goto(`${desk.site.origin}/admin/comments`, { waitUntil: 'networkidle' })
}

async function listed(status: string): Promise<{ id: number; name: string }[]> {
  const path = `/comments?status=${status}&limit=100`
  return (await desk.api<{ items: { id: number; name: string }[] }>('GET', path)).items
}

async function namesOf(status: string): Promise<string[]> {
  return (await listed(status)).map(({ name }) => name).sort()
}

async function press(...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

/** The name on the comment that has the focus; null where none has. */
function focused(): Promise<string | null> {
  return page.evaluate(
    "document.activeElement.closest('[data-queue] > li')?.querySelector('b').textContent ?? null",
  )
}

/** Waits until the queue shows exactly these, from top to bottom. */
async function shows(...names: string[]) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('[data-queue] b')].map((it) => it.textContent).join() ===
      wanted,
    names.join(),
  )
}

/** Moves on by Tab (or back) until this has the focus. */
async function reach(selector: string, key = 'Tab') {
  for (let step = 0; step < 60; step++) {
    if (await page.evaluate(`document.activeElement.matches('${selector}')`)) return
    await press(key)
  }
  throw new Error(`The keyboard does not reach ${selector}`)
}

beforeEach(async () => {
  await page?.close()
  page = await desk.context.newPage()
})

describe('the comments queue by keys alone', () => {
  it('moves, approves, marks as spam and moves to the trash', async () => {
    await openQueue(['One', 'Two', 'Three', 'Four'])
    expect(await focused()).toBeNull()

    await press('j')
    expect(await focused()).toBe('Four')
    await press('j', 'j', 'k')
    expect(await focused()).toBe('Three')
    await press('a')
    await shows('Four', 'Two', 'One')
    expect(await focused()).toBe('Two')
    await press('s')
    await shows('Four', 'One')
    expect(await focused()).toBe('One')
    // The last one of the list: the focus goes to what is left above it.
    await press('d')
    await shows('Four')
    expect(await focused()).toBe('Four')

    expect(await namesOf('approved')).toEqual(['Three'])
    expect(await namesOf('spam')).toEqual(['Two'])
    expect(await namesOf('trash')).toEqual(['One'])
    expect(await (await fetch(post.url)).text()).toContain('Something that Three says.')
    await press('k', 'k')
    expect(await focused()).toBe('Four')
    await press('a')
    await page.locator('.empty').waitFor()
    expect(await namesOf('approved')).toEqual(['Four', 'Three'])
  })

  it('does not wait for the answer, and does not lose its place when it comes', async () => {
    await openQueue(['One', 'Two', 'Three', 'Four', 'Five'])
    await page.route('**/api/admin/comments/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })

    // Twice on the same one, and on to others before it is gone.
    await press('j', 'a', 'a', 'j', 's', 'j', 'j')
    expect(await focused()).toBe('Two')
    await shows('Three', 'Two', 'One')

    expect(await focused()).toBe('Two')
    expect(await namesOf('approved')).toEqual(['Five'])
    expect(await namesOf('spam')).toEqual(['Four'])
  })

  it('selects some, and decides about them together', async () => {
    await openQueue(['One', 'Two', 'Three'])

    await press('j', 'x', 'j', 'j', 'x')
    expect(await page.locator('[data-row]:checked').count()).toBe(2)
    await press('k', 'x', 'x')
    await reach('.bulk select', 'Shift+Tab')
    await page.keyboard.type('Spam')
    await reach('.bulk button')
    await press('Enter')
    await shows('Two')

    expect(await namesOf('spam')).toEqual(['One', 'Three'])
  })

  it('deletes all for good only after asking, and Escape says no', async () => {
    await openQueue(['One', 'Two'])

    await reach('[data-all]')
    await press('Space')
    expect(await page.locator('[data-row]:checked').count()).toBe(2)
    await reach('.bulk select')
    await page.keyboard.type('Delete')
    await reach('.bulk button')
    await press('Enter')
    await page.locator('dialog[open]').waitFor()
    // Keys of the queue mean nothing while a question is open.
    await press('j', 'a', 'Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await namesOf('pending')).toEqual(['One', 'Two'])

    await reach('.bulk button')
    await press('Enter')
    await page.locator('dialog[open]').waitFor()
    await reach('dialog .primary')
    await press('Enter')
    await page.locator('.empty').waitFor()
    expect(await namesOf('pending')).toEqual([])
  })

  it('leaves the keys of the browser and of fields alone', async () => {
    await openQueue(['One'])

    await press('j', 'Control+a', 'Control+d', 'Alt+s')
    await reach('.bulk select', 'Shift+Tab')
    await page.keyboard.type('a')

    expect(await namesOf('pending')).toEqual(['One'])
    await shows('One')
  })

  it('tells why a comment was held, and what it is about', async () => {
    await openQueue(['One'])

    const row = page.locator('[data-queue] > li')
    expect(await row.innerText()).toContain('first comment')
    expect(await row.getByRole('link', { name: 'A post' }).getAttribute('href')).toBe(
      `/admin/posts/${post.id}`,
    )
  })

  it('goes without its keys where they are turned off, and this browser remembers it', async () => {
    await openQueue(['One', 'Two'])
    const choice = page.getByLabel('Keyboard shortcuts')
    expect(await choice.isChecked()).toBe(true)
    await choice.uncheck()
    await press('j', 'a', 'd')
    expect(await focused()).toBeNull()

    await page.reload({ waitUntil: 'networkidle' })
    await press('j', 's')
    expect(await focused()).toBeNull()
    expect(await namesOf('pending')).toEqual(['One', 'Two'])
    await choice.check()
    await press('j', 's')
    await shows('One')
  })

  it('shows what a comment answers and where it stands, and takes it back to pending', async () => {
    await openQueue(['One'])
    const [one] = await listed('pending')
    await desk.api('PATCH', `/comments/${one?.id}`, { status: 'approved' })
    await fetch(`${desk.site.origin}/api/posts/${post.id}/comments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': '10.7.1.1' },
      body: JSON.stringify({ name: 'Two', body: 'I agree.', elapsed: 9_000, parentId: one?.id }),
    })
    await page.goto(`${desk.site.origin}/admin/comments`, { waitUntil: 'networkidle' })
    expect(await page.locator('.answered').innerText()).toBe(
      'Answers One: Something that One says.',
    )

    await page.goto(`${desk.site.origin}/admin/comments?status=approved`)
    const link = page.getByRole('link', { name: 'On its page: One' })
    expect(await link.getAttribute('href')).toBe(`${post.url}#comment-${one?.id}`)
    await press('j', 'p')
    await page.locator('.empty').waitFor()
    expect(await namesOf('pending')).toEqual(['One', 'Two'])
  })
})
