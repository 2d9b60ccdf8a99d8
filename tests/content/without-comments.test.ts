import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../src/content/without-comments.ts'

describe('withoutComments()', () => {
  it.each([
    ['a block', 'a\n\n<!-- TODO -->\n\nb', 'a\n\n\n\nb'],
    ['in a line', 'a <!-- TODO --> b', 'a  b'],
    ['several lines, blank ones too', 'a\n<!-- T\n\nO\n-->\nb', 'a\n\nb'],
    ['an empty one, which ends at once', 'a <!--> b --> c', 'a  b --> c'],
    ['in a list', '- a\n  <!-- TODO -->\n- b', '- a\n  \n- b'],
    ['in a quotation', '> <!-- T\n> O -->\n> b', '> \n> b'],
    ['in a table', '| a |\n| - |\n| <!-- T --> b |\n', '| a |\n| - |\n|  b |\n'],
    ['in HTML', '<div>\n<!-- T -->\nb\n</div>', '<div>\n\nb\n</div>'],
    ['begun in HTML that a blank line ends', '<div><!-- T\n\nO -->\n\n<div>-->c', '<div>c'],
    ['without an end', 'a\n\n<!-- T\n\nb', 'a\n\n'],
    ['without an end, in a list', '- a\n- <!-- T\n\nb', '- a\n- '],
    ['between ticks that are no code', '\\` <!-- T --> `', '\\`  `'],
    ['between ticks of other lengths', '` <!-- T --> ``', '`  ``'],
    ['between ticks of two paragraphs of a list', '- `\n\n  <!-- T -->\n\n  `', '- `\n\n  \n\n  `'],
    ['after code', '```\nx\n```\n<!-- T -->', '```\nx\n```\n'],
    [
      'after a fence that a quotation ends',
      '> ```\n> a\n\n<!-- T -->\n\n```\nx\n```',
      '> ```\n> a\n\n\n\n```\nx\n```',
    ],
    ['as a definition', 'a\n\n[//]: # (TODO)\n\nb', 'a\n\n\n\nb'],
  ])('takes a comment away: %s', (_, markdown, expected) => {
    expect(withoutComments(markdown)).toBe(expected)
  })

  it.each([
    '```html\n<!-- x -->\n```',
    '~~~~\n~~~\n<!-- x -->\n~~~~\n',
    'text\n\n    <!-- x -->\n\nmore',
    'the tag `<!-- x -->` and ``<!-- ` -->``',
    '- one\n\n  ```html\n  <!-- x -->\n  ```\n- two',
    '> ```\n> <!-- x -->\n> ```',
    'a <!-- that has no end',
    '[x]: https://e.example\n\n[x] \u{1F600}\t<!',
  ])('leaves %j as it is', (markdown) => {
    expect(withoutComments(markdown)).toBe(markdown)
  })
})
