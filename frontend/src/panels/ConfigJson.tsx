import { useTranslation } from 'react-i18next'
import { isRecord } from '../forms/field'
import { JsonField } from '../forms/fields/JsonField'
import type { Config } from '../graph/document'

interface ConfigJsonProps {
  config: Config
  path: string
  onChange: (config: Config, field: string) => void
}

/** All settings of a step as JSON, for who wants to see or paste them; forms never need it. */
export function ConfigJson({ config, path, onChange }: ConfigJsonProps) {
  const { t } = useTranslation('forms')
  return (
    <JsonField
      name="config"
      label={t('json.settings')}
      schema={{}}
      root={{}}
      required={false}
      nullable={false}
      path={path}
      value={config}
      onChange={(next) => isRecord(next) && onChange(next, 'json')}
    />
  )
}
