import { ActionIcon, Button, Menu, Group as Row, Select, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Group, type Item, isGroup, type Mode } from '../../graph/conditionGroups'
import { useForm } from '../field'
import classes from '../forms.module.css'
import { LeafEditor } from './LeafEditor'
import { useLeafChoices } from './leaves'

const MODES: Mode[] = ['all', 'any', 'none']
const DEEPEST = 3

interface GroupEditorProps {
  group: Group
  onChange: (group: Group) => void
  onRemove?: () => void
  depth: number
}

/** "All of", "Any of", "None of", over rows and further groups. */
export function GroupEditor({ group, onChange, onRemove, depth }: GroupEditorProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  const { mode, items } = group
  const set = (index: number, item: Item) =>
    onChange({ mode, items: items.map((old, at) => (at === index ? item : old)) })
  const drop = (index: number) => onChange({ mode, items: items.filter((_, at) => at !== index) })
  return (
    <div className={classes.group} data-nested={depth > 0 || undefined}>
      {(items.length > 1 || onRemove !== undefined || mode !== 'all') && (
        <Row justify="space-between" gap={4} mb={6} wrap="nowrap">
          <Select
            size="xs"
            w={150}
            data={MODES.map((name) => ({ value: name, label: t(`condition.mode.${name}`) }))}
            value={mode}
            allowDeselect={false}
            disabled={disabled}
            aria-label={t('condition.modeLabel')}
            onChange={(next) => onChange({ mode: next as Mode, items })}
          />
          {onRemove && (
            <ActionIcon
              size="sm"
              disabled={disabled}
              onClick={onRemove}
              aria-label={t('condition.removeGroup')}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          )}
        </Row>
      )}
      <Stack gap={6}>
        {items.map((item, index) =>
          isGroup(item) ? (
            <GroupEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              key={index}
              group={item}
              depth={depth + 1}
              onChange={(next) => set(index, next)}
              onRemove={() => drop(index)}
            />
          ) : (
            <LeafEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
              key={index}
              leaf={item}
              onChange={(next) => set(index, next)}
              onRemove={() => drop(index)}
            />
          ),
        )}
      </Stack>
      {!disabled && <AddMenu depth={depth} onAdd={(item) => onChange({ mode, items: [...items, item] })} />}
    </div>
  )
}

function AddMenu({ depth, onAdd }: { depth: number; onAdd: (item: Item) => void }) {
  const { t } = useTranslation('forms')
  const choices = useLeafChoices()
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          color="gray"
          mt={4}
          leftSection={<IconPlus size={13} aria-hidden />}
        >
          {t('condition.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ name, make }) => (
          <Menu.Item key={name} onClick={() => onAdd(make())}>
            {t(`condition.leaf.${name}`)}
          </Menu.Item>
        ))}
        {depth < DEEPEST && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onAdd({ mode: 'any', items: [] })}>{t('condition.addGroup')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
