import { Button, SimpleGrid, Stack } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useWorkspace } from '../../api/hooks'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { DemoNote } from './DemoNote'
import { FirstSteps } from './FirstSteps'
import { LiveFeed } from './LiveFeed'
import { LiveJourneys } from './LiveJourneys'
import { LiveMails } from './LiveMails'
import { NumbersNow } from './NumbersNow'
import { Troubles } from './Troubles'

/** What is happening now, each number a door to what it counts. */
export default function Home() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const workspace = useWorkspace()
  return (
    <PageBody>
      <PageHeader
        title={t('home.title')}
        line={workspace && t('home.line', { name: workspace.name, zone: workspace.zone })}
        actions={
          <Button
            component={Link}
            to={`/w/${slug}/start`}
            variant="default"
            leftSection={<IconBolt size={16} aria-hidden />}
          >
            {t('home.sendEvent')}
          </Button>
        }
      />
      <Stack gap="md">
        {workspace?.is_demo && <DemoNote />}
        <FirstSteps />
        <NumbersNow />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
          <Stack gap="md">
            <Troubles />
            <LiveJourneys />
          </Stack>
          <Stack gap="md">
            <LiveFeed />
            <LiveMails />
          </Stack>
        </SimpleGrid>
      </Stack>
    </PageBody>
  )
}
