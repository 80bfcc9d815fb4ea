/** What mails share: the brand, and parts such as a footer. A form works without them. */
import { useGet } from '../api/hooks'
import { type Brand, PLAIN } from './brand'

const given = (values: Partial<Brand>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'string' && value !== ''))

export function useBrand(): Brand {
  const { data } = useGet<Partial<Brand>>('/brand')
  return { ...PLAIN, ...given(data ?? {}) }
}

export function useParts(): { slug: string; name: string }[] {
  const { data } = useGet<{ results: { slug: string; name: string }[] }>('/parts')
  return data?.results ?? []
}
