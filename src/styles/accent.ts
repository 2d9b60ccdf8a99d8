/** The two grounds that text in the accent colour must be readable on. */
const grounds = { light: '#f3efe8', dark: '#23211d' }

/** WCAG 2.2 asks for 4.5 : 1 (success criterion 1.4.3); a little more, for rounding. */
const enough = 4.6

/**
 * The only style that differs from site to site: the owner's accent colour, darkened for the light
 * theme and lightened for the dark one as far as it takes to be readable.
 */
export function accentStyle(accent: string): string {
  const light = readable(accent, grounds.light, '#000000')
  const dark = readable(accent, grounds.dark, '#ffe3cc')
  return `:root{--accent-light:${light};--accent-dark:${dark}}`
}

/** `colour`, mixed with as little of `toward` as gives enough contrast on `ground`. */
function readable(colour: string, ground: string, toward: string): string {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(colour, toward, share)
    if (contrast(mixed, ground) >= enough) return mixed
  }
  return toward
}

/** The contrast ratio of two colours such as `#9a3324` (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The red, green and blue of a colour, 0 to 255. */
export function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
}

/** `share` of `b` in `a`, channel by channel. */
export function mix(a: string, b: string, share: number): string {
  const other = channels(b)
  const mixed = channels(a).map((value, index) => {
    const result = Math.round(value + ((other[index] ?? 0) - value) * share)
    return result.toString(16).padStart(2, '0')
  })
  return `#${mixed.join('')}`
}
