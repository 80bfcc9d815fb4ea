import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SIGN_ICONS } from '../canvas/MarkSign'
import { useFrame } from '../editor/context'
import type { EdgeChange, JourneyChange, PlaceChange, Sign } from '../graph/compare'
import type { JourneyDocument, Json } from '../graph/document'
import { placeName } from '../graph/placeName'
import { portsAt } from '../graph/ports'
import { exists } from '../graph/read'
import type { SettingChange } from '../graph/settings'
import { excerpts, settingWords } from './settingWords'
import classes from './versions.module.css'

interface Sides {
  before: JourneyDocument
  after: JourneyDocument
  onJump?: (id: string) => void
}

interface LineProps {
  sign: Sign
  title: string
  onJump?: () => void
  children?: ReactNode
}

/** One thing that differs: its sign, what it is, and below it how. */
function Line({ sign, title, onJump, children }: LineProps) {
  const { t } = useTranslation('versions')
  const Icon = SIGN_ICONS[sign]
  return (
    <li className={classes.difference}>
      <span className={classes.differenceSign} data-mark={sign} role="img" aria-label={t(`sign.${sign}`)}>
        <Icon size={13} stroke={2.5} aria-hidden />
      </span>
      <div className={classes.differenceBody}>
        {onJump ? (
          <button type="button" className={classes.differenceName} onClick={onJump}>
            {title}
          </button>
        ) : (
          <span className={classes.differenceName}>{title}</span>
        )}
        {children}
      </div>
    </li>
  )
}

export function PlaceLine({ change, before, after, onJump }: Sides & { change: PlaceChange }) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const { id, sign, settings } = change
  const turned = change.before && change.after && change.before.kind !== change.after.kind
  const name = placeName(exists(after, id) ? after : before, kinds, id)
  return (
    <Line sign={sign} title={name} onJump={onJump && (() => onJump(id))}>
      {sign !== 'changed' && <p className={classes.quiet}>{t(`difference.place.${sign}`)}</p>}
      {turned && <p className={classes.quiet}>{t('difference.place.turned')}</p>}
      {settings.length > 0 && (
        <dl className={classes.settings}>
          {settings.map((setting) => (
            <Setting key={setting.path} change={setting} />
          ))}
        </dl>
      )}
    </Line>
  )
}

function Setting({ change }: { change: SettingChange }) {
  const { t } = useTranslation('versions')
  const { path, titles, schema } = change
  const own = path === '/name' ? t('field.name') : path === '/note' ? t('field.note') : titles.join(' › ')
  return (
    <div className={classes.setting}>
      <dt>{own}</dt>
      <dd>
        <OldNew
          before={change.before}
          after={change.after}
          words={(value) => settingWords(value, schema, t)}
        />
      </dd>
    </div>
  )
}

interface OldNewProps {
  before: Json | undefined
  after: Json | undefined
  words: (value: Json | undefined) => string
}

function OldNew({ before, after, words }: OldNewProps) {
  const { t } = useTranslation('versions')
  const [old, now] = excerpts(words(before), words(after))
  return (
    <>
      <span className={classes.hiddenWord}>{t('difference.was')} </span>
      <del className={classes.old}>{old}</del>
      <span aria-hidden> → </span>
      <span className={classes.hiddenWord}> {t('difference.is')} </span>
      <ins className={classes.new}>{now}</ins>
    </>
  )
}

export function EdgeLine({ change, before, after, onJump }: Sides & { change: EdgeChange }) {
  const { t } = useTranslation('versions')
  const { kinds } = useFrame()
  const { source, port, sign } = change
  const drawn = exists(after, source) ? after : before
  const title = portsAt(drawn, kinds, source).find((each) => each.name === port)?.title
  const name = placeName(drawn, kinds, source)
  const place = (document: JourneyDocument, id: string | undefined) =>
    id === undefined ? t('difference.edge.end') : exists(document, id) ? placeName(document, kinds, id) : id
  return (
    <Line
      sign={sign}
      title={title ? t('difference.edge.port', { name, port: title }) : name}
      onJump={onJump && (() => onJump(source))}
    >
      <dl className={classes.settings}>
        <div className={classes.setting}>
          <dt>{t('difference.edge.leads')}</dt>
          <dd>
            <OldNew
              before={place(before, change.before)}
              after={place(after, change.after)}
              words={(text) => String(text)}
            />
          </dd>
        </div>
      </dl>
    </Line>
  )
}

export function JourneyLine({ change }: { change: JourneyChange }) {
  const { t } = useTranslation('versions')
  const words = useJourneyWords(change.field)
  return (
    <Line sign="changed" title={t(`journey.${change.field}`)}>
      <dl className={classes.settings}>
        <div className={classes.setting}>
          <dd>
            <OldNew before={change.before} after={change.after} words={words} />
          </dd>
        </div>
      </dl>
    </Line>
  )
}

/** The rule of entry and the exits have words of their own; the rest is plain. */
function useJourneyWords(field: JourneyChange['field']): OldNewProps['words'] {
  const { t } = useTranslation('versions')
  const { t: forms } = useTranslation('forms')
  return (value) => {
    if (field === 'exits' && Array.isArray(value)) {
      const named = value.map((exit) => {
        const { event = '', filter } = (exit ?? {}) as { event?: string; filter?: Json }
        const only = filter ? ` (${settingWords(filter, { 'x-widget': 'condition' }, t)})` : ''
        return `${event}${only}`
      })
      return named.join(', ') || t('value.none')
    }
    if (field === 'entry' && value && typeof value === 'object' && !Array.isArray(value)) {
      const { rule, period, key } = value as { rule?: 'once'; period?: Json; key?: string | null }
      const parts = [rule ? forms(`journey.rules.${rule}`) : '']
      if (rule === ('once_per_period' as string) && period) parts.push(settingWords(period, {}, t))
      if (key) parts.push(t('journey.perKey', { key }))
      return parts.join(', ')
    }
    return settingWords(value, {}, t)
  }
}
