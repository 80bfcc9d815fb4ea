import { Anchor, List, Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import { humanise } from '../../ui/names'
import { pathOf, type Shelf, type TemplateUses } from './templates'

/** What a change of it touches. */
export function UsesList({ shelf, slug }: { shelf: Shelf; slug: string }) {
  const { t } = useTranslation('templates')
  const { slug: workspace } = useParams()
  const { data } = useGet<TemplateUses>(`${pathOf(shelf, slug)}/uses`)
  if (!data) return <Skeleton h={48} />
  if (data.steps.length + data.templates.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('uses.none')}
      </Text>
    )
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('uses.title')}
      </Text>
      <List size="sm">
        {data.templates.map((use) => (
          <List.Item key={`${use.channel}:${use.slug}`}>
            <Anchor
              component={Link}
              size="sm"
              to={`/w/${workspace}/${use.channel === 'part' ? 'parts' : 'templates'}/${use.slug}`}
            >
              {use.name}
            </Anchor>
          </List.Item>
        ))}
        {data.steps.map((use) => (
          <List.Item key={`${use.journey_id}:${use.step}`}>
            <Anchor component={Link} size="sm" to={`/w/${workspace}/journeys/${use.slug}`}>
              {use.name}
            </Anchor>
            {`, ${humanise(use.step)}`}
            {!use.live && ` (${t('uses.draftOnly')})`}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
