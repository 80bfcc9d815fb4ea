import { ActionIcon, Popover, TagsInput, Tooltip, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTag } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../api/types'
import { useUrlState } from '../../ui/url'
import { tagsOf, useFiling, useSetTags } from './filing'
import classes from './journeys.module.css'

const SHOWN = 2
export const MOST_TAGS = 20
export const LONGEST_TAG = 32

/** A journey's tags: one filters the list, the button changes them in place. */
export function TagChips({ journey, may }: { journey: Journey; may: boolean }) {
  const { t } = useTranslation('journeys')
  const { get, change } = useUrlState()
  const chosen = tagsOf(get('tag'))
  const rest = journey.tags.slice(SHOWN)
  const filter = (tag: string) =>
    change({ tag: chosen.includes(tag) ? get('tag') : [...chosen, tag].join(',') })
  return (
    <div className={classes.tags}>
      {journey.tags.slice(0, SHOWN).map((tag) => (
        <UnstyledButton
          key={tag}
          className={classes.tag}
          title={t('tags.filter', { tag })}
          onClick={() => filter(tag)}
        >
          {tag}
        </UnstyledButton>
      ))}
      {rest.length > 0 && (
        <Tooltip label={rest.join(', ')}>
          <span className={classes.tag}>+{rest.length}</span>
        </Tooltip>
      )}
      {may && <ChangeTags journey={journey} />}
    </div>
  )
}

function ChangeTags({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const [open, { toggle, close }] = useDisclosure(false)
  const label = t('tags.change', { name: journey.name })
  return (
    <Popover
      opened={open}
      onChange={close}
      position="bottom-start"
      width={280}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon size="sm" className={classes.quiet} aria-label={label} title={label} onClick={toggle}>
          <IconTag size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <TagField journey={journey} />
      </Popover.Dropdown>
    </Popover>
  )
}

function TagField({ journey }: { journey: Journey }) {
  const { t } = useTranslation('journeys')
  const known = useFiling().tags.map((tag) => tag.name)
  const save = useSetTags()
  const [tags, setTags] = useState(journey.tags)
  return (
    <TagsInput
      data-autofocus
      label={t('tags.label')}
      description={t('tags.hint')}
      data={known}
      value={tags}
      maxTags={MOST_TAGS}
      comboboxProps={{ withinPortal: false }}
      onChange={(next) => {
        const cut = next.map((tag) => tag.trim().slice(0, LONGEST_TAG)).filter(Boolean)
        setTags(cut)
        save.mutate({ slug: journey.slug, tags: cut })
      }}
    />
  )
}
