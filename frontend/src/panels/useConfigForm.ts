import { useMemo, useRef } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { useProblems } from '../editor/problems'
import { isEditable, shownDocument } from '../editor/store'
import type { FormFrame } from '../forms/field'
import { pointer } from '../forms/field'
import type { Config, Problem } from '../graph/document'
import { updateConfig } from '../graph/operations'
import { isTrigger, place } from '../graph/read'
import { messagesOf, startsOf } from '../graph/starts'

/** What a form over one place's configuration needs: its value, its path, its problems, its change. */
export function useConfigForm(id: string) {
  const { kinds } = useFrame()
  const trigger = useEditor((state) => isTrigger(shownDocument(state), id))
  const found = useEditor((state) => place(shownDocument(state), id))
  const editable = useEditor(isEditable)
  const layer = useEditor((state) => state.layer)
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  const path = `${pointer(trigger ? '/triggers' : '/steps', id)}/config`
  const problems = useProblemsUnder(path, layer === 'draft')
  const insisting = useEditor((state) => state.insisting)
  const starts = useEditor((state) => startsOf(shownDocument(state)).join('\n'))
  const messages = useEditor((state) => JSON.stringify(messagesOf(shownDocument(state))))
  const frame = useMemo<FormFrame>(
    () => ({
      problems,
      disabled: !editable,
      scope: trigger ? 'trigger' : 'step',
      starts: starts ? starts.split('\n') : [],
      messages: JSON.parse(messages),
      insisting,
      onLeave: endGesture,
    }),
    [problems, editable, trigger, starts, messages, insisting, endGesture],
  )
  const change = (config: Config, field: string) =>
    apply((document) => updateConfig(document, kinds, id, config), `config:${id}:${field}`)
  return { found, config: found?.config ?? {}, path, frame, change, editable, trigger }
}

const spelled = (problems: Problem[]) =>
  problems.map(({ path, code, message }) => `${path} ${code} ${message}`).join('\n')

/** The same list while it says the same, so that a form is not drawn again for what happens elsewhere. */
function useProblemsUnder(path: string, shown: boolean): Problem[] {
  const found = useProblems().filter((problem) => shown && problem.path.startsWith(`${path}/`))
  const kept = useRef(found)
  if (spelled(kept.current) !== spelled(found)) kept.current = found
  return kept.current
}
