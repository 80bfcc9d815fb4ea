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
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useGet, useReread } from '../../api/hooks'
import type { GalleryEntry, Journey, Page } from '../../api/types'
import { JourneyPicture } from '../../ui/JourneyPicture'
import classes from '../../ui/ui.module.css'
import { useUrlState } from '../../ui/url'

const BLANK = ''

/** Blank, or one of the gallery's, shown as pictures; open while the address says ?new. */
export function NewJourney() {
  const { t } = useTranslation()
  const { get, change } = useUrlState()
  return (
    <Modal
      opened={get('new') !== ''}
      onClose={() => change({ new: null })}
      title={t('journeys.new')}
      size={760}
    >
      <NewJourneyForm />
    </Modal>
  )
}

function useCreate() {
  const navigate = useNavigate()
  const { slug } = useParams()
  const reread = useReread()
  return useMutation({
    mutationFn: (body: { name: string; gallery?: string }) => api.post<Journey>('/journeys', body),
    onSuccess: (journey) => {
      void reread('/journeys', '/home')
      void navigate(`/w/${slug}/journeys/${journey.slug}`)
    },
  })
}

function NewJourneyForm() {
  const { t } = useTranslation()
  const gallery = useGet<GalleryEntry[] | Page<GalleryEntry>>('/gallery')
  const entries = Array.isArray(gallery.data) ? gallery.data : (gallery.data?.results ?? [])
  const create = useCreate()
  const [chosen, setChosen] = useState(BLANK)
  const [name, setName] = useState('')
  const title = entries.find((entry) => entry.slug === chosen)?.title ?? ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({
      name: name.trim() || title || t('journeys.untitled'),
      ...(chosen && { gallery: chosen }),
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('journeys.name')}
          placeholder={title || t('journeys.nameHint')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={8}>
            {t('journeys.startFrom')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="sm">
            <Choice
              title={t('journeys.blank')}
              line={t('journeys.blankLine')}
              chosen={chosen === BLANK}
              onChoose={() => setChosen(BLANK)}
            />
            {gallery.isPending && [1, 2].map((key) => <Skeleton key={key} h={196} radius="md" />)}
            {entries.map((entry) => (
              <Choice
                key={entry.slug}
                title={entry.title}
                line={entry.line}
                entry={entry}
                chosen={chosen === entry.slug}
                onChoose={() => setChosen(entry.slug)}
              />
            ))}
          </SimpleGrid>
        </div>
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('journeys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ChoiceProps {
  title: string
  line: string
  entry?: GalleryEntry
  chosen: boolean
  onChoose: () => void
}

function Choice({ title, line, entry, chosen, onChoose }: ChoiceProps) {
  return (
    <UnstyledButton className={classes.choice} aria-pressed={chosen} onClick={onChoose}>
      <div className={classes.choicePicture}>
        {entry ? (
          <JourneyPicture document={entry.document} />
        ) : (
          <IconFile size={28} aria-hidden color="var(--mantine-color-dimmed)" />
        )}
      </div>
      <div className={classes.choiceText}>
        <Text fw={500}>{title}</Text>
        <Text size="xs" c="dimmed" lineClamp={3}>
          {line}
        </Text>
      </div>
    </UnstyledButton>
  )
}
