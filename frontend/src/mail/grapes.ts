/** GrapesJS with its MJML plugin, without any of its panels: those around it are ours. */
import grapesjs, { type Component, type Editor } from 'grapesjs'
import mjmlModule from 'grapesjs-mjml'
import 'grapesjs/dist/css/grapes.min.css'
import { escaped, readable, unescaped, written } from './mjml'

export type { Component, Editor }

// A CommonJS module that keeps its default beside it: bundlers disagree on who unpacks it.
const mjmlPlugin = (mjmlModule as unknown as { default?: typeof mjmlModule }).default ?? mjmlModule

/** The measure of a telephone, in pixels. */
const PHONE = '377px'

const OPTIONS = {
  blocks: [],
  resetBlocks: true,
  resetStyleManager: false,
  resetDevices: false,
  useCustomTheme: false,
  overwriteExport: false,
}

/** Inside the drawing: what is selected, and an empty column that can be hit. */
const DRAWING = `
  body { margin: 0; font-family: Arial, sans-serif; }
  * { scrollbar-width: thin; }
  .gjs-selected { outline: 2px solid #4c5fd5 !important; outline-offset: -2px; }
  .gjs-hovered { outline: 1px dashed #4c5fd5 !important; outline-offset: -1px; }
`

export function makeEditor(container: HTMLElement, mjml: string): Editor {
  const editor = grapesjs.init({
    container,
    height: '100%',
    width: 'auto',
    storageManager: false,
    fromElement: false,
    noticeOnUnload: false,
    telemetry: false,
    cssIcons: '',
    panels: { defaults: [] },
    blockManager: { custom: true },
    styleManager: { custom: true },
    traitManager: { custom: true },
    layerManager: { custom: true },
    selectorManager: { custom: true },
    assetManager: { custom: true },
    deviceManager: {
      devices: [
        { id: 'desktop', name: 'desktop', width: '' },
        { id: 'phone', name: 'phone', width: PHONE },
      ],
    },
    // What is pasted or loaded runs nothing: the page's own policy forbids it too.
    parser: { optionsHtml: { allowScripts: false, allowUnsafeAttr: false, allowUnsafeAttrValue: false } },
    canvasCss: DRAWING,
    plugins: [(made: Editor) => mjmlPlugin(made, OPTIONS)],
  } as Parameters<typeof grapesjs.init>[0])
  editor.setComponents(readable(mjml))
  return editor
}

export const sourceOf = (editor: Editor): string => written(String(editor.runCommand('mjml-code')))

export function load(editor: Editor, mjml: string): void {
  editor.setComponents(readable(mjml))
}

export const typeOf = (component: Component): string => String(component.get('tagName') ?? '')

export function readValue(component: Component, name: string): string {
  if (name === 'content') return component.getInnerHTML() || String(component.get('content') ?? '')
  return unescaped(String(component.getAttributes()[name] ?? ''))
}

export function writeValue(component: Component, name: string, value: string): void {
  if (name === 'content') {
    component.set('content', '')
    component.components(value)
  } else if (value === '') component.removeAttributes(name)
  else {
    component.addAttributes({ [name]: escaped(value) })
    if (name === 'src') component.set('src', escaped(value))
  }
}

/** The nearest place around it that may hold such a block, and where in it. */
function placeFor(editor: Editor, inside: 'column' | 'body'): { into: Component; at: number } | null {
  const wanted = inside === 'column' ? ['mj-column', 'mj-hero'] : ['mj-body', 'mj-wrapper']
  let from = editor.getSelected()
  let at: number | null = null
  while (from) {
    if (wanted.includes(typeOf(from))) return { into: from, at: at ?? from.components().length }
    at = from.index() + 1
    from = from.parent()
  }
  const all = editor.getWrapper()?.findType(inside === 'column' ? 'mj-column' : 'mj-body') ?? []
  const last = all.at(-1)
  return last ? { into: last, at: last.components().length } : null
}

/** Puts a block after what is selected, else at the end, and selects it. */
export function addBlock(editor: Editor, mjml: string, inside: 'column' | 'body'): void {
  const place = placeFor(editor, inside)
  if (!place) return
  const [made] = place.into.append(mjml, { at: place.at })
  if (!made) return
  editor.select(made)
  editor.Canvas.scrollTo(made, { behavior: 'auto' })
}

export function move(component: Component, by: -1 | 1): void {
  const parent = component.parent()
  const at = component.index()
  const to = at + by
  if (!parent || to < 0 || to >= parent.components().length) return
  component.move(parent, { at: by > 0 ? to + 1 : to })
}
