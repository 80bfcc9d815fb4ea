import { useFrame } from '../editor/context'
import { stepOf } from '../editor/problems'
import type { Problem } from '../graph/document'
import { exists } from '../graph/read'

/** Takes one to the place a problem is about, with the tab open that can mend it. */
export function useJump() {
  const { store } = useFrame()
  return (problem: Problem) => {
    const { reveal, select, setTab, setLayer, endReview, review, document } = store.getState()
    const id = stepOf(problem)
    if (review) endReview()
    setLayer('draft')
    if (id === null || !exists(document, id)) {
      select([])
      return
    }
    setTab(/\/config\/(html|text|subject)$/.test(problem.path) ? 'content' : 'settings')
    reveal(id)
  }
}
