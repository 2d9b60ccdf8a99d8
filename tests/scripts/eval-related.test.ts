import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'inkstone-eval-'))

/** What is said of a corpus; of a file that is missing where there are no lines. */
function evaluate(...lines: string[]) {
  const file = join(folder, `${lines.length}.jsonl`)
  if (lines.length > 0) writeFileSync(file, lines.join('\n'))
  const { status, stderr } = spawnSync(process.execPath, ['scripts/eval-related.ts', file], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, lines: stderr.trim().split('\n') }
}

describe('npm run eval:related', () => {
  const post = '{"externalId":"a","title":"x","markdown":"y"}'

  it.each([
    ['a line that is no JSON', [post, 'no JSON'], /2\.jsonl:2 is not a post: /],
    [
      'a line without a title',
      [post, post, '{"externalId":"b"}'],
      /3\.jsonl:3 is not a post: title/,
    ],
    ['a single post', [post], /1\.jsonl has 1 posts; give it two or more/],
    ['a file that is not there', [], /no such file.*0\.jsonl/],
  ])('refuses %s in one line', (_name, corpus, said) => {
    const { status, lines } = evaluate(...corpus)

    expect(status).toBe(2)
    expect(lines).toEqual([expect.stringMatching(said)])
  })
})
