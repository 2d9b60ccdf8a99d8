import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskInBrowser, signIn, startDesk } from './desk.ts'

let desk: DeskInBrowser

beforeAll(async () => {
  desk = await startDesk()
})

afterAll(() => desk?.stop())

describe('a new owner', () => {
  it('adds a passkey, signs out everywhere and comes back with it', async () => {
    const context = await desk.browser.newContext()
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
    await page.goto(`${desk.site.origin}/admin/account`)
    await signIn(page)
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
    const owner = await desk.context.newPage()
    await owner.goto(`${desk.site.origin}/admin/posts`)
    expect(owner.url()).toContain('/admin/sign-in')
    await signIn(owner)
    await owner.waitForURL('**/admin/posts')
    await owner.close()
  })
})
