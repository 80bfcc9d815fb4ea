import { Avatar, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './shell.module.css'

interface FootMenuProps {
  narrow: boolean
  name: string
  /** What the name is of, for those who do not see the menu: "Workspace: Demo shop". */
  named: string
  role: string
  round?: boolean
  children: ReactNode
}

/** A menu at the foot of the rail: a letter, a name, and what belongs to it. */
export function FootMenu({ narrow, name, named, role, round = false, children }: FootMenuProps) {
  return (
    <Menu position="right-end" width={264}>
      <Menu.Target>
        <UnstyledButton className={classes.footItem} aria-label={narrow ? named : undefined}>
          <Avatar
            size={24}
            radius={round ? 'xl' : 'sm'}
            color={round ? 'slate' : 'indigo'}
            variant="light"
            aria-hidden
          >
            {name.slice(0, 1).toUpperCase()}
          </Avatar>
          {!narrow && (
            <>
              <span className={classes.itemText}>
                <VisuallyHidden>{role}</VisuallyHidden>
                {name}
              </span>
              <IconSelector size={16} aria-hidden />
            </>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="80dvh" style={{ overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
