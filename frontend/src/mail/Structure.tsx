import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Component, type Editor, readValue, typeOf } from './grapes'
import classes from './mail.module.css'
import { named } from './properties'

interface Line {
  component: Component
  depth: number
}

const SNIPPET = 40

/** The frames and blocks of the mail in their order, without what stands inside of a text. */
function linesOf(component: Component | undefined, depth = 0): Line[] {
  if (!component) return []
  const type = typeOf(component)
  const here = type.startsWith('mj-') ? [{ component, depth }] : []
  if (type === 'mj-text' || type === 'mj-button' || type === 'mj-raw') return here
  return [...here, ...component.components().models.flatMap((child) => linesOf(child, depth + here.length))]
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, SNIPPET)

/** The mail as a list: every block can be found and chosen without a mouse. */
export function Structure({ editor, selected }: { editor: Editor; selected: Component | null }) {
  const { t } = useTranslation('mail')
  const body = editor.getWrapper()?.findType('mj-body')[0]
  return (
    <ul className={classes.structure} aria-label={t('structure')}>
      {linesOf(body).map(({ component, depth }) => {
        const type = typeOf(component)
        const said = type === 'mj-text' || type === 'mj-button' ? plain(readValue(component, 'content')) : ''
        return (
          <li key={component.getId()}>
            <UnstyledButton
              className={classes.line}
              style={{ paddingLeft: 8 + depth * 12 }}
              aria-current={component === selected ? 'true' : undefined}
              onClick={() => {
                editor.select(component)
                editor.Canvas.scrollTo(component, { behavior: 'auto' })
              }}
            >
              {t(`type.${named(type)}`)}
              {said && <span className={classes.said}>{said}</span>}
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
