export interface Arguments {
  positional: string[]
  named: Record<string, string>
}

const argument =
  /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"`]\S*))/g

/** Reads the arguments of a shortcode: words, quoted text, and `name="value"` pairs. */
export function readArguments(text: string): Arguments {
  const read: Arguments = { positional: [], named: {} }
  for (const [, name, double, single, raw, word] of text.matchAll(argument)) {
    const quoted = (double ?? single)?.replace(/\\(["'\\])/g, '$1')
    const value = quoted ?? raw ?? word ?? ''
    if (name) read.named[name.toLowerCase()] = value
    else read.positional.push(value)
  }
  return read
}
