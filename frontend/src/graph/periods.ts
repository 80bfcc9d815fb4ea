/** The periods that numbers can be looked at for. */
export const PERIODS = ['all', 'hour', 'day', 'week', 'month', 'published'] as const
export type PeriodName = (typeof PERIODS)[number]

const HOURS: Partial<Record<PeriodName, number>> = { hour: 1, day: 24, week: 168, month: 720 }

export const isPeriod = (name: string): name is PeriodName => (PERIODS as readonly string[]).includes(name)

/** From when on the period counts; null is from the beginning. */
export function sinceOf(name: PeriodName, now: Date, published: string | null): string | null {
  if (name === 'published') return published
  const hours = HOURS[name]
  return hours ? new Date(now.getTime() - hours * 3_600_000).toISOString() : null
}
