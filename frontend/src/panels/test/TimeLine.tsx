import { ActionIcon, Group, Slider, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import type { Line } from '../../graph/walk'
import { clockTime, dayName } from '../../ui/clock'
import { TimeLineEntry } from './TimeLineEntry'
import classes from './test.module.css'

/** What happens, moment by moment, under the virtual clock; the canvas shows the way up to the chosen moment. */
export function TimeLine() {
  const { t } = useTranslation('versions')
  const lines = useEditor((state) => state.lines)
  const cursor = useEditor((state) => state.cursor)
  const setCursor = useEditor((state) => state.setCursor)
  const walk = useEditor((state) => state.walk)
  const list = useRef<HTMLOListElement>(null)
  useFollow(list, cursor, lines)
  if (!walk || lines.length === 0) return null
  const zone = walk.zone
  return (
    <section aria-label={t('line.title')}>
      <Group gap={8} wrap="nowrap" className={classes.scrubber}>
        <ActionIcon
          size="sm"
          disabled={cursor === 0}
          onClick={() => setCursor(cursor - 1)}
          aria-label={t('line.back')}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Slider
          flex={1}
          size="sm"
          min={0}
          max={Math.max(1, lines.length - 1)}
          step={1}
          value={cursor}
          onChange={setCursor}
          label={null}
          thumbLabel={t('line.moment')}
        />
        <ActionIcon
          size="sm"
          disabled={cursor >= lines.length - 1}
          onClick={() => setCursor(cursor + 1)}
          aria-label={t('line.on')}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <ol className={classes.lines} ref={list}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the walk
          <li key={index} data-here={index === cursor || undefined} className={classes.line}>
            {dayOf(line, lines[index - 1], zone)}
            <TimeLineEntry
              line={line}
              time={clockTime(new Date(line.at), zone).slice(0, 5)}
              here={index === cursor}
              past={index <= cursor}
              onPick={() => setCursor(index)}
            />
          </li>
        ))}
      </ol>
      <Text size="xs" c="dimmed" mt="xs">
        {t('line.zone', { zone })}
        {walk.stopped && ` ${t('line.stopped')}`}
      </Text>
    </section>
  )
}

function dayOf(line: Line, before: Line | undefined, zone: string) {
  const day = dayName(new Date(line.at), zone)
  if (before && dayName(new Date(before.at), zone) === day) return null
  return <div className={classes.day}>{day}</div>
}

/** The chosen line stays in view, without moving the page; a new walk is read from its beginning. */
function useFollow(list: React.RefObject<HTMLOListElement | null>, cursor: number, lines: Line[]): void {
  const seen = useRef(lines)
  useEffect(() => {
    if (seen.current === lines) list.current?.children[cursor]?.scrollIntoView({ block: 'nearest' })
    seen.current = lines
  }, [list, cursor, lines])
}
