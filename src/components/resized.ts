import type { Picture } from '../db/schema.ts'
import type { Settings } from '../settings.ts'

/** How images are shown, by the owner's choice. */
type Resizing = Pick<Settings, 'resizeImages'>

/** The attributes by which a browser picks an image of the right size. */
export interface Sources {
  srcset: string
  sizes: string
}

/** How wide images are shown: the longest line is 640 pixels, covers and thumbnails are cropped. */
export const shownWidths = {
  cover: '(max-width: 42rem) 100vw, 640px',
  lead: '(max-width: 44rem) 100vw, 480px',
  item: '200px',
  related: '(min-width: 64rem) 300px, 150px',
} as const

/**
 * Pixels: a thumbnail, a line of text on a phone, and twice the longest line. Few, because Cloudflare
 * counts every size of every image.
 */
const widths = [400, 800, 1280]

/** Our own files of a kind that Cloudflare reads and that is not drawn or moving. */
const resizable = /^\/media\/[\w-]+\.(?:png|jpg|webp)$/

/**
 * Addresses of an image of our own in several widths, made by Cloudflare's image transformations;
 * undefined where they are off, the size is not known, or there is nothing to gain.
 */
export function sourcesOf(
  { resizeImages }: Resizing,
  { url, width = 0 }: Picture,
  sizes: string,
): Sources | undefined {
  if (!resizeImages || width <= 400 || !resizable.test(url)) return undefined
  // One hardly smaller than the whole image is not worth a size of its own.
  const smaller = widths.filter((each) => each < width * 0.9)
  const offered = new Set([...smaller, Math.min(width, 1280)])
  const srcset = [...offered].map((each) => `${resized(url, each)} ${each}w`).join(', ')
  return { srcset, sizes }
}

function resized(url: string, width: number): string {
  // Beyond what the plan allows, Cloudflare leads to the original.
  return `/cdn-cgi/image/width=${width},format=auto,fit=scale-down,onerror=redirect${url}`
}

/**
 * Rendered article HTML with such addresses at its images. It takes what `renderMarkdown` stores:
 * attributes in double quotes, within which none stands by itself.
 */
export function withSources(resizing: Resizing, html: string): string {
  if (!resizing.resizeImages || !html.includes(' src="/media/')) return html
  return html.replace(/<img(?: [\w-]+(?:="[^"]*")?)*>/g, (image) => {
    const url = / src="([^"]*)"/.exec(image)?.[1] ?? ''
    const width = Number(/ width="(\d+)"/.exec(image)?.[1] ?? 0)
    const shown = Math.min(width, 640)
    const sources = sourcesOf(resizing, { url, width }, `(max-width: ${shown}px) 100vw, ${shown}px`)
    if (!sources) return image
    return `${image.slice(0, -1)} srcset="${sources.srcset}" sizes="${sources.sizes}">`
  })
}
