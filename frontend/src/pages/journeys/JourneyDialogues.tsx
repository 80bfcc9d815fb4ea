/** The one dialogue that is open above the list, for one journey or for all that are picked. */
import { Autocomplete, Button, Group, Modal, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../api/types'
import { useFile, useFiling } from './filing'
import type { Asked } from './RowMenu'
import { LONGEST_TAG, MOST_TAGS } from './TagChips'
import { useJourneyActs } from './useJourneyActs'

interface JourneyDialoguesProps {
  asked: Asked | null
  onClose: () => void
  /** The acts after which nothing is picked any more. */
  onGone: () => void
}

export function JourneyDialogues({ asked, onClose, onGone }: JourneyDialoguesProps) {
  const { t } = useTranslation('journeys')
  const n = asked?.journeys.length ?? 0
  const name = asked?.journeys[0]?.name ?? ''
  return (
    <Modal opened={asked !== null} onClose={onClose} title={asked && t(`${asked.what}.title`, { n, name })}>
      {asked?.what === 'rename' && <Rename journey={asked.journeys[0] as Journey} onDone={onClose} />}
      {asked?.what === 'tags' && <Tags journeys={asked.journeys} onDone={onClose} />}
      {asked?.what === 'move' && <Move journeys={asked.journeys} onDone={onClose} />}
      {(asked?.what === 'pause' || asked?.what === 'archive' || asked?.what === 'delete') && (
        <Sure what={asked.what} journeys={asked.journeys} onClose={onClose} onGone={onGone} />
      )}
    </Modal>
  )
}

interface FormProps {
  act: string
  busy: boolean
  onSubmit: () => void
  children: ReactNode
}

function Form({ act, busy, onSubmit, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {act}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Rename({ journey, onDone }: { journey: Journey; onDone: () => void }) {
  const { t } = useTranslation('journeys')
  const { rename } = useJourneyActs()
  const [name, setName] = useState(journey.name)
  return (
    <Form
      act={t('rename.do')}
      busy={rename.isPending}
      onSubmit={() => rename.mutate({ slug: journey.slug, name }, { onSuccess: onDone })}
    >
      <TextInput
        data-autofocus
        required
        withAsterisk={false}
        label={t('rename.name')}
        description={t('rename.line', { slug: journey.slug })}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Form>
  )
}

/** Tags that all of the journeys have stand in the field; taking one out takes it from all. */
function Tags({ journeys, onDone }: { journeys: Journey[]; onDone: () => void }) {
  const { t } = useTranslation('journeys')
  const file = useFile()
  const known = useFiling().tags.map((tag) => tag.name)
  const common = (journeys[0]?.tags ?? []).filter((tag) => journeys.every((each) => each.tags.includes(tag)))
  const [tags, setTags] = useState(common)
  const save = () =>
    file.mutate(
      {
        journeys: journeys.map((journey) => journey.slug),
        add_tags: tags.filter((tag) => !common.includes(tag)),
        remove_tags: common.filter((tag) => !tags.includes(tag)),
      },
      { onSuccess: onDone },
    )
  return (
    <Form act={t('tags.do')} busy={file.isPending} onSubmit={save}>
      <TagsInput
        data-autofocus
        label={t('tags.label')}
        description={t(journeys.length > 1 ? 'tags.common' : 'tags.hint')}
        data={known}
        value={tags}
        maxTags={MOST_TAGS}
        acceptValueOnBlur
        onChange={(next) => setTags(next.map((tag) => tag.trim().slice(0, LONGEST_TAG)).filter(Boolean))}
      />
    </Form>
  )
}

function Move({ journeys, onDone }: { journeys: Journey[]; onDone: () => void }) {
  const { t } = useTranslation('journeys')
  const file = useFile()
  const { folders } = useFiling()
  const [folder, setFolder] = useState(journeys.length === 1 ? (journeys[0]?.folder ?? '') : '')
  const slugs = journeys.map((journey) => journey.slug)
  return (
    <Form
      act={folder.trim() ? t('move.do') : t('move.doOut')}
      busy={file.isPending}
      onSubmit={() => file.mutate({ journeys: slugs, folder }, { onSuccess: onDone })}
    >
      <Autocomplete
        data-autofocus
        label={t('move.folder')}
        description={t('move.hint')}
        placeholder={t('move.example')}
        data={folders.map((each) => each.name)}
        value={folder}
        maxLength={200}
        onChange={setFolder}
      />
    </Form>
  )
}

interface SureProps {
  what: 'pause' | 'archive' | 'delete'
  journeys: Journey[]
  onClose: () => void
  onGone: () => void
}

function Sure({ what, journeys, onClose, onGone }: SureProps) {
  const { t } = useTranslation('journeys')
  const acts = useJourneyActs()
  const act = { pause: acts.pause, archive: acts.archive, delete: acts.remove }[what]
  const active = journeys.reduce((sum, journey) => sum + journey.numbers.active, 0)
  const names = journeys
    .slice(0, 5)
    .map((journey) => journey.name)
    .join(', ')
  return (
    <Stack gap="md">
      <Text size="sm">{t(`${what}.text`, { n: journeys.length, active, names })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button
          color={what === 'pause' ? undefined : 'red'}
          loading={act.isPending}
          onClick={() =>
            act.mutate(journeys, {
              onSuccess: () => {
                onGone()
                onClose()
              },
            })
          }
        >
          {t(`${what}.do`, { n: journeys.length })}
        </Button>
      </Group>
    </Stack>
  )
}
