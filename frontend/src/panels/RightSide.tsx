import { useEditor } from '../editor/context'
import { Inspector, NarrowInspector } from './Inspector'
import { TestPanel } from './test/TestPanel'

/** What stands at the right of the drawing: the test while it runs, else the inspector. */
export function RightSide({ wide }: { wide: boolean }) {
  const testing = useEditor((state) => state.testing)
  if (testing) return <TestPanel />
  return wide ? <Inspector /> : <NarrowInspector />
}
