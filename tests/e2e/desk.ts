import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type LocalSite, ownerToken, startBrowser, startSite } from './local-site.ts'

/** A post as the API answers it, as far as the tests of the desk look. */
export interface Post {
  id: number
  title: string
  markdown: string
  status: string
  revision: number
  url: string
  canonical: string | null
  publishedAt: string | null
  category: string | null
  tags: string[]
  excerpt: string
  language: string | null
  pinned: boolean
}

/** A running site and a browser in which the owner is signed in, once, as a person is. */
export interface DeskInBrowser {
  site: LocalSite
  browser: Browser
  /** The owner's browser. */
  context: BrowserContext
  /** Asks the API as a program would. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Creates a post that is published unless `fields` say otherwise. */
  givenPost(fields?: Record<string, unknown>): Promise<Post>
  stop(): Promise<void>
}

/** Starts an empty site in English and signs its owner in. */
export async function startDesk(): Promise<DeskInBrowser> {
  const site = await startSite()
  const browser = await startBrowser()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en',
  })
  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${site.origin}/api/admin${path}`, {
      method,
      headers: { Authorization: `Bearer ${ownerToken()}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return (response.status === 204 ? null : await response.json()) as T
  }
  const page = await context.newPage()
  await page.goto(`${site.origin}/admin`)
  await signIn(page)
  await page.waitForURL('**/admin/posts')
  await api('PATCH', '/settings', { language: 'en' })
  await page.close()
  return {
    site,
    browser,
    context,
    api,
    givenPost(fields = {}) {
      const post = { title: 'A post', markdown: 'First words.', status: 'published', ...fields }
      return api('POST', '/posts', post)
    },
    async stop() {
      await browser.close()
      await site.stop()
    },
  }
}

/** Signs in with the owner's token on the page that asks for it. */
export async function signIn(page: Page): Promise<void> {
  await page.locator('summary').click()
  await page.fill('#token', ownerToken())
  await page.press('#token', 'Enter')
}

/** Types at the end of the editor's text. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

/** Waits for the editor to say that it is in this state. */
export async function state(page: Page, name: string): Promise<void> {
  await page.waitForSelector(`#state[data-state=${name}]`, { timeout: 15_000 })
}

/** Saves and waits until the receipt is there. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await page.waitForSelector('#receipt:not([hidden]) .edge')
}

/** A request that waits on its way to the site. */
export interface HeldBack {
  /** It has been sent. */
  sent: Promise<void>
  /** Lets it, and those like it that come after, go on. */
  release: () => void
}

/** Holds back what a page sends with this method to an address like this one. */
export async function holdBack(page: Page, method: string, path: RegExp): Promise<HeldBack> {
  const [sent, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(path, async (route) => {
    if (route.request().method() === method) {
      sent.resolve()
      await gate.promise
    }
    await route.continue()
  })
  return { sent: sent.promise, release: () => gate.resolve() }
}

/** Invites somebody and signs them in, in a browser of their own or in `context`. */
export async function signInAs(
  desk: DeskInBrowser,
  person: { name: string; role: 'owner' | 'editor' | 'author' },
  context?: BrowserContext,
): Promise<BrowserContext> {
  const { code } = await desk.api<{ code: string }>('POST', '/people', person)
  const browser = context ?? (await desk.browser.newContext({ locale: 'en' }))
  const page = await browser.newPage()
  await page.goto(`${desk.site.origin}/admin/sign-in`)
  await page.locator('summary').click()
  await page.fill('#code', code)
  await page.press('#code', 'Enter')
  await page.waitForURL('**/admin/posts')
  await page.close()
  return browser
}

/** Pastes pictures of a few pixels, each different, as they come from the clipboard. */
export function pasteImages(page: Page, ...names: string[]): Promise<void> {
  return bringImages(page, names, 'paste')
}

/** Drops them at a place of the window. */
export function dropImages(
  page: Page,
  at: { x: number; y: number },
  ...names: string[]
): Promise<void> {
  return bringImages(page, names, 'drop', at)
}

function bringImages(
  page: Page,
  names: string[],
  type: 'paste' | 'drop',
  { x, y } = { x: 0, y: 0 },
): Promise<void> {
  return page.evaluate(
    async ({ names, type, x, y }) => {
      const data = new DataTransfer()
      for (const [index, name] of names.entries()) {
        const canvas = document.createElement('canvas')
        canvas.width = 2
        canvas.height = index + 2
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
        if (blob) data.items.add(new File([blob], name, { type: 'image/png' }))
      }
      const target = document.querySelector('.cm-content') ?? document.body
      const common = { bubbles: true, cancelable: true }
      const event =
        type === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, ...common })
          : new DragEvent('drop', { dataTransfer: data, clientX: x, clientY: y, ...common })
      target.dispatchEvent(event)
    },
    { names, type, x, y },
  )
}
