import { Alert } from '@mantine/core'
import { useMemo } from 'react'
import { ApiError, messageOf } from '../../api/errors'
import { Form, type FormFrame } from '../../forms/field'
import { SecretsSet } from '../../forms/fields/SecretField'
import { SchemaForm } from '../../forms/SchemaForm'
import type { Schema } from '../../graph/catalogue'
import type { Config } from '../../graph/document'

interface ProviderFormProps {
  schema: Schema
  value: Config
  onChange: (value: Config) => void
  error: unknown
  /** Secrets that the server has already; they are not shown again. */
  secretsSet?: string[]
  disabled?: boolean
}

const NONE: string[] = []

/** The form of a provider's settings, with what the server refused said at its field. */
export function ProviderForm(props: ProviderFormProps) {
  const { schema, value, onChange, error, secretsSet = NONE, disabled = false } = props
  const frame = useMemo<FormFrame>(() => {
    const problems = error instanceof ApiError ? error.problems : []
    return {
      problems: problems.map((problem) => ({ ...problem, severity: 'error' as const })),
      disabled,
      scope: 'journey',
      onLeave: () => {},
    }
  }, [error, disabled])
  const fields = Object.keys(schema.properties ?? {})
  const shown = frame.problems.some(({ path }) => fields.some((name) => path.startsWith(`/settings/${name}`)))
  return (
    <Form.Provider value={frame}>
      <SecretsSet.Provider value={secretsSet}>
        {error && !shown ? (
          <Alert color="red" role="alert">
            {frame.problems[0]?.message ?? messageOf(error)}
          </Alert>
        ) : null}
        <SchemaForm schema={schema} root={schema} value={value} onChange={onChange} path="/settings" />
      </SecretsSet.Provider>
    </Form.Provider>
  )
}
