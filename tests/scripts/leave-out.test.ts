import { type FormatOptions, minify, type ParseOptions } from 'terser'
import { describe, expect, it } from 'vitest'
import { leaveOut, type Node } from '../../scripts/leave-out.ts'

/** `code` as terser writes its tree, once `change` had that. */
async function rewritten(code: string, change: (program: Node) => void): Promise<string> {
  const plain = { module: true, compress: false, mangle: false } as const
  const asTree = { ast: true, code: false, spidermonkey: true } as FormatOptions
  const { ast } = (await minify(code, { ...plain, format: asTree })) as { ast: Node }
  change(ast)
  const fromTree = { spidermonkey: true } as ParseOptions
  const written = await minify(ast as unknown as string, { ...plain, parse: fromTree })
  return written.code ?? ''
}

async function expectLeft(code: string, left: string) {
  expect(await rewritten(code, leaveOut)).toBe(await rewritten(left, () => {}))
}

describe('leaveOut()', () => {
  it('takes out what only documents an operation', async () => {
    const code = `operate({method:"get",path:"/a",summary:"All",query,answers:{200:{}},form},run);`
    await expectLeft(code, 'operate({method:"get",path:"/a",query},run);')
  })

  it('keeps a summary that is none of an operation', async () => {
    const code = 'save({summary:"A",answers:1});'
    await expectLeft(code, code)
  })

  it('takes descriptions out of schemas, and leaves checks', async () => {
    const functions =
      'function about(text){return{kind:"metadata",text}}function atLeast(n){return{kind:"validation",n}}'
    const code = `${functions}pipe(number,about("An id"),atLeast(1));about("alone");`
    await expectLeft(code, `${functions}pipe(number,atLeast(1));about("alone");`)
  })

  it('takes out the indexes and keys of a table', async () => {
    const code = 'table("posts",{id},t=>[index("posts_id").on(t.id)]);'
    await expectLeft(code, 'table("posts",{id});')
  })

  it('keeps a third argument that is no list of keys', async () => {
    const code = 'on("click",{once},t=>t.go());'
    await expectLeft(code, code)
  })

  it('joins the lines of SQL, outside its quotes and without comments', async () => {
    const tag = 'sql.identifier("a");'
    const code = `${tag}sql\`\n  SELECT 'a\n  \${b}\n', c\n  FROM d\`;html\`<p>\n\`;sql\`a -- b\n c\`;`
    const left = `${tag}sql\` SELECT 'a\n  \${b}\n', c FROM d\`;html\`<p>\n\`;sql\`a -- b\n c\`;`
    await expectLeft(code, left)
  })

  it('takes out what a library offers beyond colouring, unless somebody names it', async () => {
    const offer = 'api({highlight:f,highlightAuto:g,highlightAll:h});'
    await expectLeft(offer, 'api({highlight:f});')
    const named = `${offer}o.highlightAll();`
    await expectLeft(named, 'api({highlight:f,highlightAll:h});o.highlightAll();')
  })
  it('keeps what is taken apart, or whose name stands alone in a string', async () => {
    const code =
      'api({highlightAll:f,highlightAuto:g,addPlugin:h});const{highlightAll:a}=o;const n="highlightAuto addPlugin".split(" ");'
    await expectLeft(code, code)
  })

  it('holds a name within a sentence for none', async () => {
    const code = 'api({highlightAll:f});throw Error("highlightAll(): no page");'
    await expectLeft(code, 'api({});throw Error("highlightAll(): no page");')
  })
})
