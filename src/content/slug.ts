/** How long a slug may be, in UTF-16 units: it must fit a URL when percent-encoded three times over. */
export const maxSlugLength = 120

/**
 * Makes a slug of `text`: letters and digits of any script in lower case, everything else one `-`.
 * Empty when `text` has neither.
 */
export function slugify(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, maxSlugLength)
    .replace(/^-+|[-\p{Cs}]+$/gu, '')
}

/** What a numbered slug keeps of `slug`: room is left for `-` and any number. */
export function slugStem(slug: string): string {
  return slug.slice(0, maxSlugLength - 16).replace(/[-\p{Cs}]+$/u, '')
}

/** Whether `slug` is one that {@link slugify} leaves as it is; `_`, `.` and `~` may stand inside. */
export function isSlug(slug: string): boolean {
  return (
    slug.length <= maxSlugLength &&
    slug === slug.normalize('NFC') &&
    !/\.(?:html?|md|xml|json|txt)$/.test(slug) &&
    /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\-_.~]*[\p{L}\p{N}\p{M}])?$/u.test(slug)
  )
}
