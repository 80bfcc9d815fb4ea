import { Button, Stack, TextInput } from '@mantine/core'
import { IconBoxOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ungroupSelected } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { isEditable, shownDocument } from '../editor/store'
import { changeGroup } from '../graph/operations'
import { placeName } from '../graph/placeName'
import { exists, groupsOf } from '../graph/read'
import { ColourPicker } from './ColourPicker'
import { PanelHead } from './PanelHead'
import classes from './panels.module.css'

/** A group: its title, its colour, and who is in it. */
export function GroupPanel({ id }: { id: string }) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const document = useEditor(shownDocument)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const endGesture = useEditor((state) => state.endGesture)
  const reveal = useEditor((state) => state.reveal)
  const group = groupsOf(document)[id]
  if (!group) return null
  const members = group.members.filter((place) => exists(document, place))
  const change = (to: Parameters<typeof changeGroup>[2], mark: string | null = null) =>
    apply((current) => changeGroup(current, id, to), mark)
  return (
    <>
      <PanelHead kind={t('look.group')} name={group.title || t('look.newGroup')} />
      <Stack gap="md" className={classes.tabBody}>
        <TextInput
          data-field="name"
          label={t('look.title')}
          value={group.title}
          maxLength={200}
          disabled={!editable}
          onChange={(event) => change({ title: event.currentTarget.value }, `title:${id}`)}
          onBlur={endGesture}
        />
        <ColourPicker value={group.colour} disabled={!editable} onChange={(colour) => change({ colour })} />
        <section>
          <h3 className={classes.groupName}>{t('many.name', { n: members.length })}</h3>
          {members.map((place) => (
            <button key={place} type="button" className={classes.menuEntry} onClick={() => reveal(place)}>
              {placeName(document, frame.kinds, place)}
            </button>
          ))}
        </section>
        {editable && (
          <Button
            variant="default"
            leftSection={<IconBoxOff size={16} aria-hidden />}
            onClick={() => void ungroupSelected.run(frame)}
          >
            {t('command.ungroup')}
          </Button>
        )}
      </Stack>
    </>
  )
}
