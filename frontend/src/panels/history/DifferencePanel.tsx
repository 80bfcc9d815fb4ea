import { Drawer, Group, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import type { SideKey } from '../../editor/reviewSlice'
import { useVersions } from '../../editor/versions'
import { countOf } from '../../graph/compare'
import { DifferenceList } from '../DifferenceList'
import { PanelHead } from '../PanelHead'
import panelClasses from '../panels.module.css'
import { useLooking } from './useLooking'
import { useSideName } from './useSideName'

/** What differs between the two that are on the canvas, and the choice of other two. */
export function DifferencePanel({ wide }: { wide: boolean }) {
  const { t } = useTranslation('versions')
  const review = useEditor((state) => state.review)
  const endReview = useEditor((state) => state.endReview)
  if (review?.mode !== 'difference') return null
  const name = t('difference.count', { n: countOf(review.comparison) })
  if (!wide) {
    return (
      <Drawer
        opened
        onClose={endReview}
        position="bottom"
        size="60%"
        title={name}
        overlayProps={{ opacity: 0.1 }}
      >
        <Body />
      </Drawer>
    )
  }
  return (
    <aside className={panelClasses.inspector} aria-label={t('difference.title')}>
      <PanelHead kind={t('difference.title')} name={name} />
      <div className={panelClasses.tabBody} style={{ borderTop: '1px solid var(--sj-line)' }}>
        <Body />
      </div>
    </aside>
  )
}

function Body() {
  const { t } = useTranslation('versions')
  const review = useEditor((state) => state.review)
  const reveal = useEditor((state) => state.reveal)
  const live = useEditor((state) => state.live?.number)
  const versions = useVersions(live)
  const nameOf = useSideName()
  const { compare } = useLooking()
  if (review?.mode !== 'difference') return null
  const { before, after, comparison } = review
  const numbers = versions.data?.pages.flatMap((page) => page.results.map(({ number }) => number)) ?? []
  const keys = [...new Set<SideKey>(['draft', ...numbers, before.key, after.key])]
  const data = keys.map((key) => ({ value: String(key), label: nameOf(key) }))
  const keyOf = (text: string | null) => keys.find((key) => String(key) === text)
  return (
    <>
      <Group gap="xs" grow mb="sm">
        <Select
          size="xs"
          label={t('difference.from')}
          data={data}
          value={String(before.key)}
          allowDeselect={false}
          onChange={(text) => compare(keyOf(text) ?? before.key, after.key)}
        />
        <Select
          size="xs"
          label={t('difference.to')}
          data={data}
          value={String(after.key)}
          allowDeselect={false}
          onChange={(text) => compare(before.key, keyOf(text) ?? after.key)}
        />
      </Group>
      <DifferenceList
        comparison={comparison}
        before={before.document}
        after={after.document}
        onJump={(id) => reveal(id)}
      />
    </>
  )
}
