/** A time of day as people write it: "9", "9:30", "930", "6 pm" -> "18:00"; null when it cannot be read. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(am|pm|a|p)?\.?$/i.exec(text.trim())
  if (!match) return null
  const [, hours = '', minutes = '00', half] = match
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
  }
  if (hour > 24 || (hour === 24 && minutes !== '00')) return null
  return `${String(hour).padStart(2, '0')}:${minutes}`
}
