import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type DeskInBrowser,
  type Post,
  save,
  signIn,
  signInAs,
  startDesk,
  state,
  write,
} from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('no word is lost', () => {
  it('when the site dies while somebody types', async () => {
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', 'Kept')
    await write(page, 'Words the site has taken. ')
    await state(page, 'kept')

    await desk.site.stop()
    await write(page, 'Words it has not.')
    await state(page, 'offline')
    await page.close({ runBeforeUnload: false })
    await desk.site.start()

    const again = await desk.context.newPage()
    await again.goto(`${desk.site.origin}/admin/posts/new`)
    await again.click('.banner button:has-text("Continue")')
    expect(await again.inputValue('#title')).toBe('Kept')
    expect(await again.locator('.cm-content').innerText()).toBe(
      'Words the site has taken. Words it has not.',
    )
    await save(again)
    await again.close()
  }, 120_000)

  it('when two windows change one post', async () => {
    const post = await desk.givenPost({ title: 'Two', markdown: 'First.\n\nMiddle.\n\nLast.' })
    const [one, two] = [await desk.context.newPage(), await desk.context.newPage()]
    for (const page of [one, two]) await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
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

    const saved = await desk.api<Post>('GET', `/posts/${post.id}`)
    expect(saved.markdown).toBe(
      'Added at the start. First.\n\nMiddle.\n\nLast. Added at the end. More.',
    )
    await Promise.all([one.close(), two.close()])
  })

  it('and an old revision comes back', async () => {
    const post = await desk.givenPost({ title: 'Old', markdown: '绿茶的水温要低' })
    await desk.api('PATCH', `/posts/${post.id}`, { markdown: '红茶的水温要高' })
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}/history`)
    expect(await page.locator('.sides del').allInnerTexts()).toEqual(['绿茶', '低'])
    expect(await page.locator('.sides ins').allInnerTexts()).toEqual(['红茶', '高'])

    await page.click('a:has-text("Revision 1")')
    await page.waitForURL('**/history?to=1*')
    await page.click('button:has-text("Restore this revision")')
    await page.click('dialog button.primary')
    await page.waitForURL(`**/admin/posts/${post.id}`)

    expect((await desk.api<Post>('GET', `/posts/${post.id}`)).markdown).toBe('绿茶的水温要低')
    expect(await (await fetch(post.url)).text()).toContain('绿茶的水温要低')
    await page.close()
  })
})

describe('words that were kept', () => {
  it('take nothing back of what others have saved since', async () => {
    const post = await desk.givenPost({ markdown: 'First.\n\nLast.', tags: ['first'] })
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
    await write(page, ' Mine.')
    await page.fill('#excerpt', 'Mine')
    await state(page, 'kept')
    await desk.api('PATCH', `/posts/${post.id}`, {
      ...{ title: 'Theirs', markdown: 'Theirs. First.\n\nLast.', tags: ['theirs'], pinned: true },
    })
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
    await page.click('.banner button:has-text("Continue")')
    await expect.poll(() => page.inputValue('#excerpt')).toBe('Mine')
    await page.keyboard.press('Control+s')
    await page.click('dialog button:has-text("Combine both")')
    await page.waitForSelector('#notice:has-text("Both are in the text now")')
    await save(page)

    expect(await desk.api('GET', `/posts/${post.id}`)).toMatchObject({
      ...{ title: 'Theirs', markdown: 'Theirs. First.\n\nLast. Mine.', tags: ['theirs'] },
      ...{ excerpt: 'Mine', pinned: true },
    })
    await page.close()
  })
})

describe('the line at the top', () => {
  it('says that somebody is signed out, and goes on when they are back', async () => {
    const browser = await signInAs(desk, { name: 'Away', role: 'editor' })
    const page = await browser.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', 'Away')
    await state(page, 'kept')
    const cookies = await browser.cookies()
    await browser.clearCookies()
    await write(page, 'Typed after the session ended.')
    await state(page, 'signed-out')
    expect(await page.locator('#state').innerText()).toMatch(/^Signed out. Your words are kept/)
    expect(await page.locator('.banner a').getAttribute('href')).toBe('/admin/sign-in')
    expect(await page.locator('.banner a').getAttribute('target')).toBe('_blank')
    await page.keyboard.press('Control+s')
    await page.waitForSelector('#state[data-state=saving]', { state: 'detached' })
    await state(page, 'signed-out')
    expect(await page.locator('#notice').innerText()).toBe('')

    await browser.addCookies(cookies)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await state(page, 'kept')
    expect(await page.locator('.banner').count()).toBe(0)
    await save(page)
    await browser.close()
  })

  it('says what the site refuses, also in full screen, which Escape leaves', async () => {
    const browser = await signInAs(desk, { name: 'Refused', role: 'editor' })
    const page = await browser.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/new`)
    await page.fill('#title', 'Refused')
    await page.route('**/api/admin/drafts', (route) =>
      route.fulfill({ status: 413, json: { detail: 'A draft has at most 1.5 MB' } }),
    )
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+Shift+F')
    await write(page, 'Too much.')
    await state(page, 'refused')

    expect(await page.locator('#state').innerText()).toBe('A draft has at most 1.5 MB')
    expect(await page.locator('#state').isVisible()).toBe(true)
    expect(await page.locator('#save').isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    expect(await page.locator('#save').isVisible()).toBe(true)
    await browser.close()
  })
})

describe('words that only the browser has', () => {
  it('are all offered, and to nobody but who typed them', async () => {
    const browser = await desk.browser.newContext({ locale: 'en' })
    const [path, copies] = [`${desk.site.origin}/admin/posts/new`, ['First.', 'Second.']]
    const first = await browser.newPage()
    await first.goto(`${desk.site.origin}/admin/posts`)
    await signIn(first)
    await first.waitForURL('**/admin/posts')
    await first.close()
    for (const text of copies) {
      const page = await browser.newPage()
      await page.route('**/api/admin/drafts', (route) => route.abort())
      await page.goto(path)
      await write(page, text)
      await state(page, 'offline')
      await page.close({ runBeforeUnload: false })
    }
    const cookies = await browser.cookies()
    await browser.clearCookies()
    await signInAs(desk, { name: 'Next', role: 'editor' }, browser)
    const other = await browser.newPage()
    await other.goto(path)
    await write(other, 'Of somebody else.')
    await state(other, 'kept')
    expect(await other.locator('.banner').count()).toBe(0)
    await other.close()

    await browser.clearCookies()
    await browser.addCookies(cookies)
    const page = await browser.newPage()
    await page.goto(path)
    await page.locator('.banner').nth(1).waitFor()
    const offers = page.locator('.banner button:has-text("Continue")')
    await offers.last().click()
    await expect.poll(() => page.locator('.cm-content').innerText()).toBe('First.')
    await state(page, 'kept')
    await offers.click()
    await expect.poll(() => page.locator('.cm-content').innerText()).toBe('Second.')
    await state(page, 'kept')
    await page.fill('#title', 'Both were offered')
    await save(page)

    // What was taken first is not lost by what was taken after it.
    await page.goto(path)
    await page.click('.banner button:has-text("Continue")')
    await expect.poll(() => page.locator('.cm-content').innerText()).toBe('First.')
    await browser.close()
  })
})
