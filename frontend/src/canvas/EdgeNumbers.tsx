import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { type EdgeFlow, flowsOf } from '../graph/flows'
import { placeName } from '../graph/placeName'
import { percent } from '../panels/figures'
import classes from './canvas.module.css'

type Flows = Map<string, EdgeFlow>
let known: { document: unknown; steps: unknown; flows: Flows } | null = null

/** The live layer's count of one edge; undefined while the draft is drawn. */
export function useEdgeFlow(id: string): EdgeFlow | undefined {
  return useEditor((state) => {
    if (state.layer !== 'live' || state.review || !state.counters) return undefined
    const document = shownDocument(state)
    const { steps } = state.counters
    if (known?.document !== document || known.steps !== steps) {
      known = { document, steps, flows: kept(known?.flows, flowsOf(document, steps)) }
    }
    return known.flows.get(id)
  })
}

/** Edges whose numbers are the same stay the same, and are not drawn again. */
function kept(before: Flows | undefined, flows: Flows): Flows {
  for (const [id, flow] of flows) {
    const old = before?.get(id)
    if (old && old.count === flow.count && old.share === flow.share && old.width === flow.width) {
      flows.set(id, old)
    }
  }
  return flows
}

/** The edge as wide as many took it; thin and light where nobody did. */
export const edgeLook = (flow: EdgeFlow | undefined) =>
  flow && {
    className: flow.count > 0 ? classes.flow : classes.flowNone,
    style: { strokeWidth: flow.width },
    markerEnd: flow.width > 3 ? undefined : 'url(#sj-arrow)',
  }

/** Count and share, at the middle of the edge; there for the keyboard even while it is not drawn. */
export function EdgeNumbers({ flow, shown }: { flow: EdgeFlow; shown: boolean }) {
  const { t } = useTranslation('live')
  const { kinds, store } = useFrame()
  const showPeople = useEditor((state) => state.showPeople)
  const { edge, count, share } = flow
  const named = (id: string) => placeName(shownDocument(store.getState()), kinds, id)
  const words = t('edge', { n: count.toLocaleString(), share: percent(count, count / (share || 1)) })
  return (
    <button
      type="button"
      className={`${classes.edgeCount} num nodrag nopan`}
      data-shown={shown || undefined}
      aria-label={t('edgeOf', { words, from: named(edge.source), to: named(edge.target) })}
      onClick={() => showPeople({ place: edge.source, what: 'passed', port: edge.port })}
    >
      {words}
    </button>
  )
}
