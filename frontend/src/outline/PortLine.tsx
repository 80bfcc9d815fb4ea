import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp, IconArrowRight, IconCornerDownRight, IconPlus } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { addStep } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { type Leads, portKey } from '../graph/outline'
import { placeName } from '../graph/placeName'
import type { Port } from '../graph/ports'
import { isTrigger } from '../graph/read'
import { useWayWords } from '../panels/usePortChoice'
import { Line, type LineFrame } from './Line'
import classes from './outline.module.css'

interface PortLineProps extends LineFrame {
  id: string
  depth: number
  port: Port
  named: boolean
  leads: Leads
  target: string | null
  /** Of the step that it leads to. */
  number: number | null
}

/** A way on from the step above: what follows it stands below, or it says where it goes. */
export const PortLine = memo(function PortLine(props: PortLineProps) {
  const { id, depth, port, named, leads, target, number, ...frame } = props
  const { t } = useTranslation('outline')
  const framed = useFrame()
  const { store } = framed
  const words = useWayWords()
  const editable = useEditor(isEditable)
  const selected = useEditor(
    (state) => state.selectedPort?.source === id && state.selectedPort.port === port.name,
  )
  const said = useLeadsWords(props)
  const Sign = leads === 'back' ? IconArrowBackUp : IconArrowRight
  const goes = leads === 'on' || leads === 'back'
  const select = () => store.getState().selectPort({ source: id, port: port.name })
  return (
    <Line
      {...frame}
      row={portKey(id, port.name)}
      kind="port"
      depth={depth}
      selected={selected}
      onFocus={(event) => event.target === event.currentTarget && select()}
      onClick={select}
    >
      <IconCornerDownRight size={15} className={classes.elbow} aria-hidden />
      {named && (
        <span className={classes.port} data-tone={port.tone}>
          {words(port)}
        </span>
      )}
      {goes && target !== null ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.leads}
          onClick={(event) => {
            event.stopPropagation()
            store.getState().reveal(target)
          }}
        >
          <Sign size={14} aria-hidden />
          <VisuallyHidden>{t(`leads.${leads}`, { step: '' })}</VisuallyHidden>
          {number !== null && <span className="num">{number}.</span>}
          <Target id={target} />
        </button>
      ) : (
        leads !== 'below' && (
          <span className={classes.leads} data-bad={leads === 'missing' || undefined}>
            {said}
          </span>
        )
      )}
      {editable && (
        <ActionIcon
          size="sm"
          tabIndex={-1}
          className={classes.add}
          title={t('port.add')}
          aria-hidden
          onClick={() => {
            select()
            void addStep.run(framed)
          }}
        >
          <IconPlus size={15} aria-hidden />
        </ActionIcon>
      )}
    </Line>
  )
})

function Target({ id }: { id: string }) {
  return <span>{useName(id)}</span>
}

function useName(id: string | null): string {
  const { kinds } = useFrame()
  return useEditor((state) => (id === null ? '' : placeName(shownDocument(state), kinds, id)))
}

function useLeadsWords({ id, leads, target, number }: PortLineProps): string {
  const { t } = useTranslation('outline')
  const name = useName(target)
  const starts = useEditor((state) => isTrigger(shownDocument(state), id))
  const step = number === null ? name : t('place.named', { n: number, name })
  if (leads === 'ends') return starts ? t('leads.nowhere') : t('leads.ends')
  return t(`leads.${leads}`, { step })
}
