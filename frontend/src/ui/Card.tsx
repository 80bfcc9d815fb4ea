import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import classes from './ui.module.css'

interface CardProps {
  title?: ReactNode
  aside?: ReactNode
  /** The content reaches the edges (a list). */
  flush?: boolean
  children: ReactNode
}

export function Card({ title, aside, flush, children }: CardProps) {
  return (
    <section className={classes.card}>
      {title && (
        <div className={classes.cardHead}>
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside}
        </div>
      )}
      <div className={flush ? classes.cardFlush : classes.cardBody}>{children}</div>
    </section>
  )
}

interface StatProps {
  title: string
  value: ReactNode
  line?: ReactNode
  to?: string
  color?: string
}

/** A number that opens what it counts. */
export function Stat({ title, value, line, to, color }: StatProps) {
  const inside = (
    <>
      <Text size="sm" c="dimmed" component="div">
        {title}
      </Text>
      <div className={classes.statNumber} style={{ color }}>
        {value}
      </div>
      {line && (
        <Text size="xs" c="dimmed" component="div" mt={2}>
          {line}
        </Text>
      )}
    </>
  )
  return to ? (
    <Link to={to} className={classes.stat}>
      {inside}
    </Link>
  ) : (
    <div className={classes.stat}>{inside}</div>
  )
}

/** Names and values; what has no value is left out. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className={classes.facts}>
      {shown.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, in a fixed order
        <div key={`${name}:${index}`} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
