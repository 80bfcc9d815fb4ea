import { Button, Group } from '@mantine/core'
import { IconEye, IconGitCompare } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../../editor/context'
import classes from './history.module.css'
import { useLooking } from './useLooking'
import { useSideName } from './useSideName'

/** Says that something else than the draft is on the canvas, and leads back to it. */
export function ReviewBar() {
  const { t } = useTranslation('versions')
  const review = useEditor((state) => state.review)
  const readOnly = useEditor((state) => state.readOnly)
  const endReview = useEditor((state) => state.endReview)
  const { compare, restore } = useLooking()
  const nameOf = useSideName()
  if (!review) return null
  const isVersion = review.mode === 'version'
  const Icon = isVersion ? IconEye : IconGitCompare
  const key = isVersion ? review.side.key : review.before.key
  return (
    <section className={classes.bar} aria-label={t('review.title')}>
      <span className={classes.barWords}>
        <Icon size={16} aria-hidden />
        {isVersion
          ? t('review.version', { name: nameOf(review.side.key) })
          : t('review.difference', { before: nameOf(review.before.key), after: nameOf(review.after.key) })}
      </span>
      <Group gap={6} wrap="nowrap">
        {isVersion && (
          <Button size="xs" variant="default" onClick={() => compare(review.side.key, 'draft')}>
            {t('history.withDraft')}
          </Button>
        )}
        {!readOnly && typeof key === 'number' && (
          <Button size="xs" variant="default" onClick={() => restore(key)}>
            {t('history.restore')}
          </Button>
        )}
        <Button size="xs" onClick={endReview}>
          {t('review.back')}
        </Button>
      </Group>
    </section>
  )
}
