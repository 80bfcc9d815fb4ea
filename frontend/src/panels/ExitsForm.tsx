import { ActionIcon, Button, Collapse, Group, Input, Stack, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Completed } from '../forms/Completed'
import { Strange } from '../forms/condition/NameInput'
import { NamedEvent, pointer, Siblings, useError, useForm } from '../forms/field'
import { ConditionPart } from '../forms/fields/ConditionField'
import { MatchInput } from '../forms/fields/MatchField'
import formClasses from '../forms/forms.module.css'
import { useEvents } from '../forms/suggestions'
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
  const known = events?.map(({ name, properties }) => ({
    name,
    type: 'event',
    examples: properties.map((property) => property.name),
  }))
  const ownError = useError(path)
  const error = useError(pointer(path, 'event')) ?? ownError
  return (
    <Siblings.Provider value={{ event: exit.event }}>
      <NamedEvent.Provider value={exit.event}>
        <div className={formClasses.item}>
          <Stack gap={6}>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <Completed
                flex={1}
                choices={known ?? []}
                value={exit.event}
                disabled={disabled}
                error={exit.event ? error : undefined}
                placeholder={t('exits.placeholder')}
                aria-label={t('exits.event')}
                onBlur={onLeave}
                onChange={(event) => onChange({ ...exit, event })}
              />
              {!disabled && (
                <ActionIcon size="lg" onClick={onRemove} aria-label={t('list.remove')}>
                  <IconX size={15} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            <Strange name={exit.event} known={known ?? null} what="event" />
            <ExitLimits exit={exit} path={path} onChange={onChange} />
          </Stack>
        </div>
      </NamedEvent.Provider>
    </Siblings.Provider>
  )
}

/** Which of these events count; most exits need none of it. */
function ExitLimits({ exit, path, onChange }: Omit<ExitFormProps, 'onRemove'>) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const filter = (exit.filter ?? null) as unknown as Condition | null
  const match = exit.match ?? []
  const [open, setOpen] = useState(filter !== null || match.length > 0)
  return (
    <div>
      <UnstyledButton className={formClasses.more} onClick={() => setOpen(!open)} aria-expanded={open}>
        <IconChevronRight
          size={14}
          className={formClasses.chevron}
          data-open={open || undefined}
          aria-hidden
        />
        {t('exits.which')}
      </UnstyledButton>
      <Collapse expanded={open}>
        <Stack gap="xs" pt={6}>
          <Input.Wrapper label={t('exits.filter')} labelElement="div">
            <ConditionPart
              value={filter}
              path={pointer(path, 'filter')}
              label={t('exits.filter')}
              onChange={(next) => onChange({ ...exit, filter: next as unknown as Json })}
            />
          </Input.Wrapper>
          <Input.Wrapper label={t('exits.match')} description={t('exits.matchHelp')} labelElement="div">
            <MatchInput
              value={match}
              disabled={disabled}
              onChange={(next) => onChange({ ...exit, match: next })}
            />
          </Input.Wrapper>
        </Stack>
      </Collapse>
    </div>
  )
}
