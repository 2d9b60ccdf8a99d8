import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

interface Settings {
  comments: boolean
  holdComments: string
  blockedWords: string[]
  commentNotice: string
  turnstileKey: string
}

async function openSettings(): Promise<Page> {
  const page = await desk.context.newPage()
  await page.goto(`${desk.site.origin}/admin/settings`, { waitUntil: 'networkidle' })
  return page
}

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.locator('#notice', { hasText: 'Saved' }).waitFor()
}

describe('the comments policy', () => {
  it.each([
    ['Send a notice of each comment to', 'not an address', 'me@example.com', 'e-mail address'],
    ['Turnstile site key', 'not a key', '0x4AAA_b-c', 'letters, digits'],
    ['Blocked words', `fine\n${'x'.repeat(61)}`, 'fine', '1 to 60 characters'],
  ])('checks %s before it is saved', async (label, wrong, right, told) => {
    const page = await openSettings()
    const field = page.getByLabel(label)
    const problem = page.locator(`#${await field.getAttribute('id')}-problem`)

    await field.fill(wrong)
    await field.blur()
    await problem.filter({ hasText: told }).waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')

    await field.fill(right)
    await field.blur()
    await problem.filter({ hasText: /^$/ }).waitFor({ state: 'attached' })
    expect(await field.getAttribute('aria-invalid')).toBeNull()
    await page.close()
  })

  it('is saved as a whole, shown again, and holds for readers at once', async () => {
    const post = await desk.givenPost()
    const hasForm = async () => (await (await fetch(post.url)).text()).includes('id="comment-form"')
    expect(await hasForm()).toBe(true)
    const page = await openSettings()
    expect(await page.getByLabel('Readers can comment').isChecked()).toBe(true)

    await page.getByLabel('Readers can comment').uncheck()
    await page.getByLabel('Comments that wait for approval').selectOption('all')
    await page.getByLabel('Blocked words').fill(' 发票 \n\ncasino\n')
    await page.getByLabel('Send a notice of each comment to').fill('me@example.com')
    await save(page)

    expect(await desk.api<Settings>('GET', '/settings')).toMatchObject({
      comments: false,
      holdComments: 'all',
      blockedWords: ['发票', 'casino'],
      commentNotice: 'me@example.com',
      turnstileKey: '',
    })
    expect(await hasForm()).toBe(false)
    await page.reload({ waitUntil: 'networkidle' })
    expect(await page.getByLabel('Blocked words').inputValue()).toBe('发票\ncasino')
    expect(await page.getByLabel('Comments that wait for approval').inputValue()).toBe('all')
    await page.getByLabel('Readers can comment').check()
    await save(page)
    expect(await hasForm()).toBe(true)
    await page.close()
  })
})

describe('the cache for readers', () => {
  it('is chosen at the desk, and holds from the next page on', async () => {
    const post = await desk.givenPost()
    const source = async () => (await fetch(post.url)).headers.get('X-Inkstone-Cache')
    await source()
    expect(await source()).toBe('edge')
    const page = await openSettings()
    const choice = page.getByLabel('Cache for readers')
    const problem = page.locator('#edgeCache-problem')

    await choice.selectOption('cache-api')
    await problem.filter({ hasText: 'PURGE_ZONE_ID' }).waitFor()
    await choice.selectOption('off')
    await problem.filter({ hasText: /^$/ }).waitFor({ state: 'attached' })
    await save(page)

    expect([await source(), await source()]).not.toContain('edge')
    await page.reload({ waitUntil: 'networkidle' })
    expect(await choice.inputValue()).toBe('off')
    expect(await page.locator('#edgeCache-hint').textContent()).toContain('In use: off')

    await choice.selectOption('auto')
    await save(page)
    await source()
    expect(await source()).toBe('edge')
    await page.close()
  })
})

describe('the page of settings', () => {
  it('has a field for every setting there is', async () => {
    const settings = await desk.api<Record<string, unknown>>('GET', '/settings')
    const page = await openSettings()

    const names = await page
      .locator('form[data-check] [name]')
      .evaluateAll((controls) => controls.map((control) => control.getAttribute('name')))

    expect(names.sort()).toEqual(Object.keys(settings).sort())
    await page.close()
  })
})
