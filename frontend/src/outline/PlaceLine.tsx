import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle, IconPlus } from '@tabler/icons-react'
import { type FocusEvent, type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMarks } from '../canvas/marks'
import { addStep } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { PeersAt, usePeerWords } from '../editor/PeersAt'
import { isEditable, shownDocument } from '../editor/store'
import { severityOf } from '../graph/document'
import { foundPlace } from '../graph/findPlace'
import { placeKey } from '../graph/outline'
import { summaryOf } from '../graph/ports'
import { kindOf, place } from '../graph/read'
import { StepIcon } from '../steps/StepIcon'
import { Line, type LineFrame } from './Line'
import classes from './outline.module.css'
import { StandingHere } from './StandingHere'

interface PlaceLineProps extends LineFrame {
  id: string
  depth: number
  number: number | null
  ways: number
}

/** A trigger or step: its number, what it is, what it does, and what is wrong with it, in words. */
export const PlaceLine = memo(function PlaceLine({ id, depth, number, ways, ...frame }: PlaceLineProps) {
  const { t } = useTranslation('outline')
  const { t: tEditor } = useTranslation('editor')
  const { store, kinds, ...rest } = useFrame()
  const found = useEditor((state) => place(shownDocument(state), id))
  const look = useLook(id)
  const selected = useEditor((state) => state.selected.includes(id) && state.selectedPort === null)
  const editable = useEditor(isEditable)
  const problems = useMarks(id)
  const others = usePeerWords(id)
  const kind = useEditor((state) => kindOf(shownDocument(state), kinds, id))
  const summary = kind ? summaryOf(kind, found?.config ?? {}) : tEditor('card.unknownKind')
  const words = look.name === summary ? '' : summary
  const joined = ways > 1 ? t('place.ways', { n: ways }) : ''

  const onFocus = (event: FocusEvent) => {
    const { selected: now, select, selectedPort, selectPort } = store.getState()
    if (event.target !== event.currentTarget) return
    if (selectedPort?.source === id) selectPort(null)
    else if (!now.includes(id)) select([id])
  }
  const onClick = (event: MouseEvent) => {
    const { selected: now, select } = store.getState()
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    if (!adds) select([id])
    else select(now.includes(id) ? now.filter((other) => other !== id) : [...now, id])
  }
  return (
    <Line
      {...frame}
      row={placeKey(id)}
      kind="place"
      depth={depth}
      selected={selected}
      onFocus={onFocus}
      onClick={onClick}
    >
      <span className={`${classes.number} num`}>{number}</span>
      <StepIcon icon={look.icon} group={look.group} size={26} />
      <span className={classes.words}>
        <span className={classes.title}>
          <span className={classes.name}>{look.name}</span>
          {look.title !== look.name && <span className={classes.kind}>{look.title}</span>}
        </span>
        {words && <span className={classes.summary}>{words}</span>}
        {joined && <span className={classes.summary}>{joined}</span>}
        {others.length > 0 && <VisuallyHidden>{others.join('. ')}</VisuallyHidden>}
        {problems.map((problem) => (
          <span
            key={`${problem.path} ${problem.code}`}
            className={classes.problem}
            data-severity={severityOf(problem)}
          >
            {severityOf(problem) === 'info' ? <IconInfoCircle size={14} /> : <IconAlertTriangle size={14} />}
            <VisuallyHidden>{tEditor(`severity.${severityOf(problem)}`)}: </VisuallyHidden>
            {problem.message}
          </span>
        ))}
      </span>
      <PeersAt id={id} />
      <StandingHere id={id} trigger={number === null} />
      {editable && (
        <ActionIcon
          size="sm"
          tabIndex={-1}
          className={classes.add}
          title={t('place.add')}
          aria-hidden
          onClick={() => {
            store.getState().select([id])
            void addStep.run({ store, kinds, ...rest })
          }}
        >
          <IconPlus size={15} aria-hidden />
        </ActionIcon>
      )}
    </Line>
  )
})

function useLook(id: string) {
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  return foundPlace(document, kinds, id)
}
