import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArchive,
  IconCode,
  IconDots,
  IconHistory,
  IconKeyboard,
  IconPlayerPause,
  IconVersions,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notifyDone } from '../ui/notify'
import { journeyApi } from './api'
import { useEditor, useFrame } from './context'
import { useAfterwards } from './useAfterwards'

/** What is done rarely to a journey: pause, archive, look at its JSON. */
export function JourneyMenu() {
  const { t } = useTranslation('editor')
  const { t: p } = useTranslation('presence')
  const { journeyId } = useFrame()
  const state = useEditor((editor) => editor.state)
  const readOnly = useEditor((editor) => editor.readOnly)
  const open = useEditor((editor) => editor.open)
  const asides = useEditor((editor) => editor.asides.length)
  const hasHistory = useEditor((editor) => editor.live !== null)
  const setHistoryOpen = useEditor((editor) => editor.setHistoryOpen)
  const afterwards = useAfterwards()
  const pause = useMutation({
    mutationFn: () => journeyApi.pause(journeyId),
    onSuccess: async () => {
      await afterwards()
      notifyDone(t('pause.done'))
    },
  })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('header.more')} loading={pause.isPending}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!readOnly && state === 'live' && (
          <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => pause.mutate()}>
            {t('pause.do')}
          </Menu.Item>
        )}
        <Menu.Item
          disabled={!hasHistory}
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={() => setHistoryOpen(true)}
        >
          {t('command.history')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCode size={16} aria-hidden />} onClick={() => open('json')}>
          {t('command.json')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => open('shortcuts')}>
          {t('command.shortcuts')}
        </Menu.Item>
        {asides > 0 && (
          <Menu.Item leftSection={<IconVersions size={16} aria-hidden />} onClick={() => open('asides')}>
            {p('asides.open', { n: asides })}
          </Menu.Item>
        )}
        {!readOnly && (state === 'live' || state === 'paused') && (
          <>
            <Menu.Divider />
            <Menu.Item
              c="var(--sj-bad)"
              leftSection={<IconArchive size={16} aria-hidden />}
              onClick={() => open('archive')}
            >
              {t('archive.open')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
