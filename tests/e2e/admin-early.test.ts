import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, startDesk } from './desk.ts'
import { ownerToken } from './local-site.ts'

let desk: DeskInBrowser
let context: BrowserContext
let page: Page
/** Writes that the page made. */
let sent: string[]
/** Lets the scripts come. */
let release: () => void

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

beforeEach(async () => {
  await context?.close()
  context = await desk.browser.newContext({ storageState: await desk.context.storageState() })
  page = await context.newPage()
  sent = []
  page.on('request', (request) => {
    if (request.method() !== 'GET')
      sent.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
})

/** Opens a page whose scripts are held back until {@link release}. */
async function openEarly(path: string) {
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/admin/assets/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${desk.site.origin}/admin/${path}`, { waitUntil: 'commit' })
  await page.locator('#notice').waitFor({ state: 'attached' })
}

describe('before the scripts are there', () => {
  it('a button is heard, and does once what was clicked three times', async () => {
    await openEarly('status')
    const button = page.getByRole('button', { name: 'Run the jobs now' })
    for (let click = 0; click < 3; click++) await button.click()
    expect(sent).toEqual([])
    expect(await button.getAttribute('aria-busy')).toBe('true')

    const reloaded = page.waitForNavigation()
    release()
    await reloaded

    expect(sent).toEqual(['POST /api/admin/jobs/tick'])
  })

  it('a button of the editor is heard, and one that asks first still asks', async () => {
    const post = await desk.givenPost()
    await openEarly(`posts/${post.id}`)
    await page.getByRole('button', { name: 'Preview' }).click()
    release()
    await page.locator('body.previewing').waitFor()

    await openEarly('status')
    await page.getByRole('button', { name: 'Purge everything' }).click()
    release()
    await page.locator('dialog[open] button.primary').waitFor()
    expect(sent).not.toContain('POST /api/admin/cache/purge')
  })

  it('a form is sent by the script, and its secret is in no address', async () => {
    await context.clearCookies()
    const addresses: string[] = []
    page.on('framenavigated', (frame) => addresses.push(frame.url()))
    await openEarly('sign-in')
    await page.locator('summary').click()
    await page.fill('#token', ownerToken())
    await page.press('#token', 'Enter')
    await page.press('#token', 'Enter')
    expect(new URL(page.url()).pathname).toBe('/admin/sign-in')

    release()
    await page.waitForURL('**/admin/posts')

    expect(sent).toEqual(['POST /api/admin/session'])
    expect(addresses.join()).not.toContain('token=')
  })

  it('a form with a secret is posted even where no script ever comes', async () => {
    const bare = await desk.browser.newContext({ javaScriptEnabled: false })
    const visitor = await bare.newPage()
    await visitor.goto(`${desk.site.origin}/admin/sign-in`)
    await visitor.locator('summary').click()
    await visitor.fill('#token', 'a secret')
    await visitor.press('#token', 'Enter')
    await visitor.waitForLoadState()

    expect(visitor.url()).not.toContain('secret')
    await bare.close()
  })

  it('a choice in a list is taken', async () => {
    const post = await desk.givenPost({ title: 'Chosen' })
    await openEarly('posts')
    await page.locator('[data-all]').check()
    await page.locator('.bulk select').selectOption({ label: 'Move to the trash' })
    await page.locator('.bulk button').click()

    const reloaded = page.waitForNavigation()
    release()
    await reloaded

    expect((await desk.api<Post>('GET', `/posts/${post.id}`)).status).toBe('trashed')
  })

  it('links and filters work without waiting', async () => {
    await openEarly('posts?status=draft')
    await page.fill('form.filter [name=q]', 'tea')
    await page.press('form.filter [name=q]', 'Enter')
    await page.waitForURL(/q=tea/, { waitUntil: 'commit' })
    release()

    expect(sent).toEqual([])
  })

  it('nothing can be typed in the editor that its script would write over', async () => {
    const post = await desk.givenPost({ title: 'Whole' })
    await openEarly(`posts/${post.id}`)
    expect(
      await page.evaluate("document.querySelector('#title').closest('[inert]') !== null"),
    ).toBe(true)

    release()
    await page.locator('.desk:not([inert])').waitFor()

    expect(await page.locator('#title').inputValue()).toBe('Whole')
  })
})
