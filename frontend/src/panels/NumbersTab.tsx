import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { useEntered, useStepNumbers } from '../editor/numbers'
import { shownDocument } from '../editor/store'
import { portsAt } from '../graph/ports'
import { percent } from './figures'
import classes from './panels.module.css'

const FIGURES = ['entered', 'waiting', 'left', 'sent', 'refused', 'failed'] as const
const OF_MESSAGES = new Set<string>(['sent', 'refused'])

/** How many came, stand here, and left by which port; current without a reload. */
export function NumbersTab({ id, trigger }: { id: string; trigger: boolean }) {
  const { t } = useTranslation('editor')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const version = useEditor((state) => state.live?.number)
  const numbers = useStepNumbers(id)
  const entered = useEntered(id, trigger)
  if (!numbers) return null
  const ports = portsAt(document, kinds, id)
  const isMessage = numbers.sent + numbers.refused > 0
  const shown = trigger ? ['entered' as const] : FIGURES.filter((name) => isMessage || !OF_MESSAGES.has(name))
  return (
    <Stack gap="md">
      <div className={classes.figures}>
        {shown.map((name) => (
          <div key={name} className={classes.figure}>
            <div className={classes.figureNumber}>
              {(name === 'entered' ? entered : numbers[name]).toLocaleString()}
            </div>
            <div className={classes.figureName}>{t(`numbers.${name}`)}</div>
          </div>
        ))}
      </div>
      {!trigger && ports.length > 0 && (
        <Stack gap={8}>
          <Text size="sm" fw={600}>
            {t('numbers.ports')}
          </Text>
          {ports.map((port) => {
            const left = numbers.ports[port.name] ?? 0
            return (
              <div key={port.name} className={classes.shareRow}>
                <span>{port.title || t('edge.plain')}</span>
                <div className={classes.shareBar}>
                  <div
                    className={classes.shareFill}
                    style={{ width: percent(left, numbers.left).replace(' ', '') }}
                  />
                </div>
                <span className="num" title={percent(left, numbers.left)}>
                  {left.toLocaleString()}
                </span>
              </div>
            )
          })}
        </Stack>
      )}
      <Text size="xs" c="dimmed">
        {t('numbers.note', { version: version ?? 0 })}
      </Text>
    </Stack>
  )
}
