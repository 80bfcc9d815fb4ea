import { Autocomplete, type AutocompleteProps, Group, Text } from '@mantine/core'
import type { Seen } from './suggestions'

interface CompletedProps extends Omit<AutocompleteProps, 'data' | 'renderOption'> {
  choices: Seen[]
}

const MANY = 40

/** A text completed from what was seen, with examples of the values beside each name. */
export function Completed({ choices, ...props }: CompletedProps) {
  const known = new Map(choices.map((choice) => [choice.name, choice]))
  return (
    <Autocomplete
      {...props}
      data={[...known.keys()]}
      limit={MANY}
      comboboxProps={{
        // A list that is closed costs nothing: a form has dozens of them.
        keepMounted: false,
        shadow: 'md',
        width: 'max-content',
        position: 'bottom-start',
        ...props.comboboxProps,
      }}
      styles={{ dropdown: { minWidth: 200, maxWidth: 420 } }}
      renderOption={({ option }) => {
        const examples = known.get(option.value)?.examples.slice(0, 3).join(', ')
        return (
          <Group gap={10} wrap="nowrap" justify="space-between" w="100%">
            <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
              {option.value}
            </Text>
            {examples && (
              <Text size="xs" c="dimmed" truncate maw={200}>
                {examples}
              </Text>
            )}
          </Group>
        )
      }}
    />
  )
}

export const named = (name: string): Seen => ({ name, type: 'text', examples: [] })
