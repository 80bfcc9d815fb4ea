import { Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { useVersions } from '../editor/versions'
import { compare } from '../graph/compare'
import { DifferenceList } from './DifferenceList'
import classes from './versions.module.css'

/** What changes against the live version, and what that means for those who are on their way. */
export function PublishChanges({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const live = useEditor((state) => state.live)
  const showDifference = useEditor((state) => state.showDifference)
  const comparison = useMemo(
    () => (live ? compare(live.document, document, kinds) : null),
    [live, document, kinds],
  )
  if (!live || !comparison) return <Text size="sm">{t('publish.first')}</Text>
  const look = () => {
    onLeave()
    showDifference({ key: live.number, document: live.document }, { key: 'draft', document }, kinds)
  }
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {t('publish.changes', { number: String(live.number) })}
        </Text>
        <Button size="xs" variant="subtle" onClick={look}>
          {t('publish.onCanvas')}
        </Button>
      </Group>
      <div className={classes.changes}>
        <DifferenceList comparison={comparison} before={live.document} after={document} />
      </div>
      <UnderWay number={live.number} />
    </div>
  )
}

/** Runs stay on the version that they entered. */
function UnderWay({ number }: { number: number }) {
  const { t } = useTranslation('versions')
  const versions = useVersions(number)
  const rows = versions.data?.pages.flatMap((page) => page.results) ?? []
  const active = rows.reduce((sum, row) => sum + row.active, 0)
  return (
    <Text size="sm" mt="sm">
      {versions.data ? t('publish.underWay', { n: active }) : t('publish.stay')}
    </Text>
  )
}
