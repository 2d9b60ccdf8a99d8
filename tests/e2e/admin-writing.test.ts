import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type DeskInBrowser,
  type Post,
  pasteImages,
  save,
  signInAs,
  startDesk,
  write,
} from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('writing', () => {
  it('schedules a Chinese post with a pasted image, which is live when its time has come', async () => {
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', '明前茶的杀青')
    await write(page, '第一锅茶，水温要低。\n\n')
    await pasteImages(page, 'image.png')
    await page.waitForSelector('.cm-content:has-text("/media/")')
    const due = new Date(Date.now() + 61_000)
    const shanghai = new Date(due.getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
    await page.fill('#publishedAt', shanghai)
    await page.click('#publish')
    await page.waitForSelector('#receipt .edge.good')
    const { items } = await desk.api<{ items: Post[] }>('GET', '/posts?limit=1')
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
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
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
    const post = await desk.givenPost({ title: 'Preview', markdown })
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
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
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', '<img src=x onerror="document.title=\'owned\'">')
    await page.keyboard.press('Control+Shift+P')
    await write(page, hostile)
    const frame = page.frameLocator('#preview iframe')
    await frame.locator('.body img').waitFor({ state: 'attached' })
    await frame.locator('.body a').first().click()
    await frame.locator('.body a[href^=https]').click()
    await save(page)
    await page.goto(`${desk.site.origin}/admin/posts`)

    expect(await page.title()).not.toContain('owned')
    expect(await page.locator('td.main img').count()).toBe(0)
    await page.close()
  })
})

describe('the receipt', () => {
  it('tells the time in the time zone of the site, and whether cron is late, to an author too', async () => {
    await desk.api('POST', '/jobs/tick')
    const browser = await signInAs(desk, { name: 'Writer', role: 'author' })
    const page = await browser.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', 'To come')
    await page.fill('#publishedAt', '2099-01-02T03:04')
    await page.click('#publish')
    await page.waitForSelector('#receipt:not([hidden]) .edge')

    const receipt = await page.locator('#receipt').innerText()
    expect(receipt).toContain('Appears Jan 2, 2099, 3:04 AM (Asia/Shanghai)')
    expect(receipt).not.toContain('Cron')
    await browser.close()
  })

  it('stands beside all that can be done with a post that was just made', async () => {
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    expect(await page.getByRole('button', { name: 'Move to trash' }).count()).toBe(0)
    await page.fill('#title', 'Just made')
    await page.click('#publish')
    await page.getByRole('button', { name: 'Back to draft' }).click()
    await page.getByRole('button', { name: 'Publish' }).waitFor()
    const history = await page.getByRole('link', { name: 'History' }).getAttribute('href')
    await page.getByRole('button', { name: 'Move to trash' }).click()
    await page.click('dialog button.primary')
    await page.waitForURL('**/admin/posts')

    const id = Number(/\d+/.exec(history ?? '')?.[0])
    expect(history).toBe(`/admin/posts/${id}/history`)
    expect((await desk.api<Post>('GET', `/posts/${id}`)).status).toBe('trashed')
    await page.close()
  })
})
