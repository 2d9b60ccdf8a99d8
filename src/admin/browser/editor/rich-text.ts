import { gfm } from '@joplin/turndown-plugin-gfm'
import TurndownService from 'turndown'

const service = new TurndownService({
  headingStyle: 'atx',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
})
service.use(gfm)
service.remove(['script', 'style', 'noscript', 'template', 'iframe', 'object'])

/** Formatted text, as the clipboard has it, as Markdown. */
export function toMarkdown(html: string): string {
  // A parsed document runs nothing, and is what the converter reads.
  const page = new DOMParser().parseFromString(html, 'text/html')
  return service.turndown(page.body).trim()
}
