import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type OutlineRow, placings } from '../graph/outline'
import classes from './outline.module.css'
import { PlaceLine } from './PlaceLine'
import { PortLine } from './PortLine'

interface OutlineTreeProps {
  name: 'triggers' | 'steps' | 'unreached'
  rows: OutlineRow[]
  numbers: Map<string, number>
  at: string | undefined
}

/** One section of the list, as a tree that is written flat: each row says its level and its place. */
export function OutlineTree({ name, rows, numbers, at }: OutlineTreeProps) {
  const { t } = useTranslation('outline')
  const id = useId()
  const stands = placings(rows)
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {t(`section.${name}`)}
        {name === 'unreached' && <span className={classes.headingLine}>{t('section.unreachedLine')}</span>}
      </h2>
      <div role="tree" aria-labelledby={id} aria-multiselectable>
        {rows.map((row, index) => {
          const { level = 1, position = 1, size = 1 } = stands[index] ?? {}
          const frame = {
            level,
            position,
            size,
            open: (stands[index + 1]?.level ?? 0) > level,
            reachable: row.key === at,
          }
          if (row.row === 'place') {
            return (
              <PlaceLine
                key={row.key}
                {...frame}
                id={row.id}
                depth={row.depth}
                number={row.number}
                ways={row.ways}
              />
            )
          }
          const to = row.target === null ? null : (numbers.get(row.target) ?? null)
          return (
            <PortLine
              key={row.key}
              {...frame}
              id={row.id}
              depth={row.depth}
              port={row.port}
              named={row.named}
              leads={row.leads}
              target={row.target}
              number={to}
            />
          )
        })}
      </div>
    </section>
  )
}
