import { channels, mix } from '../styles/accent.ts'

/** The least size that other sites show as a large card: drawing more would cost four times this. */
const width = 600
const height = 315

/** Colours of the picture; each pixel names one by four bits. */
const shades = 16

/** A picture of indexed colours: two pixels a byte, each row led by its filter type (0, none). */
export interface IndexedImage {
  width: number
  height: number
  /** Red, green, blue of each colour. */
  palette: number[]
  rows: Uint8Array
}

/**
 * Draws mountains in the mist, each range paler than the one before it, below a sun in the accent
 * colour: a picture for posts that have none. The same `seed` always gives the same picture.
 */
export function landscape(seed: number, accent: string): IndexedImage {
  const random = generator(seed)
  const ranges = Array.from({ length: 6 }, (_, depth) => ridge(random, depth))
  const sun = { x: 120 + random() * 360, y: 65 + random() * 45, radius: 23 + random() * 13 }
  const bytesPerRow = width / 2 + 1
  const rows = new Uint8Array(bytesPerRow * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = colourAt(x, y)
      const at = y * bytesPerRow + 1 + (x >> 1)
      rows[at] = (rows[at] ?? 0) | (x & 1 ? index : index << 4)
    }
  }
  return { width, height, palette: palette(accent), rows }

  function colourAt(x: number, y: number): number {
    for (let depth = ranges.length - 1; depth >= 0; depth--) {
      const top = ranges[depth]?.[x] ?? height
      if (y >= top) return 4 + depth * 2 + (y - top > 35 + depth * 4 ? 0 : 1)
    }
    const fromSun = ((x - sun.x) ** 2 + (y - sun.y) ** 2) / sun.radius ** 2
    return fromSun <= 1 ? 3 : fromSun <= 1.7 ? 2 : fromSun <= 3 ? 1 : 0
  }
}

/** The height of a range at each column: waves that become longer and calmer with distance. */
function ridge(random: () => number, depth: number): number[] {
  const base = 125 + depth * 31
  const waves = Array.from({ length: 4 }, (_, order) => ({
    length: (260 - depth * 20) / (order * 1.9 + 1),
    height: (31 - depth * 2) / (order * order + 1),
    phase: random() * Math.PI * 2,
  }))
  return Array.from({ length: width }, (_, x) =>
    Math.round(
      waves.reduce(
        (y, wave) => y - wave.height * Math.sin((x / wave.length) * Math.PI + wave.phase),
        base,
      ),
    ),
  )
}

/** Sky, glow, sun, and for each range its mist and its crest, from pale to ink. */
function palette(accent: string): number[] {
  const paper = '#f6f1e6'
  const ink = mix('#1d2226', accent, 0.12)
  const sky = [paper, mix(paper, accent, 0.05), mix(paper, accent, 0.12), accent]
  const ranges = Array.from({ length: 6 }, (_, depth) => {
    const crest = mix(paper, ink, 0.16 + depth * 0.15)
    return [mix(crest, paper, 0.32), crest]
  })
  return [...sky, ...ranges.flat()].slice(0, shades).flatMap(channels)
}

/** A small generator of numbers from 0 to 1 (mulberry32): repeatable, which Math.random is not. */
function generator(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}
