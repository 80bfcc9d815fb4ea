import type { TFunction } from 'i18next'

/** The engine's own ports; a step's ports are named by the step. */
const OWN: Record<string, 'ports.end' | 'ports.exit' | 'ports.failed' | 'ports.goal'> = {
  $end: 'ports.end',
  $exit: 'ports.exit',
  $failed: 'ports.failed',
  $goal: 'ports.goal',
}

/** By which way somebody left. */
export function portWords(t: TFunction<'live'>, port: string, title: string | undefined): string {
  const own = OWN[port]
  return own ? t(own) : title || t('ports.plain')
}
