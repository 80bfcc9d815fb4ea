import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../editor/context'
import { type Addable, type AddableGroup, addables, grouped } from '../graph/palette'
import { StepIcon } from '../steps/StepIcon'
import { PickList } from './PickList'

interface StepMenuProps {
  onPick: (entry: Addable) => void
  withTriggers?: boolean
  /** Behind a step a trigger is the rarer wish; where nothing is selected it comes first. */
  triggersLast?: boolean
}

/** A short list of what can be added here. */
export function StepMenu({ onPick, withTriggers = false, triggersLast = false }: StepMenuProps) {
  const { t } = useTranslation('editor')
  const { catalogue } = useFrame()
  const entries = useMemo(
    () => addables(catalogue).filter((entry) => withTriggers || !entry.isTrigger),
    [catalogue, withTriggers],
  )
  const find = useCallback(
    (search: string) =>
      ordered(grouped(entries, search), triggersLast && !search.trim()).map(({ group, entries: inside }) => ({
        title: t(`group.${group}`, { defaultValue: group }),
        choices: inside.map((entry) => ({
          key: entry.key,
          label: entry.title,
          icon: <StepIcon icon={entry.icon} group={entry.isTrigger ? 'trigger' : group} size={22} />,
        })),
      })),
    [entries, t, triggersLast],
  )
  const pick = (key: string) => {
    const entry = entries.find((candidate) => candidate.key === key)
    if (entry) onPick(entry)
  }
  return <PickList label={t('palette.search')} nothing={t('palette.nothing')} find={find} onPick={pick} />
}

function ordered(groups: AddableGroup[], triggersLast: boolean): AddableGroup[] {
  const late = ({ group }: AddableGroup) => Number(triggersLast && group === 'trigger')
  return groups.toSorted((a, b) => late(a) - late(b))
}
