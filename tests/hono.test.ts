import { describe, expect, it } from 'vitest'
import app from '../src/app.ts'
import { get } from './site.ts'

describe('the router', () => {
  it('is the one that a deployment has (src/hono.ts), by choice of Hono', async () => {
    await get('/')

    expect(app.router.name).toBe('SmartRouter + TrieRouter')
  })
})
