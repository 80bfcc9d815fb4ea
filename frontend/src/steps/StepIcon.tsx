import { FAMILY_COLOR, type Family } from '../ui/theme'
import { iconOf } from './icons'
import classes from './steps.module.css'

export const familyOf = (group: string): Family => (group in FAMILY_COLOR ? (group as Family) : 'flow')

/** The icon of a kind on the tint of its family; a word always stands beside it. */
export function StepIcon({ icon, group, size = 24 }: { icon: string; group: string; size?: number }) {
  const Icon = iconOf(icon)
  return (
    <span className={classes.icon} data-family={familyOf(group)} style={{ width: size, height: size }}>
      <Icon size={Math.round(size * 0.66)} aria-hidden />
    </span>
  )
}
