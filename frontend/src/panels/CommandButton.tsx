import { ActionIcon, Tooltip } from '@mantine/core'
import type { IconProps } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command } from '../editor/commands'
import { useEditor, useFrame } from '../editor/context'
import { keyWords } from '../editor/keys'
import classes from './panels.module.css'

interface CommandButtonProps {
  command: Command
  icon: ComponentType<IconProps>
  size?: number
}

/** A command as an icon, with its words and its key on hover and focus. */
export function CommandButton({ command, icon: Icon, size = 18 }: CommandButtonProps) {
  const { t } = useTranslation('editor')
  const frame = useFrame()
  const enabled = useEditor(command.enabled)
  const label = t(command.label)
  const key = command.keys[0] ? ` (${keyWords(command.keys[0])})` : ''
  return (
    <Tooltip label={label + key}>
      <ActionIcon
        aria-label={label}
        disabled={!enabled}
        className={classes.command}
        onClick={() => {
          void command.run(frame)
        }}
      >
        <Icon size={size} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
