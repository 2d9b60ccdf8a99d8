import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalSite, ownerToken, startBrowser, startSite } from './local-site.ts'

let site: LocalSite
let browser: Browser
/** The owner's browser: signed in once, as a person is. */
let desk: BrowserContext

beforeAll(async () => {
  site = await startSite()
  browser = await startBrowser()
  desk = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })
  const page = await desk.newPage()
  await page.goto(`${site.origin}/admin`)
  await page.locator('summary').click()
  await page.fill('#token', ownerToken())
  await page.press('#token', 'Enter')
  await page.waitForURL('**/admin/posts')
  await api('PATCH', '/settings', { language: 'en' })
  await page.close()
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/** Asks the API as a program would. */
async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${site.origin}/api/admin${path}`, {
    method,
    headers: { Authorization: `Bearer ${ownerToken()}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
  return (response.status === 204 ? null : await response.json()) as T
}

interface Post {
  id: number
  title: string
  markdown: string
  status: string
  revision: number
  url: string
}

function givenPost(fields: Record<string, unknown> = {}): Promise<Post> {
  const post = { title: 'A post', markdown: 'First words.', status: 'published', ...fields }
  return api('POST', '/posts', post)
}

async function write(page: Page, text: string) {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

function state(page: Page, name: string) {
  return page.waitForSelector(`#state[data-state=${name}]`, { timeout: 15_000 })
}

/** Saves and waits until the receipt is there. */
async function save(page: Page) {
  await page.keyboard.press('Control+s')
  await page.waitForSelector('#receipt:not([hidden]) .edge')
}

describe('a new owner', () => {
  it('adds a passkey, signs out everywhere and comes back with it', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${site.origin}/admin/account`)
    await page.locator('summary').click()
    await page.fill('#token', ownerToken())
    await page.press('#token', 'Enter')
    await page.waitForURL('**/admin/account')

    await page.fill('form[data-passkey] #name', 'Laptop')
    await page.press('form[data-passkey] #name', 'Enter')
    await page.waitForSelector('li:has-text("Laptop")')
    await page.click('button:has-text("Sign out everywhere"):not(:has-text("else"))')
    await page.waitForURL('**/admin/sign-in')
    await page.click('button[data-passkey=get]')
    await page.waitForURL('**/admin/posts')

    expect(await page.locator('nav#rooms').count()).toBe(1)
    await context.close()
    // The owner's own browser was signed out too.
    const owner = await desk.newPage()
    await owner.goto(`${site.origin}/admin/posts`)
    expect(owner.url()).toContain('/admin/sign-in')
    await owner.locator('summary').click()
    await owner.fill('#token', ownerToken())
    await owner.press('#token', 'Enter')
    await owner.waitForURL('**/admin/posts')
    await owner.close()
  })
})

describe('writing', () => {
  it('schedules a Chinese post with a pasted image, which is live when its time has come', async () => {
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/new`)
    await page.fill('#title', '明前茶的杀青')
    await write(page, '第一锅茶，水温要低。\n\n')
    await pasteImage(page)
    await page.waitForSelector('.cm-content:has-text("/media/")')
    const due = new Date(Date.now() + 61_000)
    const shanghai = new Date(due.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
    await page.fill('#publishedAt', shanghai)
    await page.click('#publish')
    await page.waitForSelector('#receipt .edge.good')
    const { items } = await api<{ items: Post[] }>('GET', '/posts?limit=1')
    const post = items[0]
    if (!post) throw new Error('Nothing was saved')
    const early = await fetch(post.url)
    expect([post.status, early.status]).toEqual(['scheduled', 404])
    await page.close()

    const wait = Date.parse(`${shanghai}:00+08:00`) - Date.now() + 300
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)))

    const live = await fetch(post.url)
    expect(live.status).toBe(200)
    expect(await live.text()).toMatch(/明前茶的杀青[\s\S]*第一锅茶[\s\S]*<img[^>]*width="2"/)
  }, 150_000)

  it('pastes rich text as Markdown', async () => {
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/new`)
    await page.locator('.cm-content').click()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData(
        'text/html',
        '<h2>Tea</h2><p>is <b>green</b> <img src=x onerror="document.title=1"></p><script>document.title=2</script>',
      )
      data.setData('text/plain', 'Tea is green')
      const target = document.querySelector('.cm-content')
      target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    })
    await page.waitForSelector('.cm-content:has-text("**green**")')

    expect(await page.locator('.cm-content').innerText()).toMatch(/^## Tea/)
    expect(await page.title()).toContain('New post')
    await page.close()
  })

  it('previews what readers will get, byte for byte', async () => {
    const markdown =
      '## 水温\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\nlet x = 1\n```\n\nEnd[^1].\n\n[^1]: Note.'
    const post = await givenPost({ title: 'Preview', markdown })
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/${post.id}`)
    await page.keyboard.press('Control+Shift+P')
    const frame = page.frameLocator('#preview iframe')
    await frame.locator('.body h2').first().waitFor()
    const shown = await frame.locator('article .body').innerHTML()

    await page.goto(post.url)

    expect(shown).toBe(await page.locator('article .body').innerHTML())
    await page.close()
  })

  it('runs nothing of what is typed', async () => {
    const hostile =
      '<img src=x onerror="parent.document.title=\'owned\'"><script>parent.document.title="owned"</script><svg onload="top.document.title=\'owned\'"></svg>[x](javascript:document.title=1) <https://elsewhere.example/>'
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/new`)
    await page.fill('#title', '<img src=x onerror="document.title=\'owned\'">')
    await page.keyboard.press('Control+Shift+P')
    await write(page, hostile)
    const frame = page.frameLocator('#preview iframe')
    await frame.locator('.body img').waitFor({ state: 'attached' })
    await frame.locator('.body a').first().click()
    await frame.locator('.body a[href^=https]').click()
    await save(page)
    await page.goto(`${site.origin}/admin/posts`)

    expect(await page.title()).not.toContain('owned')
    expect(await page.locator('td.main img').count()).toBe(0)
    await page.close()
  })
})

describe('no word is lost', () => {
  it('when the site dies while somebody types', async () => {
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/new`)
    await page.fill('#title', 'Kept')
    await write(page, 'Words the site has taken. ')
    await state(page, 'kept')

    await site.stop()
    await write(page, 'Words it has not.')
    await state(page, 'offline')
    await page.close({ runBeforeUnload: false })
    await site.start()

    const again = await desk.newPage()
    await again.goto(`${site.origin}/admin/posts/new`)
    await again.click('.banner button:has-text("Continue")')
    expect(await again.inputValue('#title')).toBe('Kept')
    expect(await again.locator('.cm-content').innerText()).toBe(
      'Words the site has taken. Words it has not.',
    )
    await save(again)
    await again.close()
  }, 120_000)

  it('when two windows change one post', async () => {
    const post = await givenPost({ title: 'Two', markdown: 'First.\n\nMiddle.\n\nLast.' })
    const [one, two] = [await desk.newPage(), await desk.newPage()]
    for (const page of [one, two]) await page.goto(`${site.origin}/admin/posts/${post.id}`)
    await write(two, ' Added at the end.')
    await state(two, 'kept')
    await one.locator('.cm-content').click()
    await one.keyboard.press('Control+Home')
    await one.keyboard.insertText('Added at the start. ')
    await save(one)

    // The second is told before saving.
    await write(two, ' More.')
    await two.waitForSelector('#banner-moved')
    await two.keyboard.press('Control+s')
    await two.waitForSelector('dialog .sides ins')
    await two.click('dialog button:has-text("Combine both")')
    await two.waitForSelector('#notice:has-text("Both are in the text now")')
    await save(two)

    const saved = await api<Post>('GET', `/posts/${post.id}`)
    expect(saved.markdown).toBe(
      'Added at the start. First.\n\nMiddle.\n\nLast. Added at the end. More.',
    )
    await Promise.all([one.close(), two.close()])
  })

  it('and an old revision comes back', async () => {
    const post = await givenPost({ title: 'Old', markdown: '绿茶的水温要低' })
    await api('PATCH', `/posts/${post.id}`, { markdown: '红茶的水温要高' })
    const page = await desk.newPage()
    await page.goto(`${site.origin}/admin/posts/${post.id}/history`)
    expect(await page.locator('.sides del').allInnerTexts()).toEqual(['绿茶', '低'])
    expect(await page.locator('.sides ins').allInnerTexts()).toEqual(['红茶', '高'])

    await page.click('a:has-text("Revision 1")')
    await page.waitForURL('**/history?to=1')
    await page.click('button:has-text("Restore this revision")')
    await page.click('dialog button.primary')
    await page.waitForURL(`**/admin/posts/${post.id}`)

    expect((await api<Post>('GET', `/posts/${post.id}`)).markdown).toBe('绿茶的水温要低')
    expect(await (await fetch(post.url)).text()).toContain('绿茶的水温要低')
    await page.close()
  })
})

/** Pastes a picture of two by two pixels, as a screenshot comes from the clipboard. */
async function pasteImage(page: Page) {
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2
    canvas.height = 2
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    const data = new DataTransfer()
    if (blob) data.items.add(new File([blob], 'image.png', { type: 'image/png' }))
    const target = document.querySelector('.cm-content')
    target?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
}

describe('every page of the desk', () => {
  const pages = [
    ...[
      'posts',
      'posts?status=draft',
      'posts/new',
      'comments',
      'media',
      'categories',
      'tags',
      'links',
    ],
    ...['authors', 'redirects', 'statistics', 'status', 'settings', 'people', 'tokens', 'audit'],
    ...['account', 'nothing'],
  ]

  it.each([
    [1440, 'light', 'en'],
    [1440, 'dark', 'zh-CN'],
    [360, 'light', 'zh-TW'],
    [360, 'dark', 'en'],
  ] as const)(
    'is accessible at %i pixels, %s, in %s',
    async (width, colorScheme, language) => {
      const post = await givenPost({ category: 'Tea', tags: ['green'] })
      await api('PATCH', `/posts/${post.id}`, { markdown: 'Changed words.' })
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        storageState: await desk.storageState(),
      })
      await context.addCookies([
        { name: 'inkstone-desk-language', value: language, url: `${site.origin}/admin` },
      ])
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      const paths = [
        ...pages,
        `posts/${post.id}`,
        `posts/${post.id}/history`,
        'tags/1',
        'categories/1',
      ]
      for (const path of paths) {
        await page.goto(`${site.origin}/admin/${path}`)
        expect(await page.locator('html').getAttribute('lang'), path).toBe(language)
        expect(await page.locator('h1').count(), path).toBe(1)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        expect(overflow, path).toBe(false)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`),
          path,
        ).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    },
    120_000,
  )
})

describe('what is loaded', () => {
  it('is bounded on the way to the first edit, and comes from this site alone', async () => {
    const page = await desk.newPage()
    const asked: string[] = []
    let bytes = 0
    page.on('response', async (response) => {
      asked.push(new URL(response.url()).origin)
      bytes += (await response.body().catch(() => Buffer.alloc(0))).length
    })
    await page.goto(`${site.origin}/admin/posts/new`, { waitUntil: 'networkidle' })

    expect([...new Set(asked)]).toEqual([site.origin])
    // Not compressed; a third of it goes over the wire.
    expect(bytes).toBeLessThan(460_000)
    await page.close()
  })

  it('is named by no page of readers', async () => {
    const post = await givenPost()
    for (const path of ['/', new URL(post.url).pathname, '/archive/', '/nothing']) {
      expect(await (await fetch(site.origin + path)).text()).not.toContain('/admin')
    }
  })
})
