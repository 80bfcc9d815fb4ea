import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import { ErrorState } from '../../ui/ErrorState'
import { TemplateEditor } from './TemplateEditor'
import { pathOf, type Shelf, type Template } from './templates'

export default function TemplatePage({ shelf = 'templates' }: { shelf?: Shelf }) {
  const { t } = useTranslation('templates')
  const { item = '' } = useParams()
  const { data, error, refetch } = useGet<Template>(pathOf(shelf, item))
  if (error && !data)
    return <ErrorState error={error} what={t(`one.${shelf}`)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={320} m="lg" />
  return <TemplateEditor key={data.slug} shelf={shelf} template={data} />
}
