import { Select, type SelectProps } from '@mantine/core'
import { READER_ZONE } from './clock'

/** "Europe/Warsaw (UTC+2)": found by city as well as by offset. */
function labelOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts()
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return `${zone.replaceAll('_', ' ')} (${offset})`
}

let options: { value: string; label: string }[] | undefined

/** Made once, when first asked: four hundred zones are not free to describe. */
function zones() {
  options ??= [...new Set([READER_ZONE, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((value) => ({ value, label: labelOf(value) }))
  return options
}

export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  const value = props.value
  const known = zones()
  const data =
    value && !known.some((zone) => zone.value === value) ? [...known, { value, label: value }] : known
  return (
    <Select searchable allowDeselect={false} limit={200} maxDropdownHeight={280} {...props} data={data} />
  )
}
