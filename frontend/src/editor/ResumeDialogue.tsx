import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DurationInput } from '../forms/fields/DurationField'
import { notifyDone } from '../ui/notify'
import { journeyApi, type ResumeChoice } from './api'
import { useFrame } from './context'
import { useAfterwards } from './useAfterwards'

const CHOICES = ['now', 'spread', 'skip'] as const

/** What becomes of all that fell due while the journey was paused. */
export function ResumeDialogue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('editor')
  const { journeyId } = useFrame()
  const afterwards = useAfterwards()
  const [due, setDue] = useState<(typeof CHOICES)[number]>('now')
  const [spread, setSpread] = useState('PT1H')
  const [olderThan, setOlderThan] = useState('PT24H')
  const choice: ResumeChoice =
    due === 'now' ? { due } : due === 'spread' ? { due, spread } : { due, older_than: olderThan }
  const resume = useMutation({
    mutationFn: () => journeyApi.resume(journeyId, choice),
    onSuccess: async () => {
      await afterwards()
      onClose()
      notifyDone(t('resume.done'))
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('resume.title')}>
      <Stack gap="md">
        <Radio.Group value={due} onChange={(next) => setDue(next as typeof due)} label={t('resume.question')}>
          <Stack gap="sm" mt="sm">
            {CHOICES.map((name) => (
              <Radio
                key={name}
                value={name}
                label={t(`resume.${name}`)}
                description={t(`resume.help.${name}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {due === 'spread' && (
          <DurationInput
            value={spread}
            label={t('resume.spread')}
            onChange={(iso) => setSpread(iso ?? 'PT1H')}
          />
        )}
        {due === 'skip' && (
          <DurationInput
            value={olderThan}
            label={t('resume.skip')}
            onChange={(iso) => setOlderThan(iso ?? 'PT24H')}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={resume.isPending} onClick={() => resume.mutate()}>
            {t('resume.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
