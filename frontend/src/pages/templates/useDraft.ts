import { useEffect, useRef, useState } from 'react'
import { api } from '../../api/client'
import { ApiError } from '../../api/errors'
import { useReread } from '../../api/hooks'
import { type Contents, pathOf, type Shelf, type Template, type TemplateProblem } from './templates'

export type Saving = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed'
const PAUSE_MS = 700

interface Saved {
  draft_revision: number
  problems: TemplateProblem[]
}

/** The draft as it is written here; saved a moment after the last key, and never over somebody else's. */
export function useDraft(shelf: Shelf, template: Template) {
  const reread = useReread()
  const [contents, setContents] = useState<Contents>(template.contents)
  const [problems, setProblems] = useState(template.problems)
  const [saving, setSaving] = useState<Saving>('saved')
  const [error, setError] = useState<unknown>(null)
  const now = useRef({ contents, revision: template.draft_revision, busy: false, dirty: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const save = async (): Promise<boolean> => {
    const state = now.current
    clearTimeout(timer.current)
    if (!state.dirty || state.busy) return !state.dirty
    state.busy = true
    state.dirty = false
    setSaving('saving')
    try {
      const saved = await api.put<Saved>(`${pathOf(shelf, template.slug)}/draft`, {
        contents: state.contents,
        languages: Object.keys(state.contents),
        base_revision: state.revision,
      })
      state.revision = saved.draft_revision
      setProblems(saved.problems)
      setError(null)
      setSaving(state.dirty ? 'waiting' : 'saved')
      void reread(`/${shelf}`)
    } catch (reason) {
      state.dirty = true
      setError(reason)
      setSaving(reason instanceof ApiError && reason.status === 409 ? 'conflict' : 'failed')
      return false
    } finally {
      state.busy = false
    }
    return state.dirty ? save() : true
  }
  const latest = useRef(save)
  latest.current = save

  const change = (next: Contents) => {
    setContents(next)
    Object.assign(now.current, { contents: next, dirty: true })
    setSaving((old) => (old === 'conflict' ? old : 'waiting'))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void latest.current(), PAUSE_MS)
  }
  // Who leaves the page does not wait for the pause.
  useEffect(() => () => void latest.current(), [])
  return { contents, change, problems, saving, error, save, revision: () => now.current.revision }
}
