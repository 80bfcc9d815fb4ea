import { ScrollArea, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import classes from './panels.module.css'

export interface Choice {
  key: string
  label: string
  /** What tells two of the same label apart. */
  line?: string
  icon?: ReactNode
}

export interface ChoiceGroup {
  title: string
  choices: Choice[]
}

interface PickListProps {
  label: string
  /** What is said when nothing fits. */
  nothing: string
  find(search: string): ChoiceGroup[]
  onPick(key: string): void
}

/** A list to choose from: typing narrows it, the arrows go through it, Enter takes what is marked. */
export function PickList({ label, nothing, find, onPick }: PickListProps) {
  const id = useId()
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  // Also where one list takes the place of another in a dialogue that is open already.
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const groups = useMemo(() => find(search), [find, search])
  const flat = groups.flatMap((group) => group.choices)
  const marked = flat[at]
  const optionId = (choice: Choice) => `${id}${choice.key}`
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView?.({ block: at ? 'nearest' : 'center' })
  }, [at])
  const onKeyDown = (event: KeyboardEvent) => {
    const to: Record<string, number> = {
      ArrowDown: (at + 1) % Math.max(flat.length, 1),
      ArrowUp: (at - 1 + flat.length) % Math.max(flat.length, 1),
      PageDown: Math.min(at + 8, flat.length - 1),
      PageUp: Math.max(at - 8, 0),
    }
    const next = to[event.key]
    if (event.key !== 'Escape') event.stopPropagation()
    if (next !== undefined) setAt(next)
    else if (event.key === 'Enter' && marked && !event.nativeEvent.isComposing) onPick(marked.key)
    else return
    event.preventDefault()
  }
  return (
    <div className={`${classes.menu} nowheel`}>
      <TextInput
        ref={field}
        data-autofocus
        size="xs"
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={marked && optionId(marked)}
        autoComplete="off"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={14} aria-hidden />}
        placeholder={label}
        aria-label={label}
      />
      <ScrollArea.Autosize mah={340} mt={6} viewportProps={{ tabIndex: -1 }}>
        <div role="listbox" id={id} ref={list} aria-label={label}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
            <div key={group.title} role="group" aria-label={group.title || label}>
              {group.title && (
                <div className={classes.groupName} aria-hidden>
                  {group.title}
                </div>
              )}
              {group.choices.map((choice) => (
                <button
                  key={choice.key}
                  id={optionId(choice)}
                  type="button"
                  role="option"
                  aria-selected={choice === marked}
                  tabIndex={-1}
                  className={classes.menuEntry}
                  data-at={choice === marked || undefined}
                  onClick={() => onPick(choice.key)}
                >
                  {choice.icon}
                  <span className={classes.menuWords}>
                    {choice.label}
                    {choice.line && <span className={classes.menuLine}>{choice.line}</span>}
                  </span>
                </button>
              ))}
            </div>
          ))}
        </div>
        {flat.length === 0 && (
          <p className={classes.nothing} role="status">
            {nothing}
          </p>
        )}
      </ScrollArea.Autosize>
    </div>
  )
}
