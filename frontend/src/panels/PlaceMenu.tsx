import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { shownDocument } from '../editor/store'
import { findPlaces } from '../graph/findPlace'
import { useOutline } from '../outline/useOutline'
import { StepIcon } from '../steps/StepIcon'
import { PickList } from './PickList'

interface PlaceMenuProps {
  label: string
  /** Which places are offered; all by default. */
  fits?: (id: string) => boolean
  onPick: (id: string) => void
}

/** A list of the journey's triggers and steps, in the order of the outline. */
export function PlaceMenu({ label, fits, onPick }: PlaceMenuProps) {
  const { t } = useTranslation('outline')
  const { kinds } = useFrame()
  const document = useEditor(shownDocument)
  const { outline } = useOutline()
  const find = useCallback(
    (search: string) => {
      const ids = [...Object.keys(document.triggers), ...outline.numbers.keys()].filter(
        (id) => fits?.(id) ?? true,
      )
      const choices = findPlaces(document, kinds, ids, search).map((found) => {
        const number = outline.numbers.get(found.id)
        return {
          key: found.id,
          label: number === undefined ? found.name : `${number}. ${found.name}`,
          line: found.title === found.name ? undefined : found.title,
          icon: <StepIcon icon={found.icon} group={found.group} size={22} />,
        }
      })
      return choices.length ? [{ title: '', choices }] : []
    },
    [document, kinds, outline, fits],
  )
  return <PickList label={label} nothing={t('find.nothing')} find={find} onPick={onPick} />
}
