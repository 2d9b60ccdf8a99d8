import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('the history of a post', () => {
  it('reaches, compares and restores revisions beyond the newest page', async () => {
    const post = await desk.givenPost({ markdown: 'The words of 1.' })
    for (let revision = 2; revision <= 25; revision++) {
      await desk.api('PATCH', `/posts/${post.id}`, { markdown: `The words of ${revision}.` })
    }
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}/history`)
    await page.click('a[rel=next]')
    await page.click('a:has-text("Revision 3")')
    await page.locator('.sides ins', { hasText: '3' }).waitFor()
    expect(await page.locator('a[aria-current]').last().innerText()).toBe('Revision 3')
    expect(await page.locator('.sides ins').allInnerTexts()).toEqual(['3'])

    await page.getByLabel('Compare with').fill('24')
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.locator('.sides del', { hasText: '24' }).waitFor()
    expect(await page.locator('.sides ins').allInnerTexts()).toEqual(['3'])
    // Still on the page of the list it was chosen from.
    expect(await page.locator('.rows a').first().innerText()).toBe('Revision 5')

    await page.click('button:has-text("Restore this revision")')
    await page.click('dialog button.primary')
    await page.waitForURL(`**/admin/posts/${post.id}`)
    expect((await desk.api<Post>('GET', `/posts/${post.id}`)).markdown).toBe('The words of 3.')
    await page.close()
  })

  it('shows what has changed beside the text', async () => {
    const before = { title: 'Old', category: 'Tea', tags: ['a'], excerpt: 'Short.', pinned: false }
    const post = await desk.givenPost(before)
    const after = { title: 'New', category: 'Wine', tags: ['a', 'b'], pinned: true, slug: 'moved' }
    await desk.api('PATCH', `/posts/${post.id}`, { ...after, excerpt: null, status: 'draft' })
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}/history`)
    await page.locator('.fields').waitFor()

    const rows = await page.locator('.fields tbody tr').allInnerTexts()
    expect(rows.map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual([
      ['Title', 'Old', 'New'],
      ['Slug', 'old', 'moved'],
      ['State', 'Published', 'Draft'],
      ['Category', 'Tea', 'Wine'],
      ['Tags', 'a', 'a, b'],
      ['Excerpt', 'Short.', ''],
      ['Pinned to the top', 'no', 'yes'],
    ])
    await page.close()
  })
})
