import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import '../../src/admin/api/index.ts'
import { operationKey, operations } from '../../src/admin/api/operation.ts'
import { scopes } from '../../src/admin/auth/identity.ts'
import { records } from '../../src/admin/i18n/records.ts'
import { jobNames } from '../../src/jobs/run.ts'
import { languages } from '../../src/settings.ts'
import { admin, settle } from '../site.ts'
import { ask } from './ask.ts'
import { givenPerson } from './people.ts'

async function page(path: string, language: string): Promise<string> {
  const { headers } = await givenPerson('owner')
  const Cookie = `${headers.Cookie}; inkstone-desk-language=${language}`
  return (await ask('GET', path, undefined, { ...headers, Cookie })).text()
}

describe.each(languages)('the records in %s', (language) => {
  it('have words for every write and every job', () => {
    const writes = operations.filter((operation) => operation.method !== 'get').map(operationKey)
    const unnoted = /\/(?:drafts|preview)\b/
    const names = [
      ...writes.filter((key) => !unnoted.test(key)),
      ...jobNames.map((name) => `job ${name}`),
    ]
    expect(names.filter((name) => !(name in records[language]))).toEqual([])
  })

  it('show what jobs reported in words', async () => {
    await settle()
    const { results } = await env.DB.prepare(
      'SELECT report FROM jobs WHERE report IS NOT NULL',
    ).all<{ report: string }>()
    const told = results.flatMap(({ report }) => Object.keys(JSON.parse(report)))

    const html = await page('/admin/status', language)

    expect(told.length).toBeGreaterThan(5)
    expect(told.filter((name) => !(`report ${name}` in records[language]))).toEqual([])
    expect(html).toContain(`<td>${records[language]['job warm']}</td>`)
    expect(html).not.toContain('<code>{')
  })

  it('say who did what, with the names of the API below', async () => {
    const { name, headers } = await givenPerson('editor')
    await ask('PATCH', '/api/admin/posts/37', { title: 'x' }, headers)

    const html = (await page('/admin/audit', language)).replace(/\s+/g, ' ')

    const words = records[language]
    expect(html).toContain(`<td>${name}</td><td>${words['via session']}</td>`)
    expect(html).toContain(
      `${words['PATCH /api/admin/posts/{id}']}<small>PATCH /api/admin/posts/37</small>`,
    )
    expect(html).toContain(`${words['status 404']} <small>404</small>`)
  })
})

describe('the page of tokens', () => {
  it('names scopes as its form does', async () => {
    await admin('POST', '/tokens', { name: 'All', scopes })

    expect(await page('/admin/tokens', 'zh-CN')).toContain(
      '<td>读取, 写文章, 图片, 审核评论, 分类与设置</td>',
    )
  })
})

describe('what is wrong with a field', () => {
  it.each([
    ['POST', '/posts', { markdown: 'x' }, 'title: This is missing'],
    ['POST', '/tokens', { name: ' ', scopes: ['read'] }, 'name: Must not be empty'],
    ['PATCH', '/settings', { postsPerPage: 99 }, 'postsPerPage: Must be 50 or less'],
    ['PATCH', '/settings', { postsPerPage: 0 }, 'postsPerPage: Must be 1 or more'],
    ['PATCH', '/settings', { postsPerPage: 1.5 }, 'postsPerPage: Must be a whole number'],
    ['PATCH', '/settings', { title: 'x'.repeat(121) }, 'title: Must have at most 120 characters'],
    [
      'POST',
      '/people',
      { name: 'A', role: 'author', email: 'a' },
      'email: Must be an e-mail address',
    ],
    [
      'POST',
      '/people',
      { name: 'A', role: 'king' },
      'role: Must be ("author" | "editor" | "owner"), not "king"',
    ],
    ['PATCH', '/settings', { comments: 'yes' }, 'comments: Must be boolean, not "yes"'],
  ])('is told by %s %s %j', async (method, path, body, detail) => {
    const response = await admin(method, path, body)

    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ detail })
  })
})
