import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import classes from './journey.module.css'

// The editor is the heaviest part; nothing else waits for it.
const JourneyEditor = lazy(() => import('../../editor/JourneyEditor'))

/** The frame of one journey: the editor fills the page. */
export default function JourneyPage() {
  const { id = '' } = useParams()
  return (
    <div className={classes.frame}>
      <Suspense fallback={<EditorSkeleton />}>
        <JourneyEditor key={id} journeyId={id} />
      </Suspense>
    </div>
  )
}

function EditorSkeleton() {
  return (
    <div className={classes.skeleton} aria-busy="true">
      <Skeleton h={52} radius={0} />
      <Skeleton h={96} w={240} mx="auto" mt={64} radius="md" />
      <Skeleton h={96} w={240} mx="auto" mt={48} radius="md" />
    </div>
  )
}
