import { Button, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/hooks'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { useUrlState } from '../../ui/url'
import { BrandPart } from './BrandPart'
import { NewTemplate } from './NewTemplate'
import { PicturesPart } from './PicturesPart'
import { TemplateList } from './TemplateList'

const VIEWS = ['templates', 'parts', 'pictures', 'brand'] as const

/** What is written once and sent from many places, and what those share. */
export default function Templates() {
  const { t } = useTranslation('templates')
  const { get, change } = useUrlState()
  const may = useMay()
  const view = VIEWS.find((name) => name === get('view')) ?? 'templates'
  const shelf = view === 'parts' ? 'parts' : 'templates'
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        line={t('line')}
        actions={
          may.edit &&
          (view === 'templates' || view === 'parts') && (
            <Button onClick={() => change({ new: '1' }, false)}>{t(`new.${shelf}`)}</Button>
          )
        }
      />
      <Tabs
        value={view}
        onChange={(next) => change({ view: next === 'templates' ? null : next, search: null, channel: null })}
        mb="md"
      >
        <Tabs.List>
          {VIEWS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {view === 'brand' ? (
        <BrandPart />
      ) : view === 'pictures' ? (
        <PicturesPart />
      ) : (
        <TemplateList key={shelf} shelf={shelf} />
      )}
      <NewTemplate shelf={shelf} />
    </PageBody>
  )
}
