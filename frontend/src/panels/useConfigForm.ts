import { useMemo } from 'react'
import { useEditor, useFrame } from '../editor/context'
import { useProblems } from '../editor/problems'
import { isEditable, shownDocument } from '../editor/store'
import type { FormFrame } from '../forms/field'
import { pointer } from '../forms/field'
import type { Config } from '../graph/document'
import { updateConfig } from '../graph/operations'
import { isTrigger, place } from '../graph/read'
import { startsOf } from '../graph/starts'

/** What a form over one place's configuration needs: its value, its path, its problems, its change. */
export function useConfigForm(id: string) {
  const { kinds } = useFrame()
  const trigger = useEditor((state) => isTrigger(shownDocument(state), id))
  const found = useEditor((state) => place(shownDocument(state), id))
  const editable = useEditor(isEditable)
  const layer = useEditor((state) => state.layer)
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  const problems = useProblems()
  const starts = useEditor((state) => startsOf(shownDocument(state)).join('\n'))
  const path = `${pointer(trigger ? '/triggers' : '/steps', id)}/config`
  const frame = useMemo<FormFrame>(
    () => ({
      problems: layer === 'draft' ? problems.filter((problem) => problem.path.startsWith(path)) : [],
      disabled: !editable,
      scope: trigger ? 'trigger' : 'step',
      starts: starts ? starts.split('\n') : [],
      onLeave: endGesture,
    }),
    [problems, layer, path, editable, trigger, starts, endGesture],
  )
  const change = (config: Config, field: string) =>
    apply((document) => updateConfig(document, kinds, id, config), `config:${id}:${field}`)
  return { found, config: found?.config ?? {}, path, frame, change, editable, trigger }
}
