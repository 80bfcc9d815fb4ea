import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Row, type Rows, rowOf, rowsOf } from '../../graph/conditionTree'
import { freshId } from './builder'
import { useLeafChoices } from './leaves'

const DEEPEST = 4

interface AddMenuProps {
  depth: number
  onRow: (row: Row) => void
  onGroup: (rows: Rows) => void
}

/** What can be asked here, or a group for what belongs together; where there is one choice there is no menu. */
export function AddMenu({ depth, onRow, onGroup }: AddMenuProps) {
  const { t } = useTranslation('forms')
  const choices = useLeafChoices()
  const [only] = choices
  const button = (onClick?: () => void) => (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<IconPlus size={13} aria-hidden />}
      style={{ alignSelf: 'flex-start' }}
      onClick={onClick}
    >
      {t('condition.add')}
    </Button>
  )
  if (choices.length === 1 && only) return button(() => onRow(rowOf(only.make(), freshId)))
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ name, make }) => (
          <Menu.Item key={name} onClick={() => onRow(rowOf(make(), freshId))}>
            {t(`condition.leaf.${name}`)}
          </Menu.Item>
        ))}
        {depth < DEEPEST && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onGroup(rowsOf([], freshId, 'or'))}>
              {t('condition.addGroup')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
