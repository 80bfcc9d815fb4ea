import { ActionIcon, Autocomplete, Button, Group, Input, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { GroupEditor } from '../forms/condition/GroupEditor'
import { useError, useForm } from '../forms/field'
import { MatchInput } from '../forms/fields/MatchField'
import formClasses from '../forms/forms.module.css'
import { useEvents } from '../forms/suggestions'
import { toCondition, toGroup } from '../graph/conditionGroups'
import type { Condition } from '../graph/conditions'
import type { ExitRule, Json } from '../graph/document'
import { freshItemId } from '../graph/ids'

interface ExitsFormProps {
  exits: ExitRule[]
  onChange: (exits: ExitRule[], mark?: string) => void
}

/** Events that end a run at once, wherever it stands. */
export function ExitsForm({ exits, onChange }: ExitsFormProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const add = () =>
    onChange([...exits, { id: freshItemId(exits, 'exit'), event: '', filter: null, match: [] }])
  return (
    <Input.Wrapper label={t('exits.title')} description={t('exits.help')} labelElement="div">
      <Stack gap="xs" mt={6}>
        {exits.map((exit, index) => (
          <ExitForm
            key={exit.id}
            exit={exit}
            path={`/exits/${index}`}
            onChange={(next) =>
              onChange(
                exits.map((old) => (old.id === exit.id ? next : old)),
                `exit:${exit.id}`,
              )
            }
            onRemove={() => onChange(exits.filter((old) => old.id !== exit.id))}
          />
        ))}
        {!disabled && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            style={{ alignSelf: 'flex-start' }}
            onClick={add}
          >
            {t('exits.add')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

interface ExitFormProps {
  exit: ExitRule
  path: string
  onChange: (exit: ExitRule) => void
  onRemove: () => void
}

function ExitForm({ exit, path, onChange, onRemove }: ExitFormProps) {
  const { t } = useTranslation('forms')
  const { disabled, onLeave } = useForm()
  const events = useEvents()
  const filter = (exit.filter ?? null) as unknown as Condition | null
  return (
    <div className={formClasses.item}>
      <Stack gap="xs">
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Autocomplete
            flex={1}
            data={events.map((event) => event.name)}
            value={exit.event}
            disabled={disabled}
            error={useError(path, true)}
            placeholder="purchase"
            aria-label={t('exits.event')}
            onBlur={onLeave}
            onChange={(event) => onChange({ ...exit, event })}
          />
          <ActionIcon size="lg" disabled={disabled} onClick={onRemove} aria-label={t('list.remove')}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </Group>
        <Input.Wrapper label={t('exits.filter')} labelElement="div">
          <GroupEditor
            group={toGroup(filter)}
            depth={0}
            onChange={(group) => onChange({ ...exit, filter: toCondition(group) as unknown as Json })}
          />
        </Input.Wrapper>
        <Input.Wrapper label={t('exits.match')} description={t('exits.matchHelp')} labelElement="div">
          <MatchInput
            value={exit.match ?? []}
            disabled={disabled}
            onChange={(match) => onChange({ ...exit, match })}
          />
        </Input.Wrapper>
      </Stack>
    </div>
  )
}
