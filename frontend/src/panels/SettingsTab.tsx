import { Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { type ChangeEvent, memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor/context'
import { Form } from '../forms/field'
import { SchemaForm } from '../forms/SchemaForm'
import { shownFields } from '../forms/shownFields'
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
  const rename = (name: string) => apply((document) => describe(document, id, { name }), `name:${id}`)
  return (
    <Form.Provider value={frame}>
      <Stack gap="md">
        {kind?.help && <Help text={kind.help} />}
        <PlaceProblems
          id={id}
          fields={kind && !json ? shownFields(kind.schema, kind.schema, config, 'settings') : []}
        />
        <TextInput
          data-field="name"
          label={t('settings.name')}
          placeholder={t('settings.namePlaceholder')}
          value={found.name ?? ''}
          maxLength={100}
          disabled={!editable}
          onChange={(event) => rename(event.currentTarget.value)}
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
        <NoteField id={id} note={found.note ?? ''} disabled={!editable} />
      </Stack>
    </Form.Provider>
  )
}

/** Apart, for a field that grows with its text measures the page whenever it is drawn. */
const NoteField = memo(function NoteField({
  id,
  note,
  disabled,
}: {
  id: string
  note: string
  disabled: boolean
}) {
  const { t } = useTranslation('forms')
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  const onChange = (event: ChangeEvent<HTMLTextAreaElement>) => {
    const text = event.currentTarget.value
    apply((document) => describe(document, id, { note: text }), `note:${id}`)
  }
  return (
    <Textarea
      label={t('settings.note')}
      placeholder={t('settings.notePlaceholder')}
      value={note}
      disabled={disabled}
      onChange={onChange}
      onBlur={endGesture}
    />
  )
})

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
