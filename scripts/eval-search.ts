// `npm run eval:search -- FILE.jsonl…`: scores search on corpora, through the code that serves readers.
import { basename } from 'node:path'
import { readCorpus } from './eval/corpus.ts'
import { evaluateSearch } from './eval/search.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('Usage: npm run eval:search -- FILE.jsonl…')
  process.exit(2)
}
const corpora = await Promise.all(files.map(readCorpus)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(2)
})
for (const [index, corpus] of corpora.entries()) {
  console.log(`\n${basename(files[index] ?? '')}`)
  const scores = await evaluateSearch(corpus)
  const width = Math.max(...Object.keys(scores).map((name) => name.length))
  for (const [name, value] of Object.entries(scores))
    console.log(`  ${name.padEnd(width)}  ${value}`)
}
