import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, type Post, save, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('the address of the first publication', () => {
  it('is written, refused where it is none, and emptied beside the text', async () => {
    const post = await desk.givenPost()
    const read = () => desk.api<Post>('GET', `/posts/${post.id}`)
    const page = await desk.context.newPage()
    await page.goto(`${desk.site.origin}/admin/posts/${post.id}`)
    const field = page.getByLabel('First published at')
    expect(await field.inputValue()).toBe('')

    await field.fill('elsewhere.example/tea')
    await page.keyboard.press('Control+s')
    await page.locator('#canonical-problem').filter({ hasText: 'http or https' }).waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect((await read()).revision).toBe(1)

    await field.fill('https://elsewhere.example/tea')
    await save(page)
    expect((await read()).canonical).toBe('https://elsewhere.example/tea')

    await page.reload()
    expect(await field.inputValue()).toBe('https://elsewhere.example/tea')
    await field.fill('')
    await save(page)
    expect((await read()).canonical).toBeNull()
    await page.close()
  })
})
