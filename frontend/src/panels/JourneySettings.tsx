import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { useProblems } from '../editor/problems'
import { isEditable, shownDocument } from '../editor/store'
import { Form, type FormFrame } from '../forms/field'
import type { Entry, EntryRule } from '../graph/document'
import { updateJourney } from '../graph/operations'
import { ExitsForm } from './ExitsForm'
import { PanelHead } from './PanelHead'
import { PeriodForm } from './PeriodForm'
import classes from './panels.module.css'

const RULES: EntryRule[] = ['one_at_a_time', 'once', 'once_per_period', 'every_time']

/** Who may enter and how often, and what ends a run wherever it stands. */
export function JourneySettings() {
  const { t } = useTranslation('forms')
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const onLeave = useEditor((state) => state.endGesture)
  const problems = useProblems()
  const { entry } = document
  const frame = useMemo<FormFrame>(
    () => ({ problems, disabled: !editable, scope: 'journey', onLeave }),
    [problems, editable, onLeave],
  )
  const set = (change: Parameters<typeof updateJourney>[1], mark: string | null = null) =>
    apply((current) => updateJourney(current, change), mark)
  const setEntry = (change: Partial<Entry>, mark: string | null = null) =>
    set({ entry: { ...entry, ...change } }, mark)
  const setRule = (rule: EntryRule) => {
    const { period, ...rest } = entry
    const kept = period ?? { kind: 'calendar' as const, unit: 'day' as const }
    set({ entry: rule === 'once_per_period' ? { ...rest, rule, period: kept } : { ...rest, rule } })
  }
  return (
    <Form.Provider value={frame}>
      <PanelHead kind={t('journey.kind')} name={document.name} />
      <Stack gap="md" className={classes.tabBody} style={{ borderTop: '1px solid var(--sj-line)' }}>
        <Textarea
          label={t('journey.description')}
          value={document.description ?? ''}
          disabled={!editable}
          onBlur={onLeave}
          onChange={(event) => set({ description: event.currentTarget.value }, 'description')}
        />
        <Select
          label={t('journey.rule')}
          description={t(`journey.ruleHelp.${entry.rule}`)}
          data={RULES.map((rule) => ({ value: rule, label: t(`journey.rules.${rule}`) }))}
          value={entry.rule}
          allowDeselect={false}
          disabled={!editable}
          onChange={(rule) => setRule(rule as EntryRule)}
        />
        {entry.period && entry.rule === 'once_per_period' && (
          <PeriodForm period={entry.period} onChange={(period) => setEntry({ period })} />
        )}
        <TextInput
          label={t('journey.key')}
          description={t('journey.keyHelp')}
          placeholder="cart_id"
          value={entry.key ?? ''}
          disabled={!editable}
          onBlur={onLeave}
          onChange={(event) => setEntry({ key: event.currentTarget.value || null }, 'key')}
        />
        <ExitsForm exits={document.exits} onChange={(exits, mark) => set({ exits }, mark)} />
        <Switch
          label={t('journey.exitOnUnsubscribe')}
          checked={document.exit_on_unsubscribe ?? false}
          disabled={!editable}
          onChange={(event) => set({ exit_on_unsubscribe: event.currentTarget.checked })}
        />
      </Stack>
    </Form.Provider>
  )
}
