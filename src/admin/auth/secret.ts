import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What every API token begins with: a guess without it is not looked up. */
export const tokenPrefix = 'ink_'

/** A random secret of 256 bits, after a prefix that says what it is for. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/**
 * What is stored of a secret. A plain hash is enough, and cheap: nobody guesses 256 random bits,
 * however fast the hash.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** A code people can copy by hand: 100 bits in groups, without letters that look alike. */
export function newCode(): string {
  const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'
  const letters = [...randomBytes(20)].map((byte) => alphabet[byte % 32]).join('')
  return letters.replace(/.{5}(?=.)/g, '$&-')
}

/** The hash of a code as people type it: case, spaces and hyphens do not matter. */
export function hashCode(code: string): string {
  return hashSecret(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}

/** Compares in a time that does not tell how much was right. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)))
}
