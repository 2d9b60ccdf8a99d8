import { codeRanges } from './markdown-code.ts'

/** A Markdown text with its image addresses taken out: `texts` has one entry more than `addresses`. */
export interface SlottedText {
  texts: string[]
  addresses: string[]
}

const patterns = [
  /(!\[(?:[^[\]\\]|\\.|\[[^\]]*\])*\]\(\s*)(?:<([^<>\n]+)>|([^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))/dg,
  /(<img\b[^>]*?\bsrc\s*=\s*)(?:"([^"]+)"|'([^']+)')/dgi,
  /^([ ]{0,3}\[[^\]^][^\]]*\]:[ \t]*)(?:<([^<>\n]+)>|(\S+\.(?:png|jpe?g|gif|webp|avif|svg)))/dgim,
]

/** Finds the images of a Markdown text, outside of code, that `wanted` says yes to. */
export function findImageSlots(
  markdown: string,
  wanted: (address: string) => boolean,
): SlottedText {
  const code = codeRanges(markdown)
  const slots: { start: number; end: number; address: string }[] = []
  for (const pattern of patterns) {
    for (const match of markdown.matchAll(pattern)) {
      const inCode = code.some(({ start, end }) => start <= match.index && match.index < end)
      const address = match[2] ?? match[3]
      if (inCode || !address || !wanted(address)) continue
      const [start = 0] = (match[2] === undefined ? match.indices?.[3] : match.indices?.[2]) ?? []
      slots.push({ start, end: start + address.length, address })
    }
  }
  slots.sort((a, b) => a.start - b.start)
  const result: SlottedText = { texts: [], addresses: [] }
  let end = 0
  for (const slot of slots) {
    if (slot.start < end) continue
    result.texts.push(markdown.slice(end, slot.start))
    result.addresses.push(slot.address)
    end = slot.end
  }
  result.texts.push(markdown.slice(end))
  return result
}

/** The text again, with other addresses. */
export function fillSlots({ texts }: SlottedText, addresses: string[]): string {
  return texts.map((text, index) => text + (addresses[index] ?? '')).join('')
}

/**
 * The addresses that stand in `markdown` where the slots are, if it is else the same text; undefined
 * when it is another text.
 */
export function addressesIn(markdown: string, { texts }: SlottedText): string[] | undefined {
  const [first = '', ...rest] = texts
  if (!markdown.startsWith(first)) return undefined
  const addresses: string[] = []
  let position = first.length
  for (const [index, text] of rest.entries()) {
    const address = /[^\s()<>"']*/y
    address.lastIndex = position
    const found = address.exec(markdown)?.[0] ?? ''
    position += found.length
    addresses.push(found)
    if (!markdown.startsWith(text, position)) return undefined
    position += text.length
    if (index === rest.length - 1 && position !== markdown.length) return undefined
  }
  return addresses
}
