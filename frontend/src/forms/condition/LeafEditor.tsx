import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isDid, isLocalTime, type Leaf } from '../../graph/conditions'
import { useForm } from '../field'
import classes from '../forms.module.css'
import { ComparisonRow } from './ComparisonRow'
import { DidRow } from './DidRow'
import { LocalTimeRow } from './LocalTimeRow'

interface LeafEditorProps {
  leaf: Leaf
  onChange: (leaf: Leaf) => void
  onRemove: () => void
}

export function LeafEditor({ leaf, onChange, onRemove }: LeafEditorProps) {
  const { t } = useTranslation('forms')
  const { disabled } = useForm()
  return (
    <div className={classes.leaf}>
      <div className={classes.leafBody}>
        {isDid(leaf) ? (
          <DidRow leaf={leaf} onChange={onChange} />
        ) : isLocalTime(leaf) ? (
          <LocalTimeRow leaf={leaf} onChange={onChange} />
        ) : (
          <ComparisonRow leaf={leaf} onChange={onChange} />
        )}
      </div>
      <ActionIcon size="sm" disabled={disabled} onClick={onRemove} aria-label={t('condition.remove')}>
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </div>
  )
}
