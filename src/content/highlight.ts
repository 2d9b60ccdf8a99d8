import type { Element, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import bash from 'highlight.js/lib/languages/bash'
import cpp from 'highlight.js/lib/languages/cpp'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import { visit } from 'unist-util-visit'
import { css } from './css-grammar.ts'

let highlighter: ReturnType<typeof createLowlight> | undefined

/** Made when first asked for: a Worker that only serves readers starts without the grammars. */
function lowlight() {
  if (highlighter) return highlighter
  highlighter = createLowlight({
    ...{ bash, cpp, css, diff, go, ini, java, javascript, json, php, python, rust, sql },
    ...{ typescript, xml, yaml },
  })
  // The grammar of C++ knows all of C but a few of its newest keywords.
  highlighter.registerAlias({ cpp: ['c', 'h'] })
  return highlighter
}

/** Beyond this many characters a block stays plain: a grammar may take a second over it. */
const longestHighlighted = 40_000

/** Colours the code blocks of `tree` whose language is known, in place. */
export function highlightCode(tree: Root) {
  visit(tree, { tagName: 'pre' }, (pre) => {
    const code = pre.children.find((child): child is Element => child.type === 'element')
    if (code?.tagName !== 'code') return
    const language = languageOf(code)
    if (!language || !lowlight().registered(language)) return
    const source = textOf(code)
    if (source.length > longestHighlighted) return
    code.children = lowlight().highlight(language, source, { prefix: 'h-' }).children as Element[]
  })
}

function languageOf(code: Element): string | undefined {
  const names = code.properties.className
  if (!Array.isArray(names)) return undefined
  const name = names.find((item) => typeof item === 'string' && item.startsWith('language-'))
  return typeof name === 'string' ? name.slice('language-'.length).toLowerCase() : undefined
}
