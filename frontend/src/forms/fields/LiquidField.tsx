import { Input } from '@mantine/core'
import { useRef } from 'react'
import { type FieldProps, textOf, useInput } from '../field'
import classes from '../forms.module.css'
import { useFlaw } from '../liquid/flaws'
import { LiquidText } from '../liquid/LiquidText'
import { useKnown } from '../liquid/useKnown'
import { VariableMenu } from '../liquid/VariableMenu'

/** Text with Liquid in it: highlighted, completed, and marked at the line where it is wrong. */
export function LiquidField(props: FieldProps) {
  const { value, onChange, schema } = props
  const { label, description, withAsterisk, error, disabled, onBlur } = useInput(props)
  const known = useKnown()
  const flaw = useFlaw(props.name)
  const insert = useRef<(piece: string) => void>(() => {})
  const page = schema['x-widget'] === 'html'
  const said = flaw?.message ?? error
  return (
    <Input.Wrapper
      label={label}
      description={description}
      withAsterisk={withAsterisk}
      error={said}
      labelElement="div"
      className={classes.liquid}
      data-page={page || undefined}
    >
      {!disabled && (
        <span className={classes.liquidMenu}>
          <VariableMenu known={known} onPick={(path) => insert.current(`{{ ${path} }}`)} />
        </span>
      )}
      <LiquidText
        value={textOf(value)}
        onChange={onChange}
        onBlur={onBlur}
        label={label}
        page={page}
        known={known}
        disabled={disabled}
        invalid={Boolean(said)}
        brokenLine={flaw?.line ?? null}
        onReady={(put) => {
          insert.current = put
        }}
      />
    </Input.Wrapper>
  )
}
