import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import { useMay } from '../api/hooks'
import { Canvas } from '../canvas/Canvas'
import { MarksProvider } from '../canvas/marks'
import { type Catalogue, kindsOf } from '../graph/catalogue'
import type { Problem } from '../graph/document'
import { Outline } from '../outline/Outline'
import { useViewInUrl } from '../outline/useViewInUrl'
import { Palette } from '../panels/Palette'
import { ProblemsPanel } from '../panels/ProblemsPanel'
import { RightSide } from '../panels/RightSide'
import { ErrorState } from '../ui/ErrorState'
import { type Journey, journeyApi } from './api'
import { restoreKept, startAutosave } from './autosave'
import { ConflictDialogue } from './ConflictDialogue'
import { type EditorFrame, EditorProvider, useEditor } from './context'
import { Dialogues } from './Dialogues'
import { EditorHeader } from './EditorHeader'
import classes from './editor.module.css'
import { useKeptHistory } from './keptHistory'
import { useKeys } from './keys'
import { useLiveNumbers } from './numbers'
import { useClipboard } from './pasting'
import { stepOf, useProblems } from './problems'
import { createEditorStore } from './store'
import { useKeptFocus } from './useKeptFocus'
import { useOpenJourney } from './useOpenJourney'

export interface JourneyEditorProps {
  journeyId: string
}

/** Narrower than this there is room to look, not to draw. */
const ROOM_TO_DRAW = '(min-width: 56em)'

/** The editor of one journey: asks for it, then draws. */
export default function JourneyEditor({ journeyId }: JourneyEditorProps) {
  const { catalogue, journey, error, retry } = useOpenJourney(journeyId)
  if (catalogue && journey) {
    return <OpenEditor key={journey.id} journeyId={journeyId} catalogue={catalogue} journey={journey} />
  }
  return (
    <div className={classes.waiting}>
      {error ? <ErrorState error={error} onRetry={retry} /> : <Skeleton height="100%" />}
    </div>
  )
}

interface OpenEditorProps extends JourneyEditorProps {
  catalogue: Catalogue
  journey: Journey
}

function OpenEditor({ journeyId, catalogue, journey }: OpenEditorProps) {
  const frame = useEditorFrame({ journeyId, catalogue, journey })
  useLiveNumbers(journeyId, String(journey.id))
  useViewInUrl(frame.store)
  return (
    <EditorProvider frame={frame}>
      <Workplace />
    </EditorProvider>
  )
}

/** The store and its autosave, which live as long as the editor is on the page. */
function useEditorFrame({ journeyId, catalogue, journey }: OpenEditorProps): EditorFrame {
  const may = useMay()
  const wide = useMediaQuery(ROOM_TO_DRAW, true, { getInitialValueInEffect: false })
  const store = useMemo(() => createEditorStore(journey), [journey])
  const running = useRef<ReturnType<typeof startAutosave> | null>(null)
  useEffect(() => {
    const autosave = startAutosave(store, journeyId, {
      save: (document, base) => journeyApi.saveDraft(journeyId, document, base),
      load: () => journeyApi.load(journeyId),
    })
    running.current = autosave
    restoreKept(store, journeyId)
    return autosave.stop
  }, [store, journeyId])
  useKeptHistory(store, journeyId)
  useEffect(() => {
    store.getState().setReadOnly(!may.edit || !wide || store.getState().state === 'archived')
  }, [store, may.edit, wide])
  return useMemo(() => {
    const flush = () => running.current?.flush() ?? Promise.resolve()
    return { store, journeyId, catalogue, kinds: kindsOf(catalogue), autosave: { flush } }
  }, [store, journeyId, catalogue])
}

function Workplace() {
  const wide = useMediaQuery(ROOM_TO_DRAW, true, { getInitialValueInEffect: false })
  const readOnly = useEditor((state) => state.readOnly)
  const view = useEditor((state) => state.view)
  useKeys()
  useClipboard()
  useKeptFocus()
  return (
    <div className={classes.editor}>
      <EditorHeader />
      <div className={classes.body}>
        {wide && !readOnly && <Palette />}
        <div className={classes.stage} data-region="stage">
          <MarksProvider value={useMarked()}>{view === 'outline' ? <Outline /> : <Canvas />}</MarksProvider>
          <ProblemsPanel />
        </div>
        <RightSide wide={wide} />
      </div>
      <Dialogues />
      <ConflictDialogue />
    </div>
  )
}

const NOTHING = new Map<string, Problem[]>()

/** Problems by place, for the badges of the draft. */
function useMarked(): Map<string, Problem[]> {
  const problems = useProblems()
  const layer = useEditor((state) => state.layer)
  return useMemo(() => {
    if (layer === 'live') return NOTHING
    const marks = new Map<string, Problem[]>()
    for (const problem of problems) {
      const id = stepOf(problem)
      if (id !== null) marks.set(id, [...(marks.get(id) ?? []), problem])
    }
    return marks
  }, [problems, layer])
}
