import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours come from the theme's variables, so that light and dark need no change of the editor. */
const highlight = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--mantine-color-blue-light-color)' },
  { tag: [tags.attributeName], color: 'var(--mantine-color-slate-light-color)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--sj-good)' },
  {
    tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword],
    color: 'var(--mantine-color-violet-light-color)',
  },
  { tag: [tags.variableName, tags.propertyName], color: 'var(--sj-accent-text)', fontWeight: '500' },
  { tag: [tags.function(tags.variableName)], color: 'var(--mantine-color-violet-light-color)' },
  { tag: [tags.number, tags.bool], color: 'var(--sj-warn)' },
  { tag: [tags.comment], color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.processingInstruction, tags.brace], color: 'var(--mantine-color-violet-light-color)' },
])

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--mantine-color-text)', fontSize: '12.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { padding: '7px 0', caretColor: 'var(--mantine-color-text)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.55' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--sj-selected)' },
  '.cm-gutters': {
    border: 'none',
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    fontSize: '11px',
  },
  '.cm-placeholder': { color: 'var(--mantine-color-placeholder)' },
  '.cm-broken': { backgroundColor: 'var(--mantine-color-red-light)' },
  '.cm-tooltip': {
    border: '1px solid var(--sj-line-strong)',
    borderRadius: '6px',
    backgroundColor: 'var(--sj-surface)',
    boxShadow: 'var(--mantine-shadow-md)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    fontSize: '12.5px',
    maxHeight: '16em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--sj-selected)',
    color: 'var(--mantine-color-text)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--mantine-color-dimmed)' },
})

export const look = [theme, syntaxHighlighting(highlight)]
