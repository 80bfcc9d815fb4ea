import { ActionIcon, Group, Menu, ScrollArea, Textarea, Tooltip } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldProps, textOf, useInput } from '../field'
import classes from '../forms.module.css'
import { propertiesOf, useAttributes, useEvents } from '../suggestions'

/** Text with Liquid in it; a menu puts in what is known of the customer and of the entry event. */
export function LiquidField(props: FieldProps) {
  const { value, onChange, schema } = props
  const { label, ...input } = useInput(props)
  const field = useRef<HTMLTextAreaElement>(null)
  const isSource = schema['x-widget'] === 'html'
  const put = (path: string) => {
    const text = textOf(value)
    const at = field.current?.selectionStart ?? text.length
    const end = field.current?.selectionEnd ?? at
    const piece = `{{ ${path} }}`
    onChange(text.slice(0, at) + piece + text.slice(end))
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(at + piece.length, at + piece.length)
    })
  }
  return (
    <Textarea
      {...input}
      label={
        <Group justify="space-between" gap={4} component="span">
          {label}
          <VariableMenu onPick={put} disabled={input.disabled} />
        </Group>
      }
      aria-label={label}
      labelProps={{ style: { width: '100%' } }}
      ref={field}
      value={textOf(value)}
      minRows={isSource ? 10 : 1}
      maxRows={isSource ? 26 : 8}
      classNames={{ input: isSource ? classes.source : undefined }}
      spellCheck={!isSource}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function VariableMenu({ onPick, disabled }: { onPick: (path: string) => void; disabled: boolean }) {
  const { t } = useTranslation('forms')
  const attributes = useAttributes().map((attribute) => `customer.${attribute.name}`)
  const properties = propertiesOf(useEvents()).map((name) => `entry.${name}`)
  const paths = [
    ...new Set(['customer.first_name', 'customer.email', ...attributes, ...properties, 'unsubscribe_url']),
  ]
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('liquid.insert')}>
          <ActionIcon size="sm" disabled={disabled} aria-label={t('liquid.insert')}>
            <IconBraces size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ScrollArea.Autosize mah={260}>
          {paths.map((path) => (
            <Menu.Item key={path} onClick={() => onPick(path)}>
              {path}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
