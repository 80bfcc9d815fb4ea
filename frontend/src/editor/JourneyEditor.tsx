import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import { Canvas } from '../canvas/Canvas'
import { MarksProvider } from '../canvas/marks'
import type { Catalogue } from '../graph/catalogue'
import type { Problem } from '../graph/document'
import { StageDrop } from '../json/StageDrop'
import { Outline } from '../outline/Outline'
import { useViewInUrl } from '../outline/useViewInUrl'
import { HistoryDrawer } from '../panels/history/HistoryDrawer'
import { ReviewBar } from '../panels/history/ReviewBar'
import { Legend } from '../panels/live/Legend'
import { LiveBar } from '../panels/live/LiveBar'
import { LivePanel } from '../panels/live/LivePanel'
import { PeopleDrawer } from '../panels/live/PeopleDrawer'
import { Palette } from '../panels/Palette'
import { ProblemsPanel } from '../panels/ProblemsPanel'
import { RightSide } from '../panels/RightSide'
import { JourneyPaper } from '../print/JourneyPaper'
import { ErrorState } from '../ui/ErrorState'
import { Announcer } from './Announcer'
import type { Journey } from './api'
import { ConflictDialogue } from './ConflictDialogue'
import { CompanyProvider, Editing } from './company'
import { EditorProvider, useEditor } from './context'
import { Dialogues } from './Dialogues'
import { EditorHeader } from './EditorHeader'
import classes from './editor.module.css'
import { useKeys } from './keys'
import { useLiveNumbers } from './numbers'
import { useClipboard } from './pasting'
import { stepOf, useProblems } from './problems'
import { StoppedNotice } from './StoppedNotice'
import { ROOM_TO_DRAW, useEditorFrame } from './useEditorFrame'
import { useKeptFocus } from './useKeptFocus'
import { useLiveAddress } from './useLiveAddress'
import { useOfferedCommands } from './useOfferedCommands'
import { useOpenJourney } from './useOpenJourney'
import { useReadyAhead } from './useReadyAhead'

export interface JourneyEditorProps {
  journeyId: string
}

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
  const { frame, ears } = useEditorFrame({ journeyId, catalogue, journey })
  useViewInUrl(frame.store)
  useLiveNumbers(frame.store, journeyId, String(journey.id))
  useReadyAhead()
  return (
    <EditorProvider frame={frame}>
      <CompanyProvider topic={`draft:${journey.id}`} ears={ears}>
        <Workplace />
      </CompanyProvider>
    </EditorProvider>
  )
}

function Workplace() {
  const wide = useMediaQuery(ROOM_TO_DRAW, true, { getInitialValueInEffect: false })
  const readOnly = useEditor((state) => state.readOnly)
  const view = useEditor((state) => state.view)
  useKeys()
  useClipboard()
  useKeptFocus()
  useLiveAddress()
  const live = useEditor((state) => state.layer === 'live' && state.live !== null)
  useOfferedCommands()
  return (
    <div className={classes.editor}>
      <EditorHeader />
      <StoppedNotice />
      {live && <LiveBar />}
      <ReviewBar />
      <div className={classes.body}>
        {wide && !readOnly && <Palette />}
        <StageDrop className={classes.stage}>
          <Marked>{view === 'outline' ? <Outline /> : <Canvas />}</Marked>
          {live && view !== 'outline' && <Legend />}
          <ProblemsPanel />
        </StageDrop>
        <Editing>
          <RightSide wide={wide} />
        </Editing>
      </div>
      {live && <LivePanel />}
      <PeopleDrawer />
      <HistoryDrawer />
      <Dialogues />
      <Announcer />
      <ConflictDialogue />
      <JourneyPaper />
    </div>
  )
}

/** Gives the drawing its problems; apart, so that a change in them draws nothing else again. */
function Marked({ children }: { children: ReactNode }) {
  return <MarksProvider value={useMarked()}>{children}</MarksProvider>
}

const NOTHING = new Map<string, Problem[]>()

/** Problems by place, for the badges of the draft. */
function useMarked(): Map<string, Problem[]> {
  const problems = useProblems()
  const away = useEditor((state) => state.layer === 'live' || state.review !== null)
  return useMemo(() => {
    if (away) return NOTHING
    const marks = new Map<string, Problem[]>()
    for (const problem of problems) {
      const id = stepOf(problem)
      if (id !== null) marks.set(id, [...(marks.get(id) ?? []), problem])
    }
    return marks
  }, [problems, away])
}
