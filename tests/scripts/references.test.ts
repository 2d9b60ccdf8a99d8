import { readFileSync } from 'node:fs'
import { DecodingMode as TheirMode, HtmlEntityDecoder as Theirs } from 'entities/decode'
import { describe, expect, it } from 'vitest'
import { referencesFile, referencesModule } from '../../scripts/build-references.ts'
import { DecodingMode, HtmlEntityDecoder } from '../../src/content/references.ts'
import { table } from '../../src/content/references-table.ts'

const names = table.split(';').flatMap((entry) => entry.split(' ')[0]?.split(',') ?? [])
const bare = names.map((name) => name.replace('!', ''))

const afterwards = ['', ';', ' ', '=', '&', '<', '"', '1', 'a', 'Z', 'a;', '中', '\0']

interface Decoder<Mode> {
  startEntity(mode: Mode): void
  write(input: string, offset: number): number
  end?(): number
}

type Emit = (code: number, length: number) => void

/** The text that a decoder emits for the reference at the start of `input`, and all its lengths. */
function decoded<Mode>(make: (emit: Emit) => Decoder<Mode>, mode: Mode, input: string): string {
  let text = ''
  const lengths = new Set<number>()
  const decoder = make((code, length) => {
    text += String.fromCodePoint(code)
    lengths.add(length)
  })
  decoder.startEntity(mode)
  const written = decoder.write(input, 1)
  const length = written < 0 ? decoder.end?.() : written
  return JSON.stringify({ text, lengths: [...lengths], length })
}

function differences(inputs: string[]) {
  return (['Legacy', 'Attribute'] as const).flatMap((mode) =>
    inputs
      .map((input) => ({
        input,
        ours: decoded((emit) => new HtmlEntityDecoder(emit), DecodingMode[mode], input),
        theirs: decoded((emit) => new Theirs(emit), TheirMode[mode], input),
      }))
      .filter(({ ours, theirs }) => ours !== theirs),
  )
}

describe('the table of references', () => {
  it('is what the script makes of the standard', () => {
    expect(readFileSync(referencesFile, 'utf8')).toBe(referencesModule())
  })

  it('has all names: 2125 with a semicolon, 106 of them without as well', () => {
    expect(new Set(bare).size).toBe(2125)
    expect(names.filter((name) => name.endsWith('!'))).toHaveLength(106)
  })
})

describe('HtmlEntityDecoder', () => {
  it('decodes every name as the package does that it stands for, whatever comes after', () => {
    const inputs = bare.flatMap((name) => afterwards.map((after) => `&${name}${after}`))
    expect(differences(inputs)).toEqual([])
  })

  it('leaves what is no name as it does', () => {
    const inputs = bare.flatMap((name) => [
      ...[`&${name.slice(0, -1)};`, `&${name.slice(1)};`, `&x${name};`, `&${name}${name};`],
      ...[`&${name.toUpperCase()};`, `&${name.toLowerCase()}`, `&${name.slice(0, 3)} `],
    ])
    expect(
      differences([...inputs, '&', '&;', '&&amp;', '& amp;', '&中;', '&constructor;']),
    ).toEqual([])
  })

  it('decodes every number as it does', () => {
    const codes = [...Array(0x500).keys(), 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffd, 0xffff, 0x1f600]
    const inputs = [...codes, 0x10ffff, 0x110000, 2 ** 40].flatMap((code) =>
      ['', ';', 'g', 'F', ' '].flatMap((after) => [
        ...[`&#${code}${after}`, `&#x${code.toString(16)}${after}`],
        `&#X${code.toString(16).toUpperCase()}${after}`,
      ]),
    )
    const odd = [
      '&#',
      '&#;',
      '&#x',
      '&#x;',
      '&#xg',
      '&#a',
      `&#${'9'.repeat(400)};`,
      '&#-1;',
      '&#00;',
    ]
    expect(differences([...inputs, ...odd])).toEqual([])
  })
})
