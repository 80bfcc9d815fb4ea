import { Badge, Button, Group, Input, PasswordInput, Textarea } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldProps, textOf, useInput } from '../field'

/** The names of the secrets that the server has: they are never shown again, only replaced. */
export const SecretsSet = createContext<string[]>([])

/** What is secret and long (a key file) needs room; the rest is hidden as it is typed. */
const LONG = 500

export function SecretField(props: FieldProps) {
  const { name, value, onChange, schema } = props
  const { t } = useTranslation('forms')
  const { label, description, withAsterisk, error, disabled, onBlur } = useInput(props)
  const isSet = useContext(SecretsSet).includes(name)
  if (isSet && value === undefined) {
    return (
      <Input.Wrapper label={label} description={description} error={error} labelElement="div">
        <Group gap="xs" mt={4}>
          <Badge color="gray" leftSection={<IconLock size={12} aria-hidden />}>
            {t('secret.set')}
          </Badge>
          {!disabled && (
            <Button
              size="xs"
              variant="default"
              onClick={() => onChange('')}
              aria-label={t('secret.replaceOf', { label })}
            >
              {t('secret.replace')}
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    )
  }
  const shared = { label, description, withAsterisk, error, disabled, onBlur, value: textOf(value) }
  const long = (schema.maxLength ?? 0) > LONG || schema['x-placeholder']?.startsWith('{')
  return (
    <>
      {long ? (
        <Textarea
          {...shared}
          minRows={4}
          maxRows={10}
          autosize
          spellCheck={false}
          placeholder={schema['x-placeholder']}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <PasswordInput
          {...shared}
          autoComplete="new-password"
          placeholder={schema['x-placeholder']}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {isSet && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => onChange(undefined)}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('secret.keep')}
        </Button>
      )}
    </>
  )
}
