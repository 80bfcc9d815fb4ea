import { Button, Group, TextInput, VisuallyHidden } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronLeft,
  IconPlayerPlay,
  IconSend,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { currentWorkspace } from '../api/client'
import { updateJourney } from '../graph/operations'
import { ViewSwitch } from '../outline/ViewSwitch'
import { CommandButton } from '../panels/CommandButton'
import { StateBadge } from '../ui/StateBadge'
import { publish, redo, undo } from './commands'
import { useEditor, useFrame } from './context'
import classes from './editor.module.css'
import { JourneyMenu } from './JourneyMenu'
import { LayerSwitch } from './LayerSwitch'
import { NewsLine } from './NewsLine'
import { PeopleHere } from './PeopleHere'
import { ProblemsButton } from './ProblemsButton'
import { SaveMark } from './SaveMark'
import { isEditable } from './store'
import { TestButton } from './TestButton'

/** Name, state, what is saved, and what can be done with the journey as a whole. */
export function EditorHeader() {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const state = useEditor((editor) => editor.state)
  const readOnly = useEditor((editor) => editor.readOnly)
  const canPublish = useEditor(publish.enabled)
  return (
    <header className={classes.header} data-region="header">
      <Link
        to={`/w/${currentWorkspace()}/journeys`}
        className={classes.back}
        aria-label={t('header.back')}
        title={t('header.back')}
      >
        <IconChevronLeft size={18} aria-hidden />
      </Link>
      <NameField />
      <StateBadge state={state} />
      <SaveMark />
      <NewsLine />
      <div className={classes.gap} />
      <PeopleHere />
      <ViewSwitch />
      <LayerSwitch />
      <ProblemsButton />
      {!readOnly && (
        <Group gap={2} wrap="nowrap">
          <CommandButton command={undo} icon={IconArrowBackUp} />
          <CommandButton command={redo} icon={IconArrowForwardUp} />
        </Group>
      )}
      <TestButton />
      {!readOnly && state === 'paused' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() => frame.store.getState().open('resume')}
        >
          {t('header.resume')}
        </Button>
      )}
      {!readOnly && (
        <Button
          disabled={!canPublish}
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => void publish.run(frame)}
        >
          {t('command.publish')}
        </Button>
      )}
      <JourneyMenu />
    </header>
  )
}

function NameField() {
  const { t } = useTranslation('editor')
  const name = useEditor((state) => state.document.name)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  if (!editable) return <h1 className={classes.name}>{name}</h1>
  return (
    <>
      <VisuallyHidden component="h1">{name}</VisuallyHidden>
      <TextInput
        variant="unstyled"
        classNames={{ root: classes.nameField, input: classes.nameInput }}
        value={name}
        maxLength={200}
        aria-label={t('header.name')}
        data-field="name"
        onBlur={endGesture}
        onChange={(event) => {
          const text = event.currentTarget.value
          apply((document) => updateJourney(document, { name: text }), 'name')
        }}
      />
    </>
  )
}
