import { ActionIcon, Autocomplete, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SeenName } from '../../editor/api'
import { useEditor } from '../../editor/context'
import { DurationInput } from '../../forms/fields/DurationField'
import type { JourneyDocument } from '../../graph/document'
import type { LaterEvent, Script } from '../../graph/walk'
import { PropertiesForm } from './PropertiesForm'
import { sampleProperties } from './sample'
import classes from './test.module.css'

interface LaterEventsProps {
  script: Script
  events: SeenName[]
  onChange: (events: LaterEvent[]) => void
}

const MOST = 50

/** Every event that the draft names: the likely ones to happen later. */
function namedIn(document: JourneyDocument): string[] {
  const found = [
    ...JSON.stringify([document.steps, document.exits]).matchAll(/"(?:event|did)":"([^"$][^"]*)"/g),
  ]
  return [...new Set(found.map((match) => match[1] ?? ''))]
}

/** What the customer does after entering, and when. */
export function LaterEvents({ script, events, onChange }: LaterEventsProps) {
  const { t } = useTranslation('versions')
  const document = useEditor((state) => state.document)
  const likely = namedIn(document)
  const names = [...new Set([...likely, ...events.map(({ name }) => name)])]
  const add = (event: string) =>
    onChange([...script.events, { event, at: 'PT30M', properties: sampleProperties(events, event) }])
  const change = (index: number, part: Partial<LaterEvent>) =>
    onChange(script.events.map((event, at) => (at === index ? { ...event, for: undefined, ...part } : event)))
  return (
    <Stack gap="sm">
      {script.events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that tells them apart
        <div key={index} className={classes.event}>
          <Group gap={6} wrap="nowrap" align="center">
            <Autocomplete
              flex={1}
              size="xs"
              aria-label={t('test.event')}
              data={names}
              value={event.event}
              maxLength={200}
              onChange={(name) => change(index, { event: name })}
            />
            <ActionIcon
              size="sm"
              aria-label={t('test.remove', { name: event.event })}
              onClick={() => onChange(script.events.filter((_, at) => at !== index))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
          <Group gap={6} mt={6} mb={6} align="center">
            <Text size="xs">{t('test.after')}</Text>
            <DurationInput
              label={t('test.after')}
              value={event.at}
              onChange={(at) => at && change(index, { at })}
            />
          </Group>
          <PropertiesForm
            label={t('test.properties', { event: event.event })}
            value={event.properties}
            names={[]}
            onChange={(properties) => change(index, { properties })}
          />
        </div>
      ))}
      <Group gap={6}>
        {(likely.length ? likely.slice(0, 4) : ['purchase']).map((name) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            disabled={script.events.length >= MOST}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(name)}
          >
            {name}
          </Button>
        ))}
        <Button size="xs" variant="subtle" disabled={script.events.length >= MOST} onClick={() => add('')}>
          {t('test.another')}
        </Button>
      </Group>
    </Stack>
  )
}
