import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Json } from '../../graph/document'
import { type FieldProps, useInput } from '../field'
import classes from '../forms.module.css'

/** The value as JSON; kept as text while it cannot be read. */
export function JsonField(props: FieldProps) {
  const { t } = useTranslation('forms')
  const input = useInput(props, true)
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? JSON.stringify(props.value ?? null, null, 2)
  return (
    <Textarea
      {...input}
      error={text !== null ? t('json.unreadable') : input.error}
      value={shown}
      maxRows={24}
      classNames={{ input: classes.source }}
      spellCheck={false}
      onChange={(event) => {
        const next = event.currentTarget.value
        try {
          props.onChange(JSON.parse(next) as Json)
          setText(null)
        } catch {
          setText(next)
        }
      }}
    />
  )
}
