import {
  IconArrowRight,
  IconBolt,
  IconCircleX,
  IconFlag,
  IconHourglass,
  IconMail,
  IconMailOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { placeName } from '../../graph/placeName'
import { portsAt } from '../../graph/ports'
import { exists, isTrigger } from '../../graph/read'
import type { Line } from '../../graph/walk'
import { MessageLook } from './MessageLook'
import classes from './test.module.css'
import { useLineWords } from './useLineWords'
import { WhatIf } from './WhatIf'

interface TimeLineEntryProps {
  line: Line
  time: string
  here: boolean
  past: boolean
  onPick: () => void
}

const ICONS = {
  enter: IconBolt,
  wait: IconHourglass,
  message: IconMail,
  leave: IconArrowRight,
  end: IconFlag,
  refused: IconCircleX,
}

/** One moment: when, where, what happened and why; at the chosen one also what else could have happened. */
export function TimeLineEntry({ line, time, here, past, onPick }: TimeLineEntryProps) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const viewport = useEditor((state) => state.viewport)
  const refused = useEditor((state) => line.kind === 'message' && state.script?.receipts[line.message.step])
  const [open, setOpen] = useState(false)
  const words = useLineWords(line)
  const Icon = line.kind === 'message' && refused ? IconMailOff : ICONS[line.kind]
  const place = line.place !== null && exists(document, line.place) ? line.place : null
  const ways = place !== null && !isTrigger(document, place) && portsAt(document, kinds, place).length > 1
  return (
    <>
      <button
        type="button"
        className={classes.moment}
        data-past={past || undefined}
        aria-current={here ? 'step' : undefined}
        onClick={() => {
          onPick()
          if (place !== null) viewport?.show(place, { focus: false })
        }}
      >
        <span className={classes.time}>{time}</span>
        <Icon size={15} aria-hidden className={classes.momentIcon} data-kind={line.kind} />
        <span className={classes.momentWords}>
          <span>{words.what}</span>
          {place !== null && <span className={classes.momentPlace}>{placeName(document, kinds, place)}</span>}
          {words.why && <span className={classes.momentWhy}>{words.why}</span>}
        </span>
      </button>
      {line.kind === 'message' && (
        <button type="button" className={classes.look} onClick={() => setOpen(true)}>
          <span className={classes.lookSubject}>{line.message.preview?.subject || t('line.noSubject')}</span>
          <span className={classes.lookText}>{line.message.preview?.text.slice(0, 90)}</span>
        </button>
      )}
      {open && line.kind === 'message' && (
        <MessageLook message={line.message} onClose={() => setOpen(false)} />
      )}
      {here && ways && place !== null && line.kind !== 'end' && <WhatIf step={place} />}
    </>
  )
}
