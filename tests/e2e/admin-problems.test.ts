import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

/** A page of the desk in a language, with who is signed in. */
async function open(language: string, path: string, signedIn = true): Promise<Page> {
  const context = await desk.browser.newContext(
    signedIn ? { storageState: await desk.context.storageState() } : {},
  )
  await context.addCookies([
    { name: 'inkstone-desk-language', value: language, url: `${desk.site.origin}/admin` },
  ])
  const page = await context.newPage()
  await page.goto(`${desk.site.origin}/admin/${path}`, { waitUntil: 'networkidle' })
  return page
}

describe.each([
  {
    language: 'zh-CN',
    scope: '请至少选一项权限',
    most: '不能大于 50',
    permalink: '固定链接须以 / 开头，例如 /{id}.html',
    title: '文章需要标题',
    token: '这不是建站时设置的 ADMIN_TOKEN',
  },
  {
    language: 'zh-TW',
    scope: '請至少選一項權限',
    most: '不能大於 50',
    permalink: '固定連結須以 / 開頭，例如 /{id}.html',
    title: '文章需要標題',
    token: '這不是建站時設定的 ADMIN_TOKEN',
  },
  {
    language: 'en',
    scope: 'Choose at least one scope',
    most: 'Must be 50 or less',
    permalink: 'A permalink begins with /, such as /{id}.html',
    title: 'A post needs a title',
    token: 'This is not the ADMIN_TOKEN the site was set up with',
  },
])('what is refused in $language', ({ language, scope, most, permalink, title, token }) => {
  it('is said below the field', async () => {
    const page = await open(language, 'tokens')
    await page.fill('#name', 'CI')
    await page.locator('form.card button[type=submit]').click()
    await expect.poll(() => page.locator('#scopes-problem').textContent()).toBe(scope)
    await page.context().close()
  })

  it('is said while settings are typed', async () => {
    const page = await open(language, 'settings')
    await page.fill('#postsPerPage', '99')
    await page.locator('#postsPerPage').blur()
    await expect.poll(() => page.locator('#postsPerPage-problem').textContent()).toBe(most)
    await page.fill('#permalink', 'x')
    await expect.poll(() => page.locator('#permalink-hint').textContent()).toBe(permalink)
    await page.context().close()
  })

  it('is said by the editor', async () => {
    const page = await open(language, 'posts/new')
    await page.locator('.cm-content').click()
    await page.keyboard.insertText('Words without a title')
    await page.keyboard.press('Control+s')
    await expect.poll(() => page.getByText(title).count()).toBeGreaterThan(0)
    await page.context().close()
  })

  it('is said at the way in', async () => {
    const page = await open(language, 'sign-in', false)
    await page.locator('summary').click()
    await page.fill('#token', 'wrong')
    await page.press('#token', 'Enter')
    await expect.poll(() => page.locator('#sign-in-problem').textContent()).toBe(token)
    await page.context().close()
  })
})

describe('the page of people', () => {
  it('changes an address, names whose is taken, and removes a person', async () => {
    const make = (name: string) =>
      desk.api<{ id: number }>('POST', '/people', { name, role: 'author' })
    await make('Ann')
    await make('Bob')
    const page = await open('en', 'people')
    const address = (name: string) => page.getByLabel(`E-mail address: ${name}`)
    const people = async () =>
      (await desk.api<{ items: { name: string; email: string }[] }>('GET', '/people')).items

    await address('Ann').fill('ann@example.com')
    await address('Ann').press('Enter')
    await expect
      .poll(async () => (await people()).find((it) => it.name === 'Ann')?.email)
      .toBe('ann@example.com')
    await page.waitForLoadState('networkidle')
    await address('Bob').fill('ann@example.com')
    await address('Bob').press('Enter')
    await page.locator('#notice', { hasText: 'This is the address of Ann already' }).waitFor()

    await page.getByRole('button', { name: 'Remove: Bob' }).click()
    await page.getByRole('button', { name: 'Apply' }).click()
    await expect.poll(async () => (await people()).map((it) => it.name)).not.toContain('Bob')
    await page.context().close()
  })
})
