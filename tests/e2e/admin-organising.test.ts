import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskInBrowser, startDesk } from './desk.ts'

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

interface Person {
  id: number
  name: string
  role: string
}

async function roleOf(name: string): Promise<string | undefined> {
  const { items } = await desk.api<{ items: Person[] }>('GET', '/people')
  return items.find((person) => person.name === name)?.role
}

function open(path: string) {
  return page.goto(`${desk.site.origin}/admin/${path}`, { waitUntil: 'networkidle' })
}

describe('the role of a person', () => {
  it('changes by a button, not by an arrow key, and an owner is made only after asking', async () => {
    await desk.api('POST', '/people', { name: 'Ming', role: 'author' })
    await open('people')
    const choice = page.getByLabel('Role: Ming', { exact: true })
    const button = page.getByRole('button', { name: 'Change role: Ming' })
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    expect(await roleOf('Ming')).toBe('author')

    await choice.selectOption('owner')
    await button.click()
    await page.locator('dialog[open]', { hasText: 'Ming' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await roleOf('Ming')).toBe('author')

    await choice.selectOption('editor')
    await Promise.all([page.waitForNavigation(), button.click()])
    expect(await roleOf('Ming')).toBe('editor')
  })
})

describe('a redirect', () => {
  it('is changed where it stands', async () => {
    await desk.api('POST', '/redirects', { path: '/旧', target: '/archive/' })
    await open('redirects')
    const entry = page.locator('details', { hasText: '/旧' })
    await entry.locator('summary').click()
    await entry.getByLabel('Leads to').fill('/links/')
    await entry.getByLabel('State').selectOption('302')
    const reloaded = page.waitForNavigation()
    await entry.getByRole('button', { name: 'Save' }).click()
    await reloaded

    const answer = await fetch(`${desk.site.origin}/旧`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/links/'])
  })
})

describe('names of terms', () => {
  it('are offered as they are typed, wherever one is wanted, and a tag is merged by its name', async () => {
    const tags = ['green tea', 'gone', ...Array.from({ length: 60 }, (_, n) => `other ${n}`)]
    for (let at = 0; at < tags.length; at += 20) {
      await desk.givenPost({ tags: tags.slice(at, at + 20) })
    }
    await desk.givenPost({ title: 'Last', tags: ['zen'] })
    for (const path of ['posts', 'posts/new', 'tags/2']) {
      await open(path)
      expect(await page.locator('h1').first().innerText()).not.toBe('Tags')
      await page.locator('[data-names=tags]').fill('ze')
      await page.locator('[data-names=tags] ~ datalist option[value=zen]').waitFor({
        state: 'attached',
      })
    }
    expect(await page.locator('h1').innerText()).toBe('gone')
    await page.getByLabel('Merge into').fill('zen')
    await page.getByRole('button', { name: 'Merge' }).click()
    await page.locator('dialog .primary').click()
    await page.waitForURL('**/admin/tags')

    const { items } = await desk.api<{ items: object[] }>('GET', '/tags?q=zen')
    expect(items).toMatchObject([{ name: 'zen', count: 2 }])
    expect(await desk.api('GET', '/tags?q=gone')).toMatchObject({ items: [] })
  })
})
