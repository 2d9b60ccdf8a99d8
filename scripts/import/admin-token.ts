import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

/** The admin token: from the environment, else from `.dev.vars` in the project's root. */
export async function findAdminToken(
  environment: Record<string, string | undefined>,
  file: string | URL = new URL('../../.dev.vars', import.meta.url),
): Promise<string | undefined> {
  if (environment.ADMIN_TOKEN) return environment.ADMIN_TOKEN
  const text = await readFile(file, 'utf8').catch(() => '')
  return parseEnv(text).ADMIN_TOKEN || undefined
}
