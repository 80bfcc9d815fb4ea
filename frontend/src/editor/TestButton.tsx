import { Button } from '@mantine/core'
import { IconFlask2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { test } from './commands'
import { useEditor, useFrame } from './context'
import { keyWords } from './keys'

/** Opens the test of the draft, and closes it again. */
export function TestButton() {
  const { t } = useTranslation('versions')
  const frame = useFrame()
  const enabled = useEditor(test.enabled)
  const testing = useEditor((state) => state.testing)
  return (
    <Button
      variant={testing ? 'light' : 'default'}
      disabled={!enabled}
      aria-pressed={testing}
      title={keyWords(test.keys[0] ?? '')}
      leftSection={<IconFlask2 size={16} aria-hidden />}
      onClick={() => void test.run(frame)}
    >
      {t('test.open')}
    </Button>
  )
}
