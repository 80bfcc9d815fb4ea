import { Anchor, Text, ThemeIcon } from '@mantine/core'
import { IconActivity, IconArrowRight, IconBan, IconHeart, IconMail } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { TimelineItem } from '../../api/types'
import rows from '../../ui/rows.module.css'
import { Matched } from '../events/Matched'
import { momentWords } from './moments'

const LOOK = {
  event: { icon: IconActivity, color: 'teal' },
  move: { icon: IconArrowRight, color: 'slate' },
  message: { icon: IconMail, color: 'blue' },
  refusal: { icon: IconBan, color: 'orange' },
  consent: { icon: IconHeart, color: 'violet' },
}

/** One line of the timeline: when, what, and why. */
export function Moment({ item, time }: { item: TimelineItem; time: ReactNode }) {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { title, line, to } = momentWords(t, item)
  const { icon: Icon, color } = LOOK[item.type] ?? LOOK.move
  return (
    <li className={rows.moment}>
      <div className={rows.momentTime}>{time}</div>
      <ThemeIcon size={24} radius="xl" variant="light" color={color} className={rows.momentIcon}>
        <Icon size={14} aria-label={t(`timeline.one.${item.type}`)} />
      </ThemeIcon>
      <div className={rows.grow}>
        <div className={rows.line} style={{ flexWrap: 'wrap' }}>
          {to ? (
            <Anchor component={Link} to={`/w/${slug}/${to}`} c="inherit" fw={500}>
              {title}
            </Anchor>
          ) : (
            <Text fw={500}>{title}</Text>
          )}
          {item.type === 'event' && <Matched matches={item.matched ?? []} />}
        </div>
        {line && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {line}
          </Text>
        )}
      </div>
    </li>
  )
}
