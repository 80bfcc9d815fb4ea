import { useStore, ViewportPortal } from '@xyflow/react'
import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import type { Note } from '../graph/document'
import { changeNote } from '../graph/operations'
import { notesOf } from '../graph/read'
import classes from './looks.module.css'
import { useSlide } from './useSlide'

/** Sticky notes: plain text for colleagues, which the journey does not know. */
export function Notes() {
  const notes = useEditor((state) => notesOf(shownDocument(state)))
  const ids = Object.keys(notes)
  if (ids.length === 0) return null
  return (
    <ViewportPortal>
      {ids.map((id) => {
        const note = notes[id]
        return note && <StickyNote key={id} id={id} note={note} />
      })}
    </ViewportPortal>
  )
}

const STILL = { x: 0, y: 0, width: 0, height: 0 }

function StickyNote({ id, note }: { id: string; note: Note }) {
  const { t } = useTranslation('canvas')
  const editable = useEditor(isEditable)
  const selected = useEditor((state) => state.selected.includes(id))
  const select = useEditor((state) => state.select)
  const apply = useEditor((state) => state.apply)
  const [writing, setWriting] = useState(false)
  const [by, setBy] = useState(STILL)
  const change = (fields: Partial<Note>) => {
    setBy(STILL)
    apply((document) => changeNote(document, id, fields))
  }
  const slide = useSlide({
    onMove: (x, y) => setBy({ ...STILL, x, y }),
    onEnd: (x, y) => change({ x: note.x + x, y: note.y + y }),
  })
  const stretch = useSlide({
    onMove: (width, height) => setBy({ ...STILL, width, height }),
    onEnd: (width, height) => change({ width: note.width + width, height: note.height + height }),
  })
  const onClick = (event: MouseEvent) => {
    event.stopPropagation()
    select([id])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'F2') return
    event.preventDefault()
    event.stopPropagation()
    if (editable) setWriting(true)
  }
  return (
    <div
      className={classes.note}
      data-colour={note.colour}
      data-selected={selected || undefined}
      data-note={id}
      style={{
        transform: `translate(${note.x + by.x}px, ${note.y + by.y}px)`,
        width: Math.max(60, note.width + by.width),
        height: Math.max(60, note.height + by.height),
      }}
    >
      {writing ? (
        <textarea
          className={`${classes.noteText} nopan nodrag nowheel nokey`}
          defaultValue={note.text}
          aria-label={t('note.text')}
          maxLength={5000}
          // biome-ignore lint/a11y/noAutofocus: asked for by the person who writes
          autoFocus
          onBlur={(event) => {
            setWriting(false)
            const text = event.currentTarget.value
            if (text !== note.text) change({ text })
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      ) : (
        <button
          type="button"
          className={`${classes.noteText} nopan nodrag nokey`}
          aria-label={t('note.name', { text: note.text || t('note.empty') })}
          onClick={onClick}
          onDoubleClick={() => editable && setWriting(true)}
          onKeyDown={onKeyDown}
          {...(editable ? slide : {})}
        >
          {note.text || <span className={classes.noteEmpty}>{t('note.empty')}</span>}
        </button>
      )}
      {editable && selected && !writing && <NoteCorner slide={stretch} />}
    </div>
  )
}

/** As large on the screen however far away the note is. */
function NoteCorner({ slide }: { slide: ReturnType<typeof useSlide> }) {
  const zoom = useStore((state) => state.transform[2])
  return (
    <span
      className={`${classes.noteCorner} nopan nodrag nokey`}
      style={{ scale: 1 / Math.min(1, zoom) }}
      {...slide}
      aria-hidden
    />
  )
}
