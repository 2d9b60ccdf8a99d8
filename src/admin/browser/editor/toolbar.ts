import type { EditorView } from '@codemirror/view'
import { the } from '../elements.ts'
import { upload } from '../upload.ts'
import { formats } from './format.ts'
import { chooseImage } from './library.ts'
import { insertImage, insertImages } from './paste.ts'

/** The buttons above the text, and those that choose the cover. */
export function toolbar(options: {
  view: EditorView
  full: () => void
  setCover: (url: string) => void
}) {
  const { view, full, setCover } = options
  const imageFile = the<HTMLInputElement>('image-file')
  let imageFor: 'text' | 'cover' = 'text'

  function pickFile(use: typeof imageFor) {
    imageFor = use
    imageFile.click()
  }

  imageFile.addEventListener('change', async () => {
    const files = [...(imageFile.files ?? [])]
    imageFile.value = ''
    if (imageFor === 'text') return insertImages(view, files)
    const [file] = files
    const done = file && (await upload(file, the('uploads')))
    if (done) setCover(done.url)
  })

  async function insertFromLibrary() {
    const file = await chooseImage()
    if (file) insertImage(view, file)
  }

  const bar = document.querySelector<HTMLElement>('.toolbar')
  bar?.addEventListener('keydown', moveInToolbar)
  bar?.addEventListener('click', (event) => {
    const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
    if (tool === 'full') full()
    else if (tool === 'image' && event.shiftKey) insertFromLibrary()
    else if (tool === 'image') pickFile('text')
    else if (tool) {
      formats[tool]?.(view)
      if (tool !== 'link') view.focus()
    }
  })
  the('upload-cover').addEventListener('click', () => pickFile('cover'))
  the('choose-cover').addEventListener('click', async () => {
    const file = await chooseImage()
    if (file) setCover(file.url)
  })
}

/** Arrow keys move along the buttons above the text, as a toolbar's should. */
function moveInToolbar(event: KeyboardEvent) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!by) return
  const tools = [...document.querySelectorAll<HTMLElement>('[data-tool]')]
  const here = tools.indexOf(document.activeElement as HTMLElement)
  const next = tools[(here + by + tools.length) % tools.length]
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1
  next?.focus()
}
