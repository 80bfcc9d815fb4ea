import { Skeleton, Stack } from '@mantine/core'
import { PageBody } from './PageHeader'

const LINES = [100, 100, 100, 100, 80]

export function PageSkeleton() {
  return (
    <PageBody>
      <Stack gap="md" aria-busy="true">
        <Skeleton h={24} w={200} mb="sm" />
        {LINES.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
          <Skeleton key={index} h={36} w={`${width}%`} />
        ))}
      </Stack>
    </PageBody>
  )
}
