import { List } from '@mantine/core'
import type { Fact } from './api'

/** What the draft would do at worst, in the server's words. */
export function FactList({ facts }: { facts: Fact[] }) {
  if (facts.length === 0) return null
  return (
    <List size="sm" spacing={4}>
      {facts.map((fact) => (
        <List.Item key={`${fact.code} ${fact.step}`}>{fact.message}</List.Item>
      ))}
    </List>
  )
}
