import { describe, expect, it } from 'vitest'
import { expandShortcodes } from '../../scripts/import/shortcodes.ts'

describe('expandShortcodes() with Hugo shortcodes', () => {
  it.each([
    ['{{< figure src="a.png" alt="Alt" caption="Cap" >}}', '![Alt](a.png "Cap")'],
    ['{{< img src="a b.png" >}}', '![](<a b.png>)'],
    ['{{% figure src="a.png" title=\'T\' %}}', '![T](a.png "T")'],
    ['{{< legacy-img-right src="2014/a.jpg" alt="x [1]" >}}', '![x \\[1\\]](2014/a.jpg)'],
    ['{{< anything src="a.webp" />}}', '![](a.webp)'],
    ['{{< youtube abc_-1 >}}', '<https://www.youtube.com/watch?v=abc_-1>'],
    ['{{< youtube id="abc" title="A film">}}', '[A film](https://www.youtube.com/watch?v=abc)'],
    ['{{< gist ann 123 >}}', '<https://gist.github.com/ann/123>'],
    ['{{< tweet user="ann" id="12" >}}', '<https://twitter.com/ann/status/12>'],
    ['[a]({{< ref "/topics/tea" >}} "Tea")', '[a](/topics/tea "Tea")'],
    ['[a]({{< relref "posts/2020-01-02-Tea.md#hot" >}})', '[a](/Tea#hot)'],
    ['[a]({{< ref path="tea/_index.md" >}})', '[a](tea/)'],
    ['a{{< unknown "x" y=1 >}}b{{< unknown/too />}}c', 'abc'],
    ['{{< note kind="x" >}}Inner *text*{{< /note >}}', 'Inner *text*'],
    ['{{% a %}}x{{< b >}}y{{< c >}}{{< /b >}}z{{% /a %}}', 'xyz'],
    ['stray {{< /box >}} end', 'stray  end'],
    ['{{</* figure src="a.png" */>}}', '{{< figure src="a.png" >}}'],
    ['{{< quote-block text="Drink." cite="Ann" >}}', '\n> Drink.\n>\n> — Ann\n'],
    [
      '{{< highlight go "x=1" >}}\n{{< ref "a" >}}\n{{< /highlight >}}',
      '\n```go\n{{< ref "a" >}}\n```\n',
    ],
    ['{{ .Title }} and {{no}}', '{{ .Title }} and {{no}}'],
  ])('turns %s into plain Markdown', (source, markdown) => {
    expect(expandShortcodes(source)).toBe(markdown)
  })

  it('does not run past a quote that is not closed', () => {
    const source = '{{< ref "open >}} text\n\n{{< ref "b" >}}'
    expect(expandShortcodes(source)).toBe('{{< ref "open >}} text\n\nb')
  })
})

describe('expandShortcodes() with Hexo tags', () => {
  it.each([
    ['{% codeblock A title lang:js %}\na()\n{% endcodeblock %}', '\n```js\na()\n```\n'],
    ['{% codeblock %}\n```\n{% endcodeblock %}', '\n````\n```\n````\n'],
    [
      '{% blockquote Ann, A Book %}\nOne\n\nTwo\n{% endblockquote %}',
      '\n> One\n>\n> Two\n>\n> — Ann, A Book\n',
    ],
    [
      '{% blockquote Ann https://a.example A page %}\nOne\n{% endblockquote %}',
      '\n> One\n>\n> — Ann, [A page](https://a.example)\n',
    ],
    ['{% pullquote right %}\nOne\n{% endpullquote %}', '\n> One\n'],
    ['{% img left big /a.png 350 150 "Title \'Alt\'" %}', '![Alt](/a.png "Title")'],
    ['{% asset_img a.png A title %}', '![title](a.png "A")'],
    ['{% youtube abc %}', '<https://www.youtube.com/watch?v=abc>'],
    ['{% vimeo 123 %}', '<https://vimeo.com/123>'],
    ['{% link Tea https://a.example/?a=1&b=2 true %}', '[Tea](https://a.example/?a=1&b=2)'],
    ["{% post_link green-tea 'Green tea' %}", '[Green tea](/green-tea)'],
    ['[a]({% post_url 2020-01-02-tea %})', '[a](/tea)'],
    ['{% raw %}{{ x }} {% y %}{% endraw %}', '{{ x }} {% y %}'],
    ['a{% jsfiddle abc %}', 'a<https://jsfiddle.net/abc/>'],
    ['{% tabs One %}Inner{% endtabs %}', 'Inner'],
    ['a{% unknown x "y" %}b', 'ab'],
    ['{% highlight ruby %}\nx\n{% endhighlight %}', '\n```ruby\nx\n```\n'],
    ['50{% of it', '50{% of it'],
  ])('turns %s into plain Markdown', (source, markdown) => {
    expect(expandShortcodes(source)).toBe(markdown)
  })
})

describe('expandShortcodes() and code', () => {
  it.each([
    '```\n{{< ref "a" >}}\n{% raw %}\n```',
    '  ~~~~ html\n{{< ref "a" >}}\n~~~\n{% raw %}\n~~~~',
    '> ```\n> {{< ref "a" >}}\n> ```',
    '- ```\n  {% youtube a %}\n  ```',
    'Write `{{< ref "a" >}}` or ``{% raw %} ` ``.',
    'text\n```\n{{< ref "a" >}} in a fence that never closes',
  ])('leaves %j alone', (source) => {
    expect(expandShortcodes(source)).toBe(source)
  })

  it('goes on after code', () => {
    const source = '```\n{{< a >}}\n```\n{{< a >}}x `{% a %}` {% a %}y ` z {% a %}'
    expect(expandShortcodes(source)).toBe('```\n{{< a >}}\n```\nx `{% a %}` y ` z ')
  })

  it('keeps the code inside a pair', () => {
    const source = '{{< note >}}\n```\n{{< /note >}}\n```\n{{< /note >}}'
    expect(expandShortcodes(source)).toBe('\n```\n{{< /note >}}\n```\n')
  })

  it('takes a long text in little time', () => {
    const source = `${'{{< a "x >}} ` {% b "'.repeat(5000)}\n${'`'.repeat(5000)}`
    const began = performance.now()
    expandShortcodes(source)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
