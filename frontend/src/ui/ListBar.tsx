/** What stands above a list: search, filter chips, and whatever else belongs to it. */
import { CloseButton, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './list.module.css'
import { useUrlState } from './url'

export function ListBar({ children }: { children: ReactNode }) {
  return <div className={classes.bar}>{children}</div>
}

const TYPING_MS = 250

/** Kept in the address as ?search=; "/" puts the cursor here. */
export function SearchField({ label, name = 'search' }: { label: string; name?: string }) {
  const { t } = useTranslation()
  const { get, change } = useUrlState()
  const kept = get(name)
  const [text, setText] = useState(kept)
  const field = useRef<HTMLInputElement>(null)
  const keep = useDebouncedCallback((value: string) => change({ [name]: value.trim() || null }), TYPING_MS)
  useHotkeys([['/', () => field.current?.focus()]])
  // Back and forward change the address under the field.
  useEffect(() => {
    if (document.activeElement !== field.current) setText(kept)
  }, [kept])
  const write = (value: string) => {
    setText(value)
    keep(value)
  }
  return (
    <TextInput
      ref={field}
      className={classes.search}
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={t('list.clear')} onClick={() => write('')} />}
    />
  )
}

interface FilterChipsProps {
  /** The name in the address. */
  name: string
  label: string
  options: { value: string; label: string }[]
  /** The chip for "no filter". */
  all?: string
}

export function FilterChips({ name, label, options, all }: FilterChipsProps) {
  const { get, change } = useUrlState()
  const chosen = get(name)
  const chips = all ? [{ value: '', label: all }, ...options] : options
  return (
    <fieldset className={classes.chips} aria-label={label} style={{ border: 0, margin: 0, padding: 0 }}>
      {chips.map((chip) => (
        <UnstyledButton
          key={chip.value}
          className={classes.chip}
          aria-pressed={chosen === chip.value}
          onClick={() => change({ [name]: chosen === chip.value ? null : chip.value })}
        >
          {chip.label}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}

/** Two lines in one cell: what it is, and what one needs to tell it from its neighbours. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <div className={classes.two}>
      <div style={{ fontWeight: 500 }}>{first}</div>
      {second && <div style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>{second}</div>}
    </div>
  )
}
