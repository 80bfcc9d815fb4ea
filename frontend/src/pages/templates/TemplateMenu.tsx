import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { api } from '../../api/client'
import { useList, useMay, useReread } from '../../api/hooks'
import { useConfirm } from '../../ui/Confirm'
import { notifyDone } from '../../ui/notify'
import { RelativeTime } from '../../ui/RelativeTime'
import { type Contents, pathOf, type Shelf, type Template, type TemplateVersion } from './templates'
import { UsesList } from './UsesList'
import type { useDraft } from './useDraft'

interface TemplateMenuProps {
  shelf: Shelf
  template: Template
  draft: ReturnType<typeof useDraft>
}

/** Its history and where it is used; and, when nothing uses it, its end. */
export function TemplateMenu({ shelf, template, draft }: TemplateMenuProps) {
  const { t } = useTranslation('templates')
  const { slug } = useParams()
  const may = useMay()
  const navigate = useNavigate()
  const reread = useReread()
  const [open, { open: show, close }] = useDisclosure(false)
  const path = pathOf(shelf, template.slug)
  const confirm = useConfirm({
    title: t('delete.ask', { name: template.name }),
    text: t('delete.line'),
    act: t('delete.do'),
    onConfirm: async () => {
      await api.delete(path)
      await navigate(`/w/${slug}/templates${shelf === 'parts' ? '?view=parts' : ''}`)
      await reread(`/${shelf}`)
    },
  })
  return (
    <>
      <Button variant="default" onClick={show}>
        {t('history.title')}
      </Button>
      <Drawer opened={open} onClose={close} position="right" title={t('history.title')}>
        {open && (
          <Stack gap="lg">
            <UsesList shelf={shelf} slug={template.slug} />
            <Versions path={path} draft={draft} onRestored={close} />
            {may.edit && (
              <Group>
                <Button color="red" variant="light" onClick={confirm.ask}>
                  {t('delete.do')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </Drawer>
      {confirm.dialogue}
    </>
  )
}

interface VersionsProps {
  path: string
  draft: ReturnType<typeof useDraft>
  onRestored: () => void
}

function Versions({ path, draft, onRestored }: VersionsProps) {
  const { t } = useTranslation('templates')
  const may = useMay()
  const { rows, loading, hasMore, loadMore } = useList<TemplateVersion>(`${path}/versions`)
  const restore = useMutation({
    mutationFn: (number: number) => api.get<{ contents: Contents }>(`${path}/versions/${number}`),
    onSuccess: ({ contents }, number) => {
      draft.change(contents)
      notifyDone(t('history.restored', { number }))
      onRestored()
    },
  })
  if (!loading && rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('history.none')}
      </Text>
    )
  return (
    <Stack gap="sm">
      {rows.map((version) => (
        <Group key={version.number} justify="space-between" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Text size="sm" fw={500}>
              {t('history.version', { number: version.number })}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {version.published_by} · <RelativeTime at={version.published_at} />
            </Text>
            {version.note && <Text size="sm">{version.note}</Text>}
          </div>
          {may.edit && (
            <Button
              size="xs"
              variant="default"
              loading={restore.isPending}
              aria-label={t('history.restoreOf', { number: version.number })}
              onClick={() => restore.mutate(version.number)}
            >
              {t('history.restore')}
            </Button>
          )}
        </Group>
      ))}
      {hasMore && (
        <Button variant="default" onClick={loadMore}>
          {t('history.more')}
        </Button>
      )}
    </Stack>
  )
}
