import { Collapse, Select, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenName } from '../../editor/api'
import { useEditor, useFrame } from '../../editor/context'
import { placeName } from '../../graph/placeName'
import type { Script } from '../../graph/walk'
import { CustomerChoice } from './CustomerChoice'
import { LaterEvents } from './LaterEvents'
import { PropertiesForm } from './PropertiesForm'
import { eventOf, sampleData } from './sample'
import classes from './test.module.css'

export interface TestSetupProps {
  script: Script
  attributes: SeenName[]
  events: SeenName[]
}

const two = (number: number) => String(number).padStart(2, '0')

/** "2026-03-02T10:00" in the reader's zone, as the browser's own field wants it. */
function localOf(iso: string): string {
  const at = new Date(iso)
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Who walks, when and how they enter, and what they do later. */
export function TestSetup({ script, attributes, events }: TestSetupProps) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const setScript = useEditor((state) => state.setScript)
  const set = (change: Partial<Script>) => setScript({ ...script, ...change })
  const triggers = Object.keys(document.triggers)
  const event = eventOf(document, script.trigger)
  const name = [script.profile.first_name ?? script.profile.name ?? script.profile.email].flat()[0]
  return (
    <Stack gap={4}>
      <Part title={t('test.customer')} said={String(name ?? t('test.unnamed'))}>
        <CustomerChoice onPick={(profile) => set({ profile })} />
        <PropertiesForm
          label={t('test.profile')}
          value={script.profile}
          names={attributes.map((attribute) => attribute.name)}
          onChange={(profile) => set({ profile })}
        />
      </Part>
      <Part
        title={t('test.entry')}
        said={
          script.trigger in document.triggers
            ? placeName(document, kinds, script.trigger)
            : t('test.noTrigger')
        }
      >
        <Select
          label={t('test.by')}
          data={triggers.map((id) => ({ value: id, label: placeName(document, kinds, id) }))}
          value={script.trigger in document.triggers ? script.trigger : null}
          placeholder={t('test.noTrigger')}
          allowDeselect={false}
          onChange={(trigger) =>
            trigger && set({ trigger, data: sampleData(document, events, trigger), events: [], choices: {} })
          }
        />
        <TextInput
          type="datetime-local"
          label={t('test.start')}
          description={t('test.startHelp')}
          value={localOf(script.start)}
          onChange={({ currentTarget: { value } }) => {
            const at = new Date(value)
            if (!Number.isNaN(at.getTime())) set({ start: at.toISOString() })
          }}
        />
        <PropertiesForm
          label={event ? t('test.properties', { event }) : t('test.data')}
          value={script.data}
          names={[]}
          onChange={(data) => set({ data })}
        />
      </Part>
      <Part title={t('test.later')} said={t('test.laterCount', { n: script.events.length })}>
        <LaterEvents script={script} events={events} onChange={(later) => set({ events: later })} />
      </Part>
    </Stack>
  )
}

/** Folded to one line that says what it holds. */
function Part({ title, said, children }: { title: string; said: string; children: React.ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={classes.part}>
      <UnstyledButton className={classes.partHead} onClick={() => setOpen(!open)} aria-expanded={open}>
        <IconChevronRight size={14} className={classes.chevron} data-open={open || undefined} aria-hidden />
        <span className={classes.partTitle}>{title}</span>
        <span className={classes.partSaid}>{said}</span>
      </UnstyledButton>
      <Collapse expanded={open}>
        <Stack gap="sm" className={classes.partBody}>
          {children}
        </Stack>
      </Collapse>
    </div>
  )
}
