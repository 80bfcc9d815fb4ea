import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconTag, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import listClasses from '../../ui/list.module.css'
import { useUrlState } from '../../ui/url'
import { tagsOf, useFiling } from './filing'

/** Chosen tags as chips that go away by a click, and a menu of all others; a journey must have them all. */
export function TagFilter() {
  const { t } = useTranslation('journeys')
  const { get, change } = useUrlState()
  const { tags } = useFiling()
  const chosen = tagsOf(get('tag'))
  const set = (next: string[]) => change({ tag: next.join(',') || null })
  const toggle = (tag: string) =>
    set(chosen.includes(tag) ? chosen.filter((each) => each !== tag) : [...chosen, tag])
  if (tags.length === 0 && chosen.length === 0) return null
  return (
    <fieldset className={listClasses.chips} aria-label={t('tags.label')} style={PLAIN}>
      {chosen.map((tag) => (
        <UnstyledButton
          key={tag}
          className={listClasses.chip}
          aria-pressed
          aria-label={t('tags.unfilter', { tag })}
          onClick={() => toggle(tag)}
        >
          {tag}
          <IconX size={12} aria-hidden />
        </UnstyledButton>
      ))}
      <Menu position="bottom-start" closeOnItemClick={false}>
        <Menu.Target>
          <UnstyledButton className={listClasses.chip}>
            <IconTag size={14} aria-hidden />
            {t('tags.label')}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {tags.map((tag) => (
            <Menu.Item
              key={tag.name}
              onClick={() => toggle(tag.name)}
              rightSection={
                chosen.includes(tag.name) ? (
                  <IconCheck size={14} aria-label={t('tags.chosen')} />
                ) : (
                  <span className="num">{tag.count}</span>
                )
              }
            >
              {tag.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  )
}

const PLAIN = { border: 0, margin: 0, padding: 0 }
