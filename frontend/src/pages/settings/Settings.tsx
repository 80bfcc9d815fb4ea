import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { KeysPart } from './KeysPart'
import { MembersPart } from './MembersPart'
import { SuppressionsPart } from './SuppressionsPart'
import { TopicsPart } from './TopicsPart'
import { WorkspacePart } from './WorkspacePart'

const PARTS = {
  workspace: WorkspacePart,
  members: MembersPart,
  keys: KeysPart,
  topics: TopicsPart,
  suppressed: SuppressionsPart,
}
type PartId = keyof typeof PARTS
const ids = Object.keys(PARTS) as PartId[]

export default function Settings() {
  const { t } = useTranslation()
  const { slug, part = '' } = useParams()
  const navigate = useNavigate()
  const id = ids.find((candidate) => candidate === part)
  if (!id) return <Navigate to={`/w/${slug}/settings/workspace`} replace />
  const Part = PARTS[id]
  return (
    <PageBody wide={false}>
      <PageHeader title={t('place.settings')} />
      <Tabs value={id} onChange={(value) => void navigate(`/w/${slug}/settings/${value}`)} mb="lg">
        <Tabs.List>
          {ids.map((value) => (
            <Tabs.Tab key={value} value={value}>
              {t(`settings.${value}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Part />
    </PageBody>
  )
}
