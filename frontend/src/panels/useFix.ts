import { useTranslation } from 'react-i18next'
import { useEditor, useFrame } from '../editor/context'
import { isEditable } from '../editor/store'
import { useAttributes, useEvents, useTopics } from '../forms/suggestions'
import type { Problem } from '../graph/document'
import { fixFor } from '../graph/fixes'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { topicName } from '../ui/names'

export interface OfferedFix {
  /** What the button does, in words. */
  label: string
  run: () => void
}

/** The fix of a problem where there is a plain one, as a change that can be undone. */
export function useFix(): (problem: Problem) => OfferedFix | null {
  const { t, i18n } = useTranslation('versions')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const editable = useEditor(isEditable)
  const apply = useEditor((state) => state.apply)
  const names = (list: { name: string }[] | null) => (list ?? []).map(({ name }) => name)
  const topics = useTopics()
  const known = {
    events: names(useEvents()),
    attributes: names(useAttributes()),
    topics: topics.map(({ slug }) => slug),
  }
  const words = {
    unsubscribe: t('fix.unsubscribeLink'),
    nameOf: (id: string) => (exists(document, id) ? placeName(document, kinds, id) : id),
    topicOf: (slug: string) => {
      const topic = topics.find((each) => each.slug === slug)
      return topic ? topicName(topic, i18n.language) : slug
    },
  }
  return (problem) => {
    const fix = editable ? fixFor({ problem, document, kinds, known, words }) : null
    return fix && { label: t(`fix.${fix.id}`, { what: fix.what }), run: () => apply(fix.apply) }
  }
}
