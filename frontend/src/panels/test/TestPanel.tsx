import { ActionIcon, Alert, Drawer, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFlask2, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../api/errors'
import { useEditor } from '../../editor/context'
import { ErrorState } from '../../ui/ErrorState'
import { PanelHead } from '../PanelHead'
import panelClasses from '../panels.module.css'
import { TestSetup } from './TestSetup'
import { TimeLine } from './TimeLine'
import classes from './test.module.css'
import { useSamples, useWalk } from './useWalk'

/** Narrower than this the panel comes up from below. */
const BESIDE = '(min-width: 56em)'

/** A scripted customer walks the draft: who they are, what they do, and what becomes of them. */
export function TestPanel() {
  const { t } = useTranslation('versions')
  const close = useEditor((state) => state.closeTest)
  const beside = useMediaQuery(BESIDE, true, { getInitialValueInEffect: false })
  if (!beside) {
    return (
      <Drawer
        opened
        onClose={close}
        position="bottom"
        size="72%"
        title={`${t('test.title')} · ${t('test.nothingSent')}`}
        overlayProps={{ opacity: 0.1 }}
      >
        <TestBody />
      </Drawer>
    )
  }
  return (
    <aside className={`${panelClasses.inspector} ${classes.panel}`} aria-label={t('test.title')}>
      <PanelHead
        icon={<IconFlask2 size={22} aria-hidden className={classes.flask} />}
        kind={t('test.nothingSent')}
        name={t('test.title')}
        actions={
          <ActionIcon onClick={close} aria-label={t('test.close')}>
            <IconX size={17} aria-hidden />
          </ActionIcon>
        }
      />
      <div className={classes.body}>
        <TestBody />
      </div>
    </aside>
  )
}

function TestBody() {
  const { t } = useTranslation('versions')
  const samples = useSamples()
  const walk = useWalk()
  const script = useEditor((state) => state.script)
  const lines = useEditor((state) => state.lines)
  if (samples.isError) return <ErrorState error={samples.error} onRetry={() => void samples.refetch()} />
  if (!samples.data || !script) return <Skeleton height={240} />
  return (
    <>
      <TestSetup script={script} {...samples.data} />
      {walk.isError && (
        <Alert color="red" my="sm">
          {messageOf(walk.error)}
        </Alert>
      )}
      {walk.isPending && <Skeleton height={160} mt="md" />}
      {walk.data && <TimeLine />}
      {walk.data && lines.length === 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t('test.nothing')}
        </Text>
      )}
    </>
  )
}
