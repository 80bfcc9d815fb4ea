import { Anchor, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useGet } from '../../api/hooks'
import type { Page } from '../../api/types'
import { type FieldProps, textOf, useInput, useSiblings } from '../field'

interface Saved {
  id: number
  slug: string
  name: string
  published: number
}

/** One of the workspace's templates of this channel, or none: then the message is written here. */
export function TemplateField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const { slug: workspace } = useParams()
  const { description, ...input } = useInput(props)
  const channel = textOf(useSiblings().channel)
  const { data } = useGet<Page<Saved>>('/templates', { channel, limit: 200 })
  const value = textOf(props.value)
  const found = data?.results ?? []
  const chosen = found.find(({ slug }) => slug === value)
  const choices = found.map(({ slug, name, published }) => ({
    value: slug,
    label: published ? name : t('template.unpublished', { name }),
  }))
  // One that is gone is still shown, or the field would look empty.
  if (value && !chosen) choices.push({ value, label: value })
  if (choices.length === 0) return null
  return (
    <Select
      {...input}
      description={
        chosen ? (
          <Anchor component={Link} size="xs" to={`/w/${workspace}/templates/${chosen.slug}`}>
            {t('template.open')}
          </Anchor>
        ) : (
          description
        )
      }
      data={choices}
      value={value || null}
      placeholder={t('template.none')}
      clearable
      searchable
      onChange={(next) => props.onChange(next ?? '')}
    />
  )
}
