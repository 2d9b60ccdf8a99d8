import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { standIns, variantsFile, variantsModule } from '../../scripts/build-variants.ts'
import { unifyVariants } from '../../src/related/variants.ts'

describe('the table of variants', () => {
  it('is what OpenCC’s tables make', () => {
    expect(readFileSync(variantsFile, 'utf8')).toBe(variantsModule())
  })

  it('knows every pair of them', () => {
    const lost = standIns().filter(([from, to]) => unifyVariants(from) !== to)
    expect(lost).toEqual([])
  })

  it('gives one form to all forms of a character, those beyond 16 bits too', () => {
    expect(unifyVariants('網絡與裏裡，𡞱')).toBe(unifyVariants('网络与里里，㜢'))
    expect(unifyVariants('a茶')).toBe('a茶')
  })
})
