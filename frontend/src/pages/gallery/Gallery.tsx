import { Button, Skeleton } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useGet, useMay } from '../../api/hooks'
import type { GalleryEntry } from '../../api/types'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorState } from '../../ui/ErrorState'
import { GalleryCard } from '../../ui/GalleryCard'
import classes from '../../ui/gallery.module.css'
import { FilterChips, ListBar, SearchField } from '../../ui/ListBar'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { useUrlState } from '../../ui/url'
import { useCreate } from '../journeys/useCreate'

const SKELETONS = ['a', 'b', 'c', 'd', 'e', 'f']

/** Every word of the search stands somewhere on the card. */
export function fits(entry: GalleryEntry, search: string): boolean {
  const names = [...entry.events, ...entry.attributes].map((need) => need.name)
  const text = [entry.title, entry.line, ...names].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Ready for this workspace: every event that it needs has come in. */
const isReady = (entry: GalleryEntry) => entry.events.every((event) => event.seen)

export default function Gallery() {
  const { t } = useTranslation('journeys')
  const { slug } = useParams()
  const { get } = useUrlState()
  const gallery = useGet<GalleryEntry[]>('/gallery')
  const shown = (gallery.data ?? [])
    .filter((entry) => fits(entry, get('search')))
    .filter((entry) => get('show') !== 'ready' || isReady(entry))
  return (
    <PageBody>
      <PageHeader
        title={t('gallery.title')}
        line={t('gallery.line')}
        crumbs={[{ title: t('title'), to: `/w/${slug}/journeys` }]}
      />
      <ListBar>
        <SearchField label={t('gallery.search')} />
        <FilterChips
          name="show"
          label={t('gallery.show')}
          all={t('gallery.all')}
          options={[{ value: 'ready', label: t('gallery.ready') }]}
        />
      </ListBar>
      {gallery.error && !gallery.data && (
        <ErrorState error={gallery.error} what={t('gallery.title')} onRetry={() => void gallery.refetch()} />
      )}
      <div className={classes.grid} aria-busy={gallery.isPending}>
        {gallery.isPending && SKELETONS.map((key) => <Skeleton key={key} h={320} radius="md" />)}
        {shown.map((entry) => (
          <Entry key={entry.slug} entry={entry} />
        ))}
      </div>
      {gallery.data && shown.length === 0 && (
        <EmptyState icon={IconLayoutGrid} title={t('gallery.noneFit.title')}>
          {t('gallery.noneFit.line')}
        </EmptyState>
      )}
    </PageBody>
  )
}

function Entry({ entry }: { entry: GalleryEntry }) {
  const { t } = useTranslation('journeys')
  const may = useMay()
  const create = useCreate()
  return (
    <GalleryCard entry={entry}>
      {may.edit && (
        <Button
          variant="default"
          loading={create.isPending}
          aria-label={t('gallery.useNamed', { title: entry.title })}
          onClick={() => create.mutate({ name: entry.title, entry })}
        >
          {t('gallery.use')}
        </Button>
      )}
    </GalleryCard>
  )
}
