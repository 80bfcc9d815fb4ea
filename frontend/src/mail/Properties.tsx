import { ActionIcon, Group, Stack, Text, Tooltip } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconCornerLeftUp,
  type IconProps,
  IconTrash,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { type Component, type Editor, move, readValue, typeOf, writeValue } from './grapes'
import classes from './mail.module.css'
import { PropertyInput } from './PropertyInput'
import { named, PROPERTIES } from './properties'

interface PropertiesProps {
  editor: Editor
  selected: Component | null
  colours: string[]
}

/** What is selected: what can be set of it, and what can be done with it. */
export function Properties({ editor, selected, colours }: PropertiesProps) {
  const { t } = useTranslation('mail')
  if (!selected || !typeOf(selected).startsWith('mj-')) return <p className={classes.hint}>{t('choose')}</p>
  const type = typeOf(selected)
  const parent = selected.parent()
  const up = parent && typeOf(parent).startsWith('mj-') ? parent : null
  const fixed = type === 'mj-body'
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap={4}>
        <Text fw={600}>{t(`type.${named(type)}`)}</Text>
        <Group gap={0}>
          {up && <Act icon={IconCornerLeftUp} label={t('act.parent')} onClick={() => editor.select(up)} />}
          {!fixed && (
            <>
              <Act icon={IconArrowUp} label={t('act.up')} onClick={() => move(selected, -1)} />
              <Act icon={IconArrowDown} label={t('act.down')} onClick={() => move(selected, 1)} />
              <Act
                icon={IconCopy}
                label={t('act.copy')}
                onClick={() => {
                  const [copy] = parent?.append(selected.clone(), { at: selected.index() + 1 }) ?? []
                  if (copy) editor.select(copy)
                }}
              />
              <Act
                icon={IconTrash}
                label={t('act.remove')}
                onClick={() => {
                  selected.remove()
                  if (up) editor.select(up)
                }}
              />
            </>
          )}
        </Group>
      </Group>
      {(PROPERTIES[type] ?? []).map((property) => (
        <PropertyInput
          key={`${selected.getId()}:${property.name}`}
          property={property}
          value={readValue(selected, property.name)}
          colours={colours}
          onChange={(value) => writeValue(selected, property.name, value)}
        />
      ))}
    </Stack>
  )
}

interface ActProps {
  icon: ComponentType<IconProps>
  label: string
  onClick: () => void
}

function Act({ icon: Icon, label, onClick }: ActProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} onClick={onClick}>
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
