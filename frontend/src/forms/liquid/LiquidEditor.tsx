import { Compartment, EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useLayoutEffect, useRef } from 'react'
import classes from '../forms.module.css'
import { setBrokenLine } from './brokenLine'
import type { Known } from './completion'
import { extensions } from './extensions'
import type { Cursor } from './PlainText'

export interface LiquidEditorProps {
  value: string
  onChange: (text: string) => void
  onBlur: () => void
  label: string
  /** A page of HTML; else one line of text. */
  page: boolean
  known: Known
  disabled: boolean
  invalid: boolean
  brokenLine: number | null
  /** Gives out what puts a piece of text at the cursor. */
  onReady: (insert: (piece: string) => void) => void
}

const fixed = new Compartment()
const locked = (disabled: boolean) => [EditorState.readOnly.of(disabled), EditorView.editable.of(!disabled)]

/** CodeMirror with Liquid over HTML; what it holds is the value, and a change from outside replaces it. */
export default function LiquidEditor(props: LiquidEditorProps & { taken: () => Cursor | null }) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const now = useRef(props)
  now.current = props
  const { value, label, page, disabled, brokenLine } = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is read from `now`
  useLayoutEffect(() => {
    if (!box.current) return
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: now.current.value,
        extensions: [
          ...extensions({ label, page, known: () => now.current.known }),
          fixed.of(locked(disabled)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              const text = update.state.doc.toString()
              if (text !== now.current.value) now.current.onChange(text)
            }
            if (update.focusChanged && !update.view.hasFocus) now.current.onBlur()
          }),
        ],
      }),
    })
    view.current = made
    now.current.onReady((piece) => {
      made.dispatch(made.state.replaceSelection(piece))
      made.focus()
    })
    const cursor = now.current.taken()
    if (cursor) {
      const within = (at: number) => Math.min(at, made.state.doc.length)
      made.dispatch({ selection: { anchor: within(cursor.from), head: within(cursor.to) } })
      made.focus()
    }
    return () => {
      view.current = null
      made.destroy()
    }
  }, [label, page])

  useEffect(() => {
    const shown = view.current?.state.doc.toString()
    if (view.current && shown !== value) {
      view.current.dispatch({ changes: { from: 0, to: shown?.length ?? 0, insert: value } })
    }
  }, [value])
  useEffect(() => {
    view.current?.dispatch({ effects: fixed.reconfigure(locked(disabled)) })
  }, [disabled])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark is set anew when the text is
  useEffect(() => {
    view.current?.dispatch({ effects: setBrokenLine.of(brokenLine) })
  }, [brokenLine, value])

  return (
    <div
      ref={box}
      className={classes.editor}
      data-page={page || undefined}
      data-invalid={props.invalid || undefined}
      data-disabled={disabled || undefined}
    />
  )
}
