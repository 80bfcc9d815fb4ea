import { Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { insertInto } from '../editor/adding'
import { useFrame } from '../editor/context'
import { StepMenu } from '../panels/StepMenu'
import classes from './canvas.module.css'

interface InsertButtonProps {
  edge: { source: string; port: string; target: string }
  shown: boolean
}

/** The plus at the middle of an edge; it is there for the keyboard even while it is not drawn. */
export function InsertButton({ edge, shown }: InsertButtonProps) {
  const { t } = useTranslation('editor')
  const { store, kinds } = useFrame()
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="right-start" trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={`${classes.plus} nodrag nopan`}
          data-shown={shown || open || undefined}
          aria-label={t('edge.insert')}
          title={t('edge.insert')}
          onClick={() => setOpen(true)}
        >
          <IconPlus size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <StepMenu
          onPick={(entry) => {
            setOpen(false)
            insertInto(store, kinds, entry, edge)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
