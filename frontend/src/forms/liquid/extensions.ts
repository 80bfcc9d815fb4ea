import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { html, htmlCompletionSource } from '@codemirror/lang-html'
import { closePercentBrace, liquid } from '@codemirror/lang-liquid'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { brokenLine } from './brokenLine'
import { type Known, liquidSource } from './completion'
import { look } from './look'

interface Choice {
  label: string
  /** A page of HTML; else one line of text. */
  page: boolean
  known: () => Known
}

/** A subject has one line: what is pasted with more is joined. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ')
  const changes = { from: 0, to: transaction.startState.doc.length, insert: text }
  return { changes, selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) } }
})

/** While completions are open, Escape closes them and not the dialogue around. */
const keepsEscape = EditorView.contentAttributes.of(
  (view): Record<string, string> =>
    completionStatus(view.state) ? { 'data-mantine-stop-propagation': 'true' } : {},
)

/** Tab is not bound: it leaves the field. */
export function extensions({ label, page, known }: Choice): Extension[] {
  const sources = page ? [liquidSource(known), htmlCompletionSource] : [liquidSource(known)]
  return [
    history(),
    highlightSpecialChars(),
    closeBrackets(),
    closePercentBrace,
    liquid(page ? { base: html({ autoCloseTags: true }) } : {}),
    autocompletion({ override: sources, icons: false, activateOnTyping: true }),
    keymap.of([...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': String(page),
      spellcheck: 'true',
    }),
    keepsEscape,
    brokenLine,
    look,
    ...(page ? [lineNumbers()] : [oneLine]),
  ]
}
