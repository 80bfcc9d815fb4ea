import { Alert, Button, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { currentWorkspace } from '../../api/client'
import { messageOf } from '../../api/errors'
import { useMay } from '../../api/hooks'
import { journeyApi } from '../../editor/api'
import { Form, type FormFrame } from '../../forms/field'
import { Flaws } from '../../forms/liquid/flaws'
import { SchemaForm } from '../../forms/SchemaForm'
import type { Config } from '../../graph/document'
import { isChannel } from '../../messages/content'
import { PreviewSlot } from '../../messages/previewSlot'
import { MessagePreview } from '../../panels/MessagePreview'
import { useReader } from '../../panels/useMessageLook'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { LanguageTabs } from './LanguageTabs'
import { PublishDialogue } from './PublishDialogue'
import { PublishedBadge } from './TemplateList'
import { TemplateMenu } from './TemplateMenu'
import { type Shelf, type Template, useContentLook } from './templates'
import classes from './templates.module.css'
import { type Saving, useDraft } from './useDraft'

/** What a step says beside the message itself, and what a part has no use for. */
const NOT_HERE = ['template', 'channel', 'missing']
const NOT_OF_PART = [...NOT_HERE, 'subject', 'preheader']

/** A template on the left as it is written, on the right as a customer gets it. */
export function TemplateEditor({ shelf, template }: { shelf: Shelf; template: Template }) {
  const { t } = useTranslation(['templates', 'messages'])
  const { slug } = useParams()
  const may = useMay()
  const draft = useDraft(shelf, template)
  const languages = Object.keys(draft.contents)
  const [chosen, setChosen] = useState(languages[0] ?? 'en')
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? 'en')
  const content = draft.contents[language] ?? {}
  const { reader, setReader } = useReader()
  const shown = useContentLook(template.channel, content, language, reader)
  const isPart = shelf === 'parts'
  const channel = isPart ? 'email' : template.channel
  const preview = <MessagePreview {...shown} reader={reader} onPick={setReader} />
  const change = (next: Config) => {
    const { channel: _, ...rest } = next
    draft.change({ ...draft.contents, [language]: rest })
  }
  const named = isPart
    ? t('templates:one.parts')
    : isChannel(channel)
      ? t(`messages:channel.${channel}`)
      : channel
  return (
    <PageBody>
      <PageHeader
        title={template.name}
        crumbs={[
          { title: t(`templates:view.${shelf}`), to: `/w/${slug}/templates${isPart ? '?view=parts' : ''}` },
        ]}
        line={
          <span className={classes.facts}>
            <span>{named}</span>
            <PublishedBadge template={template} />
            <SaveWord saving={draft.saving} />
          </span>
        }
        actions={
          <>
            <TemplateMenu shelf={shelf} template={template} draft={draft} />
            {may.edit && <PublishDialogue shelf={shelf} template={template} draft={draft} />}
          </>
        }
      />
      {(draft.saving === 'conflict' || draft.saving === 'failed') && (
        <Alert color="red" mb="md" role="alert">
          {messageOf(draft.error)}{' '}
          {draft.saving === 'conflict' ? (
            <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
              {t('templates:reload')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => void draft.save()}>
              {t('templates:again')}
            </Button>
          )}
        </Alert>
      )}
      <LanguageTabs language={language} draft={draft} onChoose={setChosen} />
      <div className={classes.sides}>
        <ContentForm
          key={language}
          channel={channel}
          content={content}
          problems={draft.problems
            .filter(({ path }) => path.startsWith(`/contents/${language}`))
            .map((problem) => ({ ...problem, path: problem.path.slice(`/contents/${language}`.length) }))}
          flaws={shown.look?.problems ?? []}
          preview={preview}
          without={isPart ? NOT_OF_PART : NOT_HERE}
          disabled={!may.edit}
          onChange={change}
        />
        <div className={classes.preview}>{preview}</div>
      </div>
    </PageBody>
  )
}

interface ContentFormProps {
  channel: string
  content: Config
  problems: FormFrame['problems']
  flaws: NonNullable<ReturnType<typeof useContentLook>['look']>['problems']
  preview: React.ReactNode
  without: string[]
  disabled: boolean
  onChange: (content: Config) => void
}

/** The same form as in a step that sends: its fields of this channel. */
function ContentForm(props: ContentFormProps) {
  const { channel, content, problems, disabled } = props
  const { data: catalogue } = useQuery({
    queryKey: [currentWorkspace(), 'catalogue'],
    queryFn: journeyApi.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const frame = useMemo<FormFrame>(
    () => ({ problems, disabled, scope: 'journey', onLeave: () => {} }),
    [problems, disabled],
  )
  const kind = catalogue?.steps.find((step) => step.kind === 'send_message')
  if (!kind) return <Skeleton h={320} />
  return (
    <Form.Provider value={frame}>
      <Flaws.Provider value={props.flaws}>
        <PreviewSlot value={props.preview}>
          <Stack gap="md">
            <SchemaForm
              schema={kind.schema}
              root={kind.schema}
              value={{ ...content, channel }}
              onChange={props.onChange}
              path=""
              tab="content"
              without={props.without}
            />
          </Stack>
        </PreviewSlot>
      </Flaws.Provider>
    </Form.Provider>
  )
}

function SaveWord({ saving }: { saving: Saving }) {
  const { t } = useTranslation('templates')
  return <span aria-live="polite">{t(`saving.${saving}`)}</span>
}
