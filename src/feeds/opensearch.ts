import type { View } from '../pages/view.ts'
import { absolute, homePath } from '../urls.ts'
import { element, xmlText } from './xml.ts'

/**
 * Tells browsers how to search the site
 * (https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md).
 */
export function openSearch({ settings, origin }: View): string {
  const page = absolute(origin, `${homePath}search?q={searchTerms}`)
  // The draft allows 16 characters of short name and 1,024 of description.
  const name = [...settings.title].slice(0, 16).join('')
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">${element('ShortName', name)}${element('Description', settings.description || settings.title)}<InputEncoding>UTF-8</InputEncoding><Language>${settings.language}</Language><Url type="text/html" template="${xmlText(page)}"/><Url type="application/opensearchdescription+xml" rel="self" template="${xmlText(absolute(origin, '/opensearch.xml'))}"/></OpenSearchDescription>
`
}
