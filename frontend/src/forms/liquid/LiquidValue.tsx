import { useForm } from '../field'
import classes from '../forms.module.css'
import { LiquidText } from './LiquidText'
import { useKnown } from './useKnown'

interface LiquidValueProps {
  value: string
  onChange: (text: string) => void
  label: string
  disabled?: boolean
  /** A page of HTML; else one line of text. */
  page?: boolean
}

/** One value made by Liquid: highlighted and completed, without a label of its own. */
export function LiquidValue({ value, onChange, label, disabled, page = false }: LiquidValueProps) {
  const known = useKnown()
  const { onLeave } = useForm()
  return (
    <div className={classes.liquidValue}>
      <LiquidText
        value={value}
        onChange={onChange}
        onBlur={onLeave}
        label={label}
        page={page}
        known={known}
        disabled={disabled ?? false}
        invalid={false}
        brokenLine={null}
        onReady={() => {}}
      />
    </div>
  )
}
