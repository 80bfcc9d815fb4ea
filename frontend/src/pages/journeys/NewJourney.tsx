import {
  Button,
  Group,
  Modal,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api/hooks'
import type { GalleryEntry } from '../../api/types'
import { GalleryCard } from '../../ui/GalleryCard'
import classes from '../../ui/ui.module.css'
import { useUrlState } from '../../ui/url'
import { ImportButton } from './ImportButton'
import { useCreate } from './useCreate'

const BLANK = ''

/** Blank, or one of the gallery's, shown as pictures; open while the address says ?new. */
export function NewJourney() {
  const { t } = useTranslation('journeys')
  const { get, change } = useUrlState()
  return (
    <Modal opened={get('new') !== ''} onClose={() => change({ new: null })} title={t('new.title')} size={860}>
      <NewJourneyForm />
    </Modal>
  )
}

function NewJourneyForm() {
  const { t } = useTranslation('journeys')
  const gallery = useGet<GalleryEntry[]>('/gallery')
  const entries = gallery.data ?? []
  const create = useCreate()
  const [chosen, setChosen] = useState(BLANK)
  const [name, setName] = useState('')
  const entry = entries.find((each) => each.slug === chosen)
  const title = entry?.title ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name: name.trim() || title || t('new.untitled'), entry })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('new.name')}
          placeholder={title || t('new.nameHint')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={8}>
            {t('new.startFrom')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
            <UnstyledButton
              className={classes.choice}
              aria-pressed={chosen === BLANK}
              onClick={() => setChosen(BLANK)}
            >
              <div className={classes.choicePicture}>
                <IconFile size={28} aria-hidden color="var(--mantine-color-dimmed)" />
              </div>
              <div className={classes.choiceText}>
                <Text fw={500}>{t('new.blank')}</Text>
                <Text size="sm" c="dimmed">
                  {t('new.blankLine')}
                </Text>
              </div>
            </UnstyledButton>
            {gallery.isPending && [1, 2].map((key) => <Skeleton key={key} h={196} radius="md" />)}
            {entries.map((entry) => (
              <GalleryCard
                key={entry.slug}
                entry={entry}
                chosen={chosen === entry.slug}
                onChoose={() => setChosen(entry.slug)}
              />
            ))}
          </SimpleGrid>
        </div>
        <Group justify="space-between" align="flex-start">
          <ImportButton />
          <Button type="submit" loading={create.isPending}>
            {t('new.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
