import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, save, startDesk, state, write } from './desk.ts'

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
    await page.waitForURL('**/history?to=1')
    await page.click('button:has-text("Restore this revision")')
    await page.click('dialog button.primary')
    await page.waitForURL(`**/admin/posts/${post.id}`)

    expect((await desk.api<Post>('GET', `/posts/${post.id}`)).markdown).toBe('绿茶的水温要低')
    expect(await (await fetch(post.url)).text()).toContain('绿茶的水温要低')
    await page.close()
  })
})
