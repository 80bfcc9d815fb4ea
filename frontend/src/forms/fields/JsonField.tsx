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
  // What is being written stands as it is until the field is left.
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? JSON.stringify(props.value ?? null, null, 2)
  const readable = text === null || parsed(text) !== undefined
  return (
    <Textarea
      {...input}
      error={readable ? input.error : t('json.unreadable')}
      onBlur={() => {
        if (readable) setText(null)
        input.onBlur()
      }}
      value={shown}
      maxRows={24}
      classNames={{ input: classes.source }}
      spellCheck={false}
      onChange={(event) => {
        const next = event.currentTarget.value
        setText(next)
        const read = parsed(next)
        if (read !== undefined) props.onChange(read)
      }}
    />
  )
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
