import { Stack, Switch, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/shallow'
import { useEditor } from '../editor/context'
import { useProblems } from '../editor/problems'
import { isEditable, shownDocument } from '../editor/store'
import { Form, type FormFrame } from '../forms/field'
import { updateJourney } from '../graph/operations'
import { startsOf } from '../graph/starts'
import { EntryForm } from './EntryForm'
import { ExitsForm } from './ExitsForm'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

/** Who may enter and how often, and what ends a run wherever it stands. */
export function JourneySettings() {
  const { t } = useTranslation('forms')
  const { name, description, entry, exits, leaves } = useEditor(
    useShallow((state) => {
      const found = shownDocument(state)
      const { name, description, entry, exits, exit_on_unsubscribe: leaves } = found
      return { name, description, entry, exits, leaves }
    }),
  )
  const apply = useEditor((state) => state.apply)
  const frame = useJourneyFrame()
  const { disabled, onLeave } = frame
  const set = (change: Parameters<typeof updateJourney>[1], mark: string | null = null) =>
    apply((current) => updateJourney(current, change), mark)
  return (
    <Form.Provider value={frame}>
      <PanelHead kind={t('journey.kind')} name={name} />
      <Stack gap="lg" className={classes.tabBody} style={{ borderTop: '1px solid var(--sj-line)' }}>
        <Textarea
          label={t('journey.description')}
          value={description ?? ''}
          disabled={disabled}
          onBlur={onLeave}
          onChange={(event) => set({ description: event.currentTarget.value }, 'description')}
        />
        <EntryForm entry={entry} onChange={(next, mark) => set({ entry: next }, mark ?? null)} />
        <ExitsForm exits={exits} onChange={(next, mark) => set({ exits: next }, mark)} />
        <Switch
          label={t('journey.exitOnUnsubscribe')}
          description={t(leaves ? 'journey.leavesHelp' : 'journey.staysHelp')}
          checked={leaves ?? false}
          disabled={disabled}
          onChange={(event) => set({ exit_on_unsubscribe: event.currentTarget.checked })}
        />
      </Stack>
    </Form.Provider>
  )
}

/** The problems of the journey itself, and what its conditions may read. */
function useJourneyFrame(): FormFrame {
  const editable = useEditor(isEditable)
  const onLeave = useEditor((state) => state.endGesture)
  const starts = useEditor((state) => startsOf(shownDocument(state)).join('\n'))
  const problems = useProblems()
  return useMemo(
    () => ({
      problems: problems.filter(({ path }) => !/^\/(steps|triggers)\//.test(path)),
      disabled: !editable,
      scope: 'journey',
      starts: starts ? starts.split('\n') : [],
      onLeave,
    }),
    [problems, editable, starts, onLeave],
  )
}
