import { type ChangeEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import classes from '../forms.module.css'
import type { LiquidEditorProps } from './LiquidEditor'

/** Where the cursor is in a field that gives way to another; null while it has no focus. */
export interface Cursor {
  from: number
  to: number
}

type PlainTextProps = LiquidEditorProps & { left: RefObject<Cursor | null> }
type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * Stands in for the editor of Liquid until its code is there, or where it cannot be had: the same name, text
 * and place, so that whoever comes by Tab or begins to write loses nothing.
 */
export function PlainText({ value, onChange, onBlur, onReady, left, ...look }: PlainTextProps) {
  const { label, page, disabled, invalid } = look
  const field = useRef<Field>(null)
  useLayoutEffect(() => {
    const here = field.current
    return () => {
      if (!here || document.activeElement !== here) return
      const length = here.value.length
      left.current = { from: here.selectionStart ?? length, to: here.selectionEnd ?? length }
    }
  }, [left])
  const put = useRef((_piece: string) => {})
  put.current = (piece) => {
    const here = field.current
    if (!here) return
    here.setRangeText(piece, here.selectionStart ?? 0, here.selectionEnd ?? 0, 'end')
    onChange(here.value)
    here.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: given out once
  useLayoutEffect(() => onReady((piece) => put.current(piece)), [])
  const all = {
    className: classes.plain,
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    value,
    disabled,
    onBlur,
    onChange: (event: ChangeEvent<Field>) => onChange(event.currentTarget.value),
  }
  return (
    <div
      className={classes.editor}
      data-page={page || undefined}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
    >
      {page ? (
        <textarea {...all} ref={field as RefObject<HTMLTextAreaElement>} />
      ) : (
        <input {...all} ref={field as RefObject<HTMLInputElement>} type="text" />
      )}
    </div>
  )
}
