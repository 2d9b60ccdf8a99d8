import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messagesIn } from '../../src/i18n/index.ts'
import type { Language } from '../../src/settings.ts'
import { dateScript } from '../../src/styles/script.ts'
import { type RunningSite, startSite } from './site.ts'

let site: RunningSite
let context: BrowserContext
let page: Page

beforeAll(async () => {
  site = await startSite()
})

afterAll(() => site.stop())

beforeEach(async () => {
  await context?.close()
  context = await site.browser.newContext({ colorScheme: 'light' })
  page = await context.newPage()
})

async function waiting(): Promise<{ id: number; name: string; body: string }[]> {
  const { items } = (await (await site.admin('GET', '/comments?limit=200')).json()) as {
    items: { id: number; name: string; body: string }[]
  }
  return items
}

describe('a reader at the keyboard', () => {
  it('skips to the text, and finds the search', async () => {
    await page.goto(`${site.origin}/17.html`)
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('.skip')
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).hash).toBe('#main')

    await page.goto(`${site.origin}/17.html`)
    await until('[name=q]')
    await page.keyboard.type('标点')
    const [request] = await Promise.all([
      page.waitForRequest((asked) => asked.url().includes('/search')),
      page.keyboard.press('Enter'),
    ])
    expect(new URL(request.url()).search).toBe(`?q=${encodeURIComponent('标点')}`)
  })

  it('switches the theme, and the next page opens in it', async () => {
    await page.goto(site.origin)
    expect(await ground()).toBe('rgb(252, 251, 248)')
    await until('[name=theme]')
    await page.keyboard.press('Enter')
    expect(await ground()).toBe('rgb(24, 23, 21)')

    await page.goto(`${site.origin}/17.html`)
    expect(await ground()).toBe('rgb(24, 23, 21)')
    await page.locator('[name=theme]').click()
    expect(await ground()).toBe('rgb(252, 251, 248)')
  })

  it('makes the text larger, and it stays so', async () => {
    await page.goto(site.origin)
    await page.locator('[name=size]').click()
    await page.goto(`${site.origin}/17.html`)

    expect(await page.evaluate('getComputedStyle(document.documentElement).fontSize')).toBe('18px')
  })

  it('comments without leaving the page, and is remembered', async () => {
    await page.goto(`${site.origin}/17.html`)
    await until('[name=body]', 120)
    await page.keyboard.type('键盘写的一条。')
    await page.keyboard.press('Tab')
    await page.keyboard.type('林间')
    await page.keyboard.press('Tab')
    await page.keyboard.type('lin@example.com')
    await until('[name=go]')
    await page.keyboard.press('Enter')

    const status = page.locator('#comment-form [role=status]')
    await status.filter({ hasText: '正在等待审核' }).waitFor()
    expect(await status.textContent()).toContain('键盘写的一条。')
    expect(new URL(page.url()).pathname).toBe('/17.html')
    const [item] = await waiting()
    expect(item).toMatchObject({ name: '林间', body: '键盘写的一条。' })

    await page.goto(`${site.origin}/14.html`)
    expect(await page.locator('[name=name]').inputValue()).toBe('林间')
    expect(await page.locator('[name=email]').inputValue()).toBe('lin@example.com')
  })

  it('answers a comment in place', async () => {
    const [item] = await waiting()
    await site.admin('PATCH', `/comments/${item?.id}`, { status: 'approved' })
    await page.goto(`${site.origin}/17.html`)

    await page.locator('.reply').first().click()

    expect(await page.locator('[data-cancel] b').textContent()).toBe('回复 林间')
    expect(await page.locator('[name=parentId]').inputValue()).toBe(String(item?.id))
    await page.getByRole('button', { name: '取消', exact: true }).press('Enter')
    expect(await page.locator('[name=parentId]').inputValue()).toBe('')
    expect(await page.locator('[data-cancel]').isVisible()).toBe(false)
    expect(await page.evaluate('document.activeElement.name')).toBe('body')
  })

  async function until(selector: string, most = 40) {
    for (let press = 0; press < most; press++) {
      if (await page.evaluate(`document.activeElement.matches('${selector}')`)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`The keyboard does not reach ${selector}`)
  }

  function focused(): Promise<string> {
    return page.evaluate("'.' + document.activeElement.className")
  }

  function ground(): Promise<string> {
    return page.evaluate('getComputedStyle(document.body).backgroundColor')
  }
})

describe('a form with Turnstile', () => {
  it('asks for a new answer once a comment is under way, for each is good for one', async () => {
    await site.admin('PATCH', '/settings', { turnstileKey: 'site-key' })
    await page.route('https://challenges.cloudflare.com/**', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: turnstile }),
    )
    const tokens: string[] = []
    page.on('request', (asked) => {
      if (!asked.url().endsWith('/comments')) return
      tokens.push(asked.postDataJSON()['cf-turnstile-response'])
    })
    await page.goto(`${site.origin}/17.html`)
    for (const body of ['第一句。', '第二句。']) {
      await page.locator('[name=body]').fill(body)
      await page.locator('[name=cf-turnstile-response]').waitFor({ state: 'attached' })
      await page.locator('[name=go]').click()
      await page.locator('#comment-form [role=status]').filter({ hasText: body }).waitFor()
    }
    await site.admin('PATCH', '/settings', { turnstileKey: '' })

    expect(tokens).toEqual(['token 1', 'token 2'])
  })

  /** Stands in for Cloudflare's script, which tests cannot reach. */
  const turnstile = `
    let count = 0
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = 'cf-turnstile-response'
    document.querySelector('.cf-turnstile').append(input)
    window.turnstile = { reset() { input.value = 'token ' + ++count } }
    turnstile.reset()`
})

describe('a stranger without script', () => {
  it('comments, is told that it waits, and reads it once it is approved', async () => {
    const quiet = await site.browser.newContext({ javaScriptEnabled: false })
    const reader = await quiet.newPage()
    await reader.goto(`${site.origin}/14.html`)
    await reader.locator('[name=body]').fill('没有脚本的一条。')
    await reader.locator('[name=name]').fill('过客')
    await reader.locator('[name=go]').click()

    expect(new URL(reader.url()).pathname).toBe('/comments/14/waiting/')
    expect(await reader.locator('h1').textContent()).toContain('正在等待审核')
    const item = (await waiting()).find(({ name }) => name === '过客')
    await site.admin('PATCH', `/comments/${item?.id}`, { status: 'approved' })
    await reader.goto(`${site.origin}/14.html`)
    expect(await reader.locator(`#comment-${item?.id}`).textContent()).toContain('没有脚本的一条')
    await quiet.close()
  })
})

describe('an address shared elsewhere', () => {
  it('is counted once it was in sight, once a session', async () => {
    const beacons: string[] = []
    page.on('request', (request) => request.url().endsWith('/view') && beacons.push(request.url()))
    await page.goto(`${site.origin}/7.html`)
    expect(beacons).toEqual([])
    await page.waitForTimeout(3_400)
    await page.reload()
    await page.waitForTimeout(3_400)

    expect(beacons).toEqual([`${site.origin}/api/posts/7/view`])
  })
})

describe('what is in another language than the page', () => {
  it('has quotes and dashes of its own faces', async () => {
    await page.goto(`${site.origin}/20.html`)
    const faces = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).fontFamily.split(',')[0])
    const parts = ['h1', '.body', '.body td', '.meta', '.toc summary', '#related h2']
    expect(await Promise.all([...parts, '#related h2 [lang]'].map(faces))).toEqual([
      ...['Charter', 'Charter', 'system-ui', 'zh', 'zhs', 'zhs'],
      'Charter',
    ])

    await page.goto(site.origin)
    const item = '.item[lang=en]'
    expect(await Promise.all([`${item} p`, `${item} h2`, `${item} .meta`].map(faces))).toEqual([
      ...['system-ui', 'Charter', 'zh'],
    ])
  })
})

describe('a reader who listens', () => {
  it('hears every heading once', async () => {
    await page.goto(`${site.origin}/17.html`)
    const headings = page.locator('.body h2')
    expect(await headings.count()).toBeGreaterThan(2)
    for (const heading of await headings.all()) {
      const name = (await heading.textContent())?.replace(/#$/, '') ?? ''
      expect(await heading.ariaSnapshot()).toBe(`- heading ${JSON.stringify(name)} [level=2]`)
    }
  })
})

describe('a page on paper', () => {
  it('is dark on white, also where the screen is dark', async () => {
    for (const theme of ['', 'dark', 'light']) {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      await page.goto(`${site.origin}/17.html`)
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      const colours = await page.evaluate(`['body', '.h-keyword, .h-selector-tag', '.meta']
        .map((selector) => getComputedStyle(document.querySelector(selector)).color)
        .concat(getComputedStyle(document.body).backgroundColor)`)

      expect(colours).toEqual([
        ...['rgb(0, 0, 0)', 'rgb(150, 55, 90)', 'rgb(68, 68, 68)'],
        'rgb(255, 255, 255)',
      ])
    }
  })
})

describe('dates', () => {
  it.each<[now: string, date: string, language: Language, text: string]>([
    ['2026-11-24T04:00:00Z', '2026-11-23T07:30:00+08:00', 'zh-CN', '昨天 (11-23)'],
    ['2026-11-23T15:59:00Z', '2026-11-23T07:30:00+08:00', 'zh-CN', '16 小时前 (11-23)'],
    ['2026-11-23T16:10:00Z', '2026-11-23T23:40:00+08:00', 'zh-CN', '30 分钟前 (11-23)'],
    ['2026-11-23T23:00:00Z', '2026-11-23T00:10:00-08:00', 'en', '14 hours ago (11-23)'],
    ['2026-11-24T08:10:00Z', '2026-11-23T00:10:00-08:00', 'en', 'yesterday (11-23)'],
    ['2026-11-25T12:00:00Z', '2026-11-20T23:00:00+00:00', 'en', '5 days ago (11-20)'],
    ['2026-11-25T12:00:00Z', '2026-11-14T09:00:00+00:00', 'en', '1 week ago (11-14)'],
    ['2026-11-25T12:00:00Z', '2026-10-20T09:00:00+08:00', 'zh-TW', '1 個月前 (10-20)'],
    ['2026-11-25T12:00:00Z', '2025-12-20T09:00:00+00:00', 'en', '11 months ago (2025-12-20)'],
    ['2026-11-25T12:00:00Z', '2025-11-20T09:00:00+00:00', 'en', '1 year ago (2025-11-20)'],
    ['2026-11-25T12:00:00Z', '2026-11-25T12:00:00+00:00', 'en', 'as it was'],
    ['2026-11-25T12:00:00Z', '2026-11-26T12:00:00+00:00', 'en', 'as it was'],
  ])('read at %s, %s is %s: %s', async (now, date, language, text) => {
    await page.clock.setFixedTime(now)
    await page.setContent(`<time data-relative datetime="${date}">as it was</time>
      <script data-ago="${messagesIn(language).ago}">${dateScript}</script>`)

    expect(await page.locator('time').textContent()).toBe(text)
  })
})

describe('counts that come in later', () => {
  it('have the plural of their own number', async () => {
    await site.admin('PATCH', '/settings', { language: 'en' })
    await page.route('**/live', (route) => route.fulfill({ json: { views: 1234, comments: 1 } }))
    await page.goto(`${site.origin}/9.html`)
    const heading = page.locator('#comments h2').first()

    await heading.filter({ hasText: /^1 comment$/ }).waitFor()
    expect(await page.locator('[data-views]').textContent()).toBe('1,234 views')

    await page.unroute('**/live')
    await page.route('**/live', (route) => route.fulfill({ json: { views: 1, comments: 2 } }))
    await page.reload()
    await heading.filter({ hasText: /^2 comments$/ }).waitFor()
    expect(await page.locator('[data-views]').textContent()).toBe('1 view')
  })
})
