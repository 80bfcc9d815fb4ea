import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from './context'
import type { Layer } from './viewSlice'

/** Which drawing is shown: what runs, with its numbers, or the draft. */
export function LayerSwitch() {
  const { t } = useTranslation('editor')
  const live = useEditor((state) => state.live)
  const layer = useEditor((state) => state.layer)
  const setLayer = useEditor((state) => state.setLayer)
  if (!live) return null
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('layer.label')}
      data={[
        { value: 'live', label: t('layer.live', { number: live.number }) },
        { value: 'draft', label: t('layer.draft') },
      ]}
      value={layer}
      onChange={(next) => setLayer(next as Layer)}
    />
  )
}
