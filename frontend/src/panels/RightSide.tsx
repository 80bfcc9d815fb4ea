import { useEditor } from '../editor/context'
import { DifferencePanel } from './history/DifferencePanel'
import { Inspector, NarrowInspector } from './Inspector'
import { TestPanel } from './test/TestPanel'

/** What stands at the right of the drawing: a test, a comparison, else the inspector. */
export function RightSide({ wide }: { wide: boolean }) {
  const testing = useEditor((state) => state.testing)
  const comparing = useEditor((state) => state.review?.mode === 'difference')
  if (testing) return <TestPanel />
  if (comparing) return <DifferencePanel wide={wide} />
  return wide ? <Inspector /> : <NarrowInspector />
}
