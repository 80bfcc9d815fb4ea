import { Button, Group } from '@mantine/core'
import { IconLayoutGrid, IconPlus, IconRoute } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList, useMay } from '../../api/hooks'
import type { Journey } from '../../api/types'
import { ListDrop } from '../../json/ListDrop'
import { DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { FilterChips, ListBar, SearchField } from '../../ui/ListBar'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { usePicking } from '../../ui/picking'
import { useUrlState } from '../../ui/url'
import { BulkBar } from './BulkBar'
import { DRAGGED, FolderSelect, FolderTree } from './Folders'
import { JourneyDialogues } from './JourneyDialogues'
import classes from './journeys.module.css'
import { NewJourney } from './NewJourney'
import type { Asked } from './RowMenu'
import { TagFilter } from './TagFilter'
import { useJourneyColumns } from './useJourneyColumns'

const STATES = ['live', 'draft', 'paused', 'archived'] as const
const FILTERS = ['state', 'search', 'tag', 'folder'] as const
const EVERY_MS = 10_000
const slugOf = (journey: Journey) => journey.slug
const nameOf = (journey: Journey) => journey.name

export default function Journeys() {
  const { t } = useTranslation(['journeys', 'app'])
  const { slug } = useParams()
  const may = useMay()
  const { get, change } = useUrlState()
  const [asked, setAsked] = useState<Asked | null>(null)
  const filter = Object.fromEntries(FILTERS.map((name) => [name, get(name)]))
  const query = useList<Journey>('/journeys', { ...filter, picture: 1 }, { every: EVERY_MS })
  const columns = useJourneyColumns(may.edit, setAsked)
  const picking = usePicking(query.rows, slugOf, nameOf)
  const filtered = FILTERS.some((name) => get(name) !== '')
  const drag = (journey: Journey, event: DragEvent) => {
    const moved = picking.isPicked(journey) ? picking.picked : [journey]
    event.dataTransfer.setData(DRAGGED, JSON.stringify(moved.map(slugOf)))
    event.dataTransfer.effectAllowed = 'move'
  }
  const create = may.edit && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => change({ new: '1' }, false)}>
      {t('new.title')}
    </Button>
  )
  const gallery = (
    <Button
      component={Link}
      to={`/w/${slug}/gallery`}
      variant="default"
      leftSection={<IconLayoutGrid size={16} aria-hidden />}
    >
      {t('gallery.title')}
    </Button>
  )
  const actions = (
    <>
      {gallery}
      {create}
    </>
  )
  return (
    <PageBody>
      <PageHeader title={t('title')} line={t('line')} actions={actions} />
      <ListBar>
        <SearchField label={t('search')} />
        <FilterChips
          name="state"
          label={t('column.state')}
          all={t('app:list.current')}
          options={STATES.map((state) => ({ value: state, label: t(`app:state.${state}`) }))}
        />
        <TagFilter />
        <FolderSelect />
      </ListBar>
      <ListDrop enabled={may.edit}>
        <div className={classes.layout}>
          <FolderTree />
          <div className={classes.list}>
            <DataList
              label={t('title')}
              query={query}
              columns={columns}
              rowKey={slugOf}
              rowTo={(journey) => `/w/${slug}/journeys/${journey.slug}`}
              picking={may.edit ? picking : undefined}
              onRowDrag={may.edit ? drag : undefined}
              empty={
                filtered ? (
                  <EmptyState
                    icon={IconRoute}
                    title={t('noneFit.title')}
                    action={
                      <Button
                        variant="default"
                        mt="sm"
                        onClick={() => change({ state: null, search: null, tag: null, folder: null })}
                      >
                        {t('noneFit.do')}
                      </Button>
                    }
                  >
                    {t('noneFit.line')}
                  </EmptyState>
                ) : (
                  <EmptyState
                    icon={IconRoute}
                    title={t('none.title')}
                    action={<Group mt="sm">{actions}</Group>}
                  >
                    {t('none.line')}
                  </EmptyState>
                )
              }
            />
            {may.edit && <BulkBar picking={picking} onAsk={setAsked} />}
          </div>
        </div>
      </ListDrop>
      <JourneyDialogues asked={asked} onClose={() => setAsked(null)} onGone={picking.clear} />
      {may.edit && <NewJourney />}
    </PageBody>
  )
}
