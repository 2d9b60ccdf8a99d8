import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'inkstone-eval-'))

function evaluate(...lines: string[]) {
  const file = join(folder, `${lines.length}.jsonl`)
  writeFileSync(file, lines.join('\n'))
  const run = spawnSync(process.execPath, ['scripts/eval-search.ts', file], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

describe('npm run eval:search', () => {
  it('scores a corpus through the code that serves readers', () => {
    const { status, out } = evaluate(
      JSON.stringify({ externalId: 'a', title: '绿茶', markdown: '绿茶的水温要低，杀青要快。' }),
      JSON.stringify({
        externalId: 'b',
        title: '网络攻击',
        markdown: '小米回应车主遭遇网络攻击事件。',
      }),
    )

    expect(status).toBe(0)
    expect(out).toMatch(/2 Han characters: recall +1\.0000/)
    expect(out).toMatch(/2 Han characters, asked in traditional: recall +1\.0000/)
    expect(out).toMatch(/recall of trigram on the raw text +0\.0000/)
    expect(out).toMatch(/MRR@20 +1\.0000/)
  })

  it('refuses what is no corpus, naming the line', () => {
    const { status, err } = evaluate('{"title":"x","markdown":"y"}', 'no JSON', '{}')

    expect(status).toBe(2)
    expect(err).toContain('3.jsonl:2: Not valid JSON')
  })
})
