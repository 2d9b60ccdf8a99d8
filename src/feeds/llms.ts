import type { Summary } from '../db/summaries.ts'
import type { View } from '../pages/view.ts'
import { absolute, archivePath, markdownPath } from '../urls.ts'

/** A map of the site for language models, in Markdown (https://llmstxt.org). */
export function llmsText({ settings, origin, text }: View, posts: Summary[]): string {
  const lines = posts.map(({ id, title, excerpt }) => {
    const address = absolute(origin, markdownPath(id))
    return `- [${title.replace(/[[\]]/g, '')}](${address}): ${excerpt.replace(/\s+/g, ' ')}`
  })
  return [
    `# ${settings.title}`,
    ...(settings.description ? [`> ${settings.description}`] : []),
    `## ${text.newest}`,
    lines.join('\n') || text.empty,
    '## Optional',
    [
      `- [${text.archive}](${absolute(origin, archivePath())})`,
      `- [${text.feed}](${absolute(origin, '/feed.json')})`,
      `- [Sitemap](${absolute(origin, '/sitemap.xml')})`,
    ].join('\n'),
    '',
  ].join('\n\n')
}
