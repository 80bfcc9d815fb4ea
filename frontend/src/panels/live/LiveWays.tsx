import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../../editor/context'
import { shownDocument } from '../../editor/store'
import { flowsOf } from '../../graph/flows'
import { placeName } from '../../graph/placeName'
import { portsAt } from '../../graph/ports'
import { edgesOf } from '../../graph/read'
import { type Column, DataList } from '../../ui/DataList'
import { percent } from '../figures'
import { CountButton } from './CountButton'
import { asList } from './LiveTable'
import classes from './live.module.css'
import { portWords } from './portWords'

interface WayRow {
  id: string
  source: string
  port: string
  from: string
  by: string
  to: string
  count: number
  left: number
}

/** How many took each way, as the width of the edges shows; also those that end or leave the journey. */
export function LiveWays() {
  const { t } = useTranslation('live')
  const rows = useWays()
  const columns: Column<WayRow>[] = [
    { id: 'from', title: t('ways.from'), width: '28%', sortBy: (row) => row.from, cell: (row) => row.from },
    { id: 'by', title: t('ways.by'), width: '20%', sortBy: (row) => row.by, cell: (row) => row.by },
    {
      id: 'to',
      title: t('ways.to'),
      width: '28%',
      hideBelow: 'sm',
      sortBy: (row) => row.to,
      cell: (row) => row.to,
    },
    {
      id: 'count',
      title: t('number.passed'),
      align: 'right',
      sortBy: (row) => row.count,
      cell: (row) => (
        <CountButton
          place={row.source}
          what={row.port === '$failed' ? 'failed' : 'passed'}
          port={row.port}
          n={row.count}
          label={`${row.from}, ${row.by}`}
        />
      ),
    },
    {
      id: 'share',
      title: t('ways.share'),
      align: 'right',
      sortBy: (row) => (row.left ? row.count / row.left : 0),
      cell: (row) => percent(row.count, row.left),
    },
  ]
  return (
    <DataList
      label={t('ways.title')}
      query={asList(rows)}
      columns={columns}
      rowKey={(row) => row.id}
      empty={<p className={classes.nothing}>{t('table.none')}</p>}
    />
  )
}

function useWays(): WayRow[] {
  const { t } = useTranslation('live')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const steps = useEditor((state) => state.counters?.steps) ?? {}
  const flows = flowsOf(document, steps)
  const row = (source: string, port: string, to: string): WayRow => {
    const title = portsAt(document, kinds, source).find(({ name }) => name === port)?.title
    return {
      id: `${source}:${port}`,
      source,
      port,
      from: placeName(document, kinds, source),
      by: portWords(t, port, title),
      to,
      count: steps[source]?.ports[port] ?? 0,
      left: steps[source]?.left ?? 0,
    }
  }
  const drawn = edgesOf(document).map((edge) =>
    row(edge.source, edge.port, placeName(document, kinds, edge.target)),
  )
  const undrawn = Object.entries(steps).flatMap(([source, numbers]) =>
    Object.keys(numbers?.ports ?? {})
      .filter((port) => !flows.has(`${source}:${port}`))
      .map((port) => row(source, port, port === '$goal' ? t('ways.goal') : t('ways.out'))),
  )
  return [...drawn, ...undrawn]
}
