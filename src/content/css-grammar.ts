import type { HLJSApi, Language } from 'highlight.js'

/**
 * CSS for highlight.js by its shape alone. The package's own grammar tells properties, tags and
 * pseudo-classes by lists of their names, which weigh more than any other language and are never
 * complete.
 */
export function css(hljs: HLJSApi): Language {
  const strings = [hljs.APOS_STRING_MODE, hljs.QUOTE_STRING_MODE]
  const number = {
    scope: 'number',
    begin: /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|[a-z]{1,5}\b)?/,
    relevance: 0,
  }
  const url = {
    begin: /\burl\(/,
    end: /\)/,
    keywords: { built_in: 'url' },
    contains: [...strings, { scope: 'string', begin: /[^\s)'"]+/ }],
  }
  const value = {
    end: /[;}]/,
    contains: [
      hljs.C_BLOCK_COMMENT_MODE,
      { scope: 'number', begin: /#[0-9a-f]{3,8}\b/ },
      { scope: 'number', begin: /\bu\+[\da-f?]+(?:-[\da-f]+)?/ },
      { scope: 'meta', begin: /!\s*important\b/ },
      // Names may have digits, which are no numbers.
      { scope: 'attr', begin: /--[\w-]+/ },
      url,
      { scope: 'built_in', begin: /[a-z-][\w-]{0,60}(?=\()/ },
      { begin: /[a-z_][\w-]*/ },
      number,
      ...strings,
    ],
  }
  return {
    name: 'CSS',
    case_insensitive: true,
    contains: [
      hljs.C_BLOCK_COMMENT_MODE,
      // A declaration ends with a semicolon or its block; what a brace follows is a selector.
      { scope: 'attr', begin: /--[\w-]{1,100}(?=\s*:)/, starts: value },
      { scope: 'attribute', begin: /[a-z-]{1,60}(?=\s*:[^;{}]{0,500}(?:[;}]|$))/, starts: value },
      {
        begin: /@[a-z-]+/,
        beginScope: 'keyword',
        end: /(?=[{;])/,
        contains: [
          { scope: 'keyword', begin: /\b(?:and|or|not|only|from|to|layer)\b/ },
          { scope: 'attribute', begin: /[a-z-]{1,60}(?=\s*[:<>=])/ },
          ...strings,
          url,
          number,
        ],
      },
      { scope: 'selector-id', begin: /#[\w-]+/ },
      { scope: 'selector-class', begin: /\.[a-z_-][\w-]*/ },
      { scope: 'selector-attr', begin: /\[/, end: /\]/, contains: strings },
      { scope: 'selector-pseudo', begin: /::?[a-z-]+/ },
      { scope: 'selector-tag', begin: /[a-z][\w-]*|&/ },
      number,
    ],
  }
}
