import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import type { What } from '../editor/liveSlice'
import { failedAt, passedAt, useEntered, useStepNumbers } from '../editor/numbers'
import { shownDocument } from '../editor/store'
import { portsAt } from '../graph/ports'
import { percent } from './figures'
import { CountButton } from './live/CountButton'
import { portWords } from './live/portWords'
import classes from './panels.module.css'

const OPENS: Record<string, What> = {
  waiting: 'standing',
  passed: 'passed',
  refused: 'refused',
  failed: 'failed',
}

/** How many came, stand here, and left by which port, in the chosen period; current without a reload. */
export function NumbersTab({ id, trigger }: { id: string; trigger: boolean }) {
  const { t } = useTranslation('live')
  const numbers = useStepNumbers(id)
  const entered = useEntered(id, trigger)
  const period = useEditor((state) => state.period)
  const version = useEditor((state) => state.countedVersion)
  if (!numbers) return null
  const { waiting, sent, refused } = numbers
  const message = sent + refused > 0
  const figures: Record<string, number> = {
    entered,
    ...(trigger ? { refused } : { waiting, passed: passedAt(numbers) }),
    ...(message && !trigger ? { sent, refused } : {}),
    ...(trigger ? {} : { failed: failedAt(numbers) }),
  }
  return (
    <Stack gap="md">
      <div className={classes.figures}>
        {Object.entries(figures).map(([name, n]) => {
          const title = t(`number.${name}` as 'number.entered')
          return (
            <div key={name} className={classes.figure}>
              <div className={classes.figureNumber}>
                <CountButton place={id} what={OPENS[name]} n={n} label={title} />
              </div>
              <div className={classes.figureName}>{title}</div>
            </div>
          )
        })}
      </div>
      {!trigger && <Ways id={id} />}
      <Text size="xs" c="dimmed">
        {t('note', {
          period: t(`period.${period}`),
          version: version === null ? t('version.any') : t('version.one', { number: version }),
        })}
      </Text>
    </Stack>
  )
}

/** The ports, and the ways out that are not drawn, with their shares. */
function Ways({ id }: { id: string }) {
  const { t } = useTranslation('live')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const numbers = useStepNumbers(id)
  if (!numbers) return null
  const drawn = portsAt(document, kinds, id)
  const names = [...new Set([...drawn.map(({ name }) => name), ...Object.keys(numbers.ports)])]
  if (names.length === 0) return null
  return (
    <Stack gap={8}>
      <Text size="sm" fw={600}>
        {t('ways.by')}
      </Text>
      {names.map((name) => {
        const left = numbers.ports[name] ?? 0
        const title = portWords(t, name, drawn.find((port) => port.name === name)?.title)
        return (
          <div key={name} className={classes.shareRow}>
            <span>{title}</span>
            <div className={classes.shareBar}>
              <div
                className={classes.shareFill}
                style={{ width: percent(left, numbers.left).replace(' ', '') }}
              />
            </div>
            <span title={percent(left, numbers.left)}>
              <CountButton
                place={id}
                what={name === '$failed' ? 'failed' : 'passed'}
                port={name}
                n={left}
                label={title}
              />
            </span>
          </div>
        )
      })}
    </Stack>
  )
}
