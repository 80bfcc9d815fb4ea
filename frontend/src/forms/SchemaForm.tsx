import { Collapse, Stack, UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schema } from '../graph/catalogue'
import { resolve } from '../graph/defaults'
import type { Config, Json } from '../graph/document'
import { Field } from './Field'
import { NamedEvent, pointer, Siblings, useForm } from './field'
import classes from './forms.module.css'
import { hintsOf, shownFields } from './shownFields'
import { useStable } from './useStable'

interface SchemaFormProps {
  schema: Schema
  root: Schema
  value: Config
  onChange: (value: Config, field: string) => void
  path: string
  /** Which fields: those of a tab, or all but these. */
  tab?: string
  without?: string[]
}

/** A form made from a schema: one widget per field, the rarely needed ones folded away. */
export function SchemaForm({ schema, root, value, onChange, path, tab, without = [] }: SchemaFormProps) {
  const found = resolve(schema, root)
  const fieldOf = (name: string) => found.properties?.[name] ?? {}
  const shown = shownFields(schema, root, value, tab).filter((name) => !without.includes(name))
  const set = useStable((name: string, next: Json | undefined) => {
    const { [name]: _, ...rest } = value
    onChange(next === undefined ? rest : { ...value, [name]: next }, name)
  })
  const field = (name: string) => (
    <Field
      key={name}
      name={name}
      schema={fieldOf(name)}
      root={root}
      value={value[name]}
      required={found.required?.includes(name) ?? false}
      onSet={set}
      path={pointer(path, name)}
    />
  )
  const advanced = shown.filter((name) => hintsOf(schema, root, name)['x-advanced'])
  return (
    <Siblings.Provider value={value}>
      <NamedEvent.Provider value={typeof value.event === 'string' ? value.event : ''}>
        <Stack gap="md">
          {shown.filter((name) => !advanced.includes(name)).map(field)}
          {advanced.length > 0 && (
            <More paths={advanced.map((name) => pointer(path, name))}>{advanced.map(field)}</More>
          )}
        </Stack>
      </NamedEvent.Provider>
    </Siblings.Provider>
  )
}

function More({ paths, children }: { paths: string[]; children: React.ReactNode }) {
  const { t } = useTranslation('forms')
  const { problems } = useForm()
  const wrong = problems.some((problem) => paths.some((path) => problem.path.startsWith(path)))
  const [unfolded, setOpen] = useState(false)
  const open = unfolded || wrong
  return (
    <div>
      <UnstyledButton className={classes.more} onClick={() => setOpen(!open)} aria-expanded={open}>
        <IconChevronRight size={14} className={classes.chevron} data-open={open || undefined} aria-hidden />
        {t('form.more')}
      </UnstyledButton>
      <Collapse expanded={open}>
        <Stack gap="md" pt="sm">
          {children}
        </Stack>
      </Collapse>
    </div>
  )
}
