import { Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { Form } from '../forms/field'
import { SchemaForm } from '../forms/SchemaForm'
import type { Kind } from '../graph/catalogue'
import { describe } from '../graph/operations'
import { ConfigJson } from './ConfigJson'
import { PlaceProblems } from './PlaceProblems'
import { PortTargets } from './PortTargets'
import classes from './panels.module.css'
import { useConfigForm } from './useConfigForm'

/** Name, the form of the kind, where its ports lead, and a note to colleagues. */
export function SettingsTab({ id, kind }: { id: string; kind: Kind | undefined }) {
  const { t } = useTranslation('forms')
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  const [json, setJson] = useState(false)
  const { found, config, path, frame, change, editable } = useConfigForm(id)
  if (!found) return null
  const say = (word: 'name' | 'note', text: string) =>
    apply((document) => describe(document, id, { [word]: text }), `${word}:${id}`)
  return (
    <Form.Provider value={frame}>
      <Stack gap="md">
        {kind?.help && <Help text={kind.help} />}
        <PlaceProblems id={id} />
        <TextInput
          data-field="name"
          label={t('settings.name')}
          placeholder={t('settings.namePlaceholder')}
          value={found.name ?? ''}
          maxLength={100}
          disabled={!editable}
          onChange={(event) => say('name', event.currentTarget.value)}
          onBlur={endGesture}
        />
        {json && <ConfigJson config={config} path={path} onChange={change} />}
        {kind && !json && (
          <SchemaForm
            schema={kind.schema}
            root={kind.schema}
            value={config}
            onChange={change}
            path={path}
            tab="settings"
          />
        )}
        {kind && (
          <UnstyledButton className={classes.jsonToggle} onClick={() => setJson(!json)} aria-pressed={json}>
            <IconBraces size={14} aria-hidden />
            {t(json ? 'json.asForm' : 'json.asJson')}
          </UnstyledButton>
        )}
        <PortTargets id={id} />
        <Textarea
          label={t('settings.note')}
          placeholder={t('settings.notePlaceholder')}
          value={found.note ?? ''}
          disabled={!editable}
          onChange={(event) => say('note', event.currentTarget.value)}
          onBlur={endGesture}
        />
      </Stack>
    </Form.Provider>
  )
}

/** The first paragraph says what it does; the rest is there for who wants to know more. */
function Help({ text }: { text: string }) {
  const [first, ...more] = text.split(/\n\s*\n/).map((part) => part.replaceAll(/\s*\n\s*/g, ' ').trim())
  if (more.length === 0) return <p className={classes.help}>{first}</p>
  return (
    <details className={classes.help}>
      <summary>{first}</summary>
      {more.map((part) => (
        <p key={part}>{part}</p>
      ))}
    </details>
  )
}
