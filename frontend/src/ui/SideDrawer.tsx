import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUrlState } from './url'

interface SideDrawerProps {
  /** The name in the address whose value says what is open. */
  name: string
  title: ReactNode
  children: (value: string) => ReactNode
  size?: number
}

/** Details at the right; open while the address names something, so it can be linked and left by "back". */
export function SideDrawer({ name, title, children, size = 520 }: SideDrawerProps) {
  const { get, change } = useUrlState()
  const value = get(name)
  return (
    <Drawer opened={value !== ''} onClose={() => change({ [name]: null })} title={title} size={size}>
      {value !== '' && children(value)}
    </Drawer>
  )
}
