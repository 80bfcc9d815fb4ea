import { type FieldProps, textOf, useSiblings } from '../field'
import { LiquidField } from './LiquidField'

/** A page of HTML; where the mail is made of blocks instead, nothing. */
export function HtmlField(props: FieldProps) {
  const { mjml } = useSiblings()
  if (props.name === 'html' && textOf(mjml)) return null
  return <LiquidField {...props} />
}
