import { ColorInput, Input, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LiquidValue } from '../forms/liquid/LiquidValue'
import { useKnown } from '../forms/liquid/useKnown'
import { VariableMenu } from '../forms/liquid/VariableMenu'
import { ImageInput } from './ImageInput'
import classes from './mail.module.css'
import type { Property } from './properties'

interface PropertyInputProps {
  property: Property
  value: string
  colours: string[]
  onChange: (value: string) => void
}

const PAUSE_MS = 200

/** Typing is drawn a moment later: MJML is compiled with each change. */
function useTyped(value: string, onChange: (value: string) => void) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pending = useRef<string | null>(null)
  const last = useRef(onChange)
  last.current = onChange
  useEffect(() => {
    if (pending.current === null) setText(value)
  }, [value])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (pending.current !== null) last.current(pending.current)
    },
    [],
  )
  const type = (next: string) => {
    setText(next)
    pending.current = next
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      pending.current = null
      last.current(next)
    }, PAUSE_MS)
  }
  return [text, type] as const
}

/** One setting of a block. */
export function PropertyInput({ property: { name, input }, value, colours, onChange }: PropertyInputProps) {
  const { t } = useTranslation('mail')
  const [text, type] = useTyped(value, onChange)
  const known = useKnown()
  const label = t(`property.${name}`)
  if (input === 'colour')
    return (
      <ColorInput
        withEyeDropper={false}
        label={label}
        value={text}
        swatches={colours}
        format="hex"
        onChange={type}
        closeOnColorSwatchClick
      />
    )
  if (input === 'image') return <ImageInput label={label} value={text} onChange={type} />
  if (input === 'whole')
    return (
      <Switch
        label={label}
        checked={value !== ''}
        onChange={(event) => onChange(event.currentTarget.checked ? name : '')}
      />
    )
  if (input === 'align' || input === 'vertical') {
    const data = input === 'align' ? ['left', 'center', 'right'] : ['top', 'middle', 'bottom']
    return (
      <Input.Wrapper label={label} labelElement="div">
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={label}
          data={data.map((one) => ({ value: one, label: t(`align.${one}`) }))}
          value={data.includes(value) ? value : (data[0] ?? '')}
          onChange={onChange}
        />
      </Input.Wrapper>
    )
  }
  if (input === 'html')
    return (
      <Input.Wrapper label={label} labelElement="div" className={classes.withMenu}>
        <span className={classes.menu}>
          <VariableMenu known={known} onPick={(path) => type(`${text}{{ ${path} }}`)} />
        </span>
        <LiquidValue page value={text} label={label} onChange={type} />
      </Input.Wrapper>
    )
  return (
    <TextInput
      label={label}
      value={text}
      placeholder={input === 'link' ? 'https://' : undefined}
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={
        input === 'size' ? undefined : (
          <VariableMenu known={known} onPick={(path) => type(`${text}{{ ${path} }}`)} />
        )
      }
    />
  )
}
