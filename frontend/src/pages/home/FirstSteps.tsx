import { Button, Stack, Text } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useMay } from '../../api/hooks'
import { useLive } from '../../api/live'
import { Card } from '../../ui/Card'
import { Snippets } from '../setup/EventSnippets'

/** While nothing came yet: how to send an event, and where journeys are ready-made. */
export function FirstSteps() {
  const { t } = useTranslation('live')
  const { slug } = useParams()
  const may = useMay()
  const [empty, setEmpty] = useState(false)
  useLive('workspace', ({ type, data }) => {
    if (type === 'state') setEmpty(!(data as { has_events: boolean }).has_events)
    if (type === 'first_event') setEmpty(false)
  })
  if (!empty || !may.edit) return null
  return (
    <Card title={t('home.first.title')}>
      <Stack gap="sm" align="stretch">
        <Text size="sm" c="dimmed">
          {t('home.first.line')}
        </Text>
        <Snippets />
        <Text size="sm" c="dimmed">
          {t('home.first.journey')}
        </Text>
        <Button
          component={Link}
          to={`/w/${slug}/gallery`}
          variant="default"
          leftSection={<IconLayoutGrid size={16} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('home.first.gallery')}
        </Button>
      </Stack>
    </Card>
  )
}
