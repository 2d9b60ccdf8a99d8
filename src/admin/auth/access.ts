import type { HonoJsonWebKey } from 'hono/utils/jwt/jws'
import { decode, verifyWithJwks } from 'hono/utils/jwt/jwt'

/** Where Cloudflare Access is in front of the site: its team and the application's audience. */
export interface AccessConfig {
  ACCESS_TEAM: string
  ACCESS_AUD: string
}

/** The public keys of `team`; `anew` asks for those of this moment. */
type FindKeys = (team: string, anew: boolean) => Promise<HonoJsonWebKey[]>

/**
 * The e-mail address of the person whom Cloudflare Access let through, lower case; null where
 * Access is not in front of the site, or the request did not come through it.
 */
export async function accessEmail(
  request: Request,
  ctx: object,
  config: AccessConfig,
  findKeys: FindKeys = keysOf,
): Promise<string | null> {
  if (!config.ACCESS_AUD) return null
  const { access } = ctx as { access?: CloudflareAccessContext }
  if (access && access.aud === config.ACCESS_AUD) {
    const identity = await access.getIdentity()
    return identity?.email?.toLowerCase() ?? null
  }
  const token = request.headers.get('Cf-Access-Jwt-Assertion')
  if (!token || !config.ACCESS_TEAM) return null
  try {
    const { email } = await verify(token, config, findKeys)
    return typeof email === 'string' ? email.toLowerCase() : null
  } catch (error) {
    // The name alone: messages may quote the assertion.
    console.warn('A Cloudflare Access assertion was refused', error instanceof Error && error.name)
    return null
  }
}

async function verify(token: string, { ACCESS_TEAM, ACCESS_AUD }: AccessConfig, find: FindKeys) {
  const { kid } = decode(token).header as { kid?: string }
  let keys = await find(ACCESS_TEAM, false)
  // Access changes its keys every few weeks, and signs with the new one at once.
  if (!keys.some((key) => key.kid === kid)) keys = await find(ACCESS_TEAM, true)
  return verifyWithJwks(token, {
    keys,
    allowedAlgorithms: ['RS256'],
    // A clock that is a second behind must not refuse who has just signed in.
    verification: { iss: issuerOf(ACCESS_TEAM), aud: ACCESS_AUD, iat: false },
  })
}

/** The team's address, whether the variable holds a name or the whole of it. */
function issuerOf(team: string): string {
  const host = team.replace(/^https:\/\//, '').replace(/\/+$/, '')
  return `https://${host.includes('.') ? host : `${host}.cloudflareaccess.com`}`
}

interface KeySet {
  keys: HonoJsonWebKey[]
  fetchedAt: number
}

/** The keys of each team, kept by the isolate. */
const keySets = new Map<string, KeySet>()

const tenMinutes = 600_000
/** However many unknown keys are named, Access is asked no more often. */
const halfMinute = 30_000

async function keysOf(team: string, anew: boolean): Promise<HonoJsonWebKey[]> {
  const known = keySets.get(team)
  const age = known ? Date.now() - known.fetchedAt : Number.POSITIVE_INFINITY
  if (known && age < (anew ? halfMinute : tenMinutes)) return known.keys
  const response = await fetch(`${issuerOf(team)}/cdn-cgi/access/certs`)
  if (!response.ok) throw new Error(`Access answered ${response.status} for its keys`)
  const { keys } = await response.json<{ keys: HonoJsonWebKey[] }>()
  keySets.set(team, { keys, fetchedAt: Date.now() })
  return keys
}
