import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyCanvas } from '../canvas/EmptyCanvas'
import { useEditor } from '../editor/context'
import { shownDocument } from '../editor/store'
import type { OutlineRow } from '../graph/outline'
import { placesOf } from '../graph/read'
import { OutlineHead } from './OutlineHead'
import { OutlineTree } from './OutlineTree'
import classes from './outline.module.css'
import { useOutline } from './useOutline'
import { useOutlineKeys } from './useOutlineKeys'
import { useOutlineViewport } from './useOutlineViewport'
import { useRoving } from './useRoving'

/** The graph as a list: the same selection, the same commands, read from the top down. */
export function Outline() {
  const { t } = useTranslation('outline')
  const { outline } = useOutline()
  const layer = useEditor((state) => state.layer)
  const empty = useEditor((state) => placesOf(shownDocument(state)).length === 0)
  const frame = useRef<HTMLElement>(null)
  const sections: [name: 'triggers' | 'steps' | 'unreached', rows: OutlineRow[]][] = [
    ['triggers', outline.triggers],
    ['steps', outline.steps],
    ['unreached', outline.unreached],
  ]
  const rows = sections.flatMap(([, inside]) => inside)
  const roving = useRoving(rows)
  useOutlineViewport(frame)
  const onKeyDown = useOutlineKeys(rows, roving, frame)
  return (
    <section
      ref={frame}
      className={classes.outline}
      data-layer={layer}
      aria-label={t('title')}
      onKeyDown={onKeyDown}
    >
      {empty && layer === 'draft' ? (
        <EmptyCanvas />
      ) : (
        <div className={classes.sheet}>
          <OutlineHead />
          {sections
            .filter(([, inside]) => inside.length > 0)
            .map(([name, inside]) => (
              <OutlineTree key={name} name={name} rows={inside} numbers={outline.numbers} at={roving.at} />
            ))}
        </div>
      )}
    </section>
  )
}
