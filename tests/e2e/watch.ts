import type { BrowserContext, Page } from 'playwright-core'

/** Watches everything that pages of `context` do; what should not have happened is in the list. */
export async function watch(context: BrowserContext, origin: string): Promise<string[]> {
  const complaints: string[] = []
  // Images of other sites may be asked for; nothing is, and nothing else may be.
  await context.route(
    (url) => url.origin !== origin && url.protocol.startsWith('http'),
    (route) => {
      const request = route.request()
      if (request.resourceType() !== 'image' && request.resourceType() !== 'media') {
        complaints.push(`asked ${request.url()}`)
      }
      return route.abort()
    },
  )
  context.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  context.on('console', (message) => {
    const text = message.text()
    const missing = text.startsWith('Failed to load resource')
    // The frame of the preview and files by themselves may run nothing, and the browser says so. That
    // a file by itself tried something, and was stopped by its policy, is what is wanted.
    const stopped =
      text.startsWith('Blocked script execution') ||
      message.location().url.startsWith(`${origin}/media/`)
    if (message.type() === 'error' && !missing && !stopped) complaints.push(text)
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  return complaints
}

/** What of a page is wrong where words became markup: nothing of a harmless page. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(`[
    ...('pwned' in window ? ['a script ran'] : []),
    ...(document.title.includes('owned') ? ['the title was changed'] : []),
    ...(document.querySelectorAll('main').length === 1 ? [] : ['main is not alone']),
    ...[...document.querySelectorAll('body *')].flatMap((element) =>
      [...element.attributes].filter(({ name }) => /^on/.test(name)).map(({ name }) => element.tagName + ' has ' + name)),
    ...[...document.querySelectorAll('body :is([href], [src], [action], [formaction], [poster])')].flatMap((element) =>
      ['href', 'src', 'action', 'formaction', 'poster'].map((name) => element.getAttribute(name) ?? '')
        .filter((value) => {
          const { protocol } = URL.parse(value, document.baseURI) ?? {}
          return protocol && !['http:', 'https:', 'mailto:', 'tel:', 'about:'].includes(protocol) && value !== 'data:,'
        })),
    ...[...document.querySelectorAll('iframe, object, embed, base, frame')]
      .filter((element) => element.title !== 'Preview').map((element) => element.outerHTML),
  ]`)
}
