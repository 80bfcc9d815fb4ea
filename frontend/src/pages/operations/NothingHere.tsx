import { Group, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** An empty list that is good news. */
export function NothingHere({ children }: { children: ReactNode }) {
  return (
    <Group gap="xs" p="md">
      <IconCheck size={16} color="var(--sj-good)" aria-hidden />
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Group>
  )
}
