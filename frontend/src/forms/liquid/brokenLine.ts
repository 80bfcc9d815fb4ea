import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

/** The line that the server could not read; null when there is none. */
export const setBrokenLine = StateEffect.define<number | null>()

const mark = Decoration.line({ class: 'cm-broken' })

export const brokenLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, transaction) => {
    let found = marks.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (!effect.is(setBrokenLine)) continue
      const line = effect.value
      const known = line !== null && line >= 1 && line <= transaction.state.doc.lines
      found = known ? Decoration.set([mark.range(transaction.state.doc.line(line).from)]) : Decoration.none
    }
    return found
  },
  provide: (field) => EditorView.decorations.from(field),
})
