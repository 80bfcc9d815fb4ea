import { Button, ColorInput, Group, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api/client'
import { useGet, useMay, useReread } from '../../api/hooks'
import { ImageInput } from '../../mail/ImageInput'
import { Card } from '../../ui/Card'
import { ErrorState } from '../../ui/ErrorState'
import { fieldErrors } from '../../ui/fields'
import { notifyDone } from '../../ui/notify'

const COLOURS = ['colour', 'button_text', 'text_colour', 'background'] as const
const TEXTS = [
  'name',
  'address',
  'phone',
  'email',
  'font',
  'website',
  'facebook',
  'instagram',
  'telegram',
  'vk',
  'youtube',
] as const
type Values = Record<string, string>

/** Colours, logo and address in one place: {{ brand.colour }} in every template. */
export function BrandPart() {
  const { t } = useTranslation('templates')
  const { data, error, refetch } = useGet<Values>('/brand')
  if (error && !data)
    return <ErrorState error={error} what={t('view.brand')} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={320} />
  return <BrandForm stored={data} />
}

function BrandForm({ stored }: { stored: Values }) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const reread = useReread()
  const [values, setValues] = useState(stored)
  const set = (name: string) => (value: string) => setValues((old) => ({ ...old, [name]: value }))
  const save = useMutation({
    mutationFn: () =>
      api.patch(
        '/brand',
        Object.fromEntries(Object.entries(values).filter(([name, value]) => stored[name] !== value)),
      ),
    onSuccess: async () => {
      await reread('/brand')
      notifyDone(t('saved'))
    },
  })
  const errors = fieldErrors(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Card title={t('view.brand')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={720}>
          <Text size="sm" c="dimmed">
            {t('brandLine')}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {COLOURS.map((name) => (
              <ColorInput
                withEyeDropper={false}
                key={name}
                label={t(`brand.${name}`)}
                format="hex"
                disabled={!may.edit}
                value={values[name] ?? ''}
                error={errors[name]}
                onChange={set(name)}
              />
            ))}
          </SimpleGrid>
          <ImageInput
            label={t('brand.logo')}
            disabled={!may.edit}
            value={values.logo ?? ''}
            error={errors.logo}
            onChange={set('logo')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {TEXTS.map((name) => (
              <TextInput
                key={name}
                label={t(`brand.${name}`)}
                maxLength={500}
                disabled={!may.edit}
                value={values[name] ?? ''}
                error={errors[name]}
                onChange={(event) => set(name)(event.currentTarget.value)}
              />
            ))}
          </SimpleGrid>
          {may.edit && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                {t('save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
