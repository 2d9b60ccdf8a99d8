import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostileNames, hostileTexts } from '../hostile.ts'
import { type RunningSite, startSite } from './site.ts'

let site: RunningSite

beforeAll(async () => {
  site = await startSite()
})

afterAll(() => site?.stop())

describe('hostile comments', () => {
  it('run nothing and leave the page as it is', async () => {
    await site.admin('PATCH', '/settings', { holdComments: 'none' })
    const texts = hostileTexts.map((body, number) => ({ body, number }))
    const ids: number[] = []
    for (const { body, number } of texts) {
      const response = await fetch(`${site.origin}/api/posts/3/comments`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'CF-Connecting-IP': `10.8.${number >> 8}.${number & 255}`,
        },
        body: JSON.stringify({
          name: hostileNames[number % hostileNames.length],
          url: number % 2 ? 'https://e.example/"onclick="alert(1)' : '',
          body,
          elapsed: 9_000,
        }),
      })
      const { id } = (await response.json()) as { id?: number }
      if (!id) continue
      ids.push(id)
      await site.admin('PATCH', `/comments/${id}`, { status: 'approved' })
    }
    expect(ids.length).toBeGreaterThan(400)

    const page = await site.browser.newPage()
    const complaints: string[] = []
    page.on('dialog', async (dialog) => {
      complaints.push(dialog.message())
      await dialog.dismiss()
    })
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== site.origin) complaints.push(request.url())
    })
    const last = Math.max(...(await pageNumbers()))
    for (let number = 1; number <= last; number++) {
      const path = number === 1 ? '/3.html' : `/comments/3/page/${number}/`
      await page.goto(site.origin + path)
      expect(await page.evaluate(shape)).toEqual({
        pwned: false,
        forms: 2,
        mains: 1,
        scripts: number === 1 ? 7 : 5,
        formLast: true,
        overflow: false,
        footer: 'BODY',
      })
    }
    await page.close()
    expect(complaints).toEqual([])
  }, 240_000)

  async function pageNumbers(): Promise<number[]> {
    const numbers = [1]
    while ((await fetch(`${site.origin}/comments/3/page/${numbers.length + 1}/`)).ok) {
      numbers.push(numbers.length + 1)
    }
    return numbers
  }

  const shape = `({
    pwned: 'pwned' in window,
    forms: document.forms.length,
    mains: document.querySelectorAll('main').length,
    scripts: document.scripts.length,
    formLast: document.querySelector('#comments').lastElementChild.id === 'comment-form',
    overflow: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    footer: document.querySelector('footer').parentElement.tagName,
  })`
})
