import { Tooltip, UnstyledButton } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Kinds } from '../graph/catalogue'
import type { JourneyDocument } from '../graph/document'
import { placeName } from '../graph/placeName'
import { exists } from '../graph/read'
import { usePeers } from './company'
import { useEditor, useFrame } from './context'
import classes from './presence.module.css'
import type { Peer } from './presenceSlice'

const MOST = 4

/** "AB" for Alice Brown, "AL" for Alice. */
export function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean)
  const [first = '?', second] = [words[0], words[1]]
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2)
  return letters.join('').toLocaleUpperCase()
}

/** One line per person: a page that edits something says more than one that is only open. */
function byPerson(peers: Peer[]): Peer[] {
  const people = new Map<number, Peer>()
  for (const peer of peers) {
    const known = people.get(peer.person)
    const weight = (of: Peer) => Number(of.editing !== null) * 2 + Number(of.selected.length > 0)
    if (!known || weight(peer) > weight(known)) people.set(peer.person, peer)
  }
  return [...people.values()]
}

function doing(t: TFunction<'presence'>, peer: Peer, document: JourneyDocument, kinds: Kinds): string {
  const id = peer.editing ?? peer.selected[0]
  if (id === undefined || !exists(document, id)) return peer.role === 'viewer' ? t('here.looks') : ''
  const place = placeName(document, kinds, id)
  return peer.editing ? t('here.edits', { place }) : t('here.at', { place })
}

/** Who else has this journey open; pressing one shows where they are. */
export function PeopleHere() {
  const { t } = useTranslation('presence')
  const { kinds } = useFrame()
  const document = useEditor((state) => state.document)
  const me = useEditor((state) => state.me)
  const viewport = useEditor((state) => state.viewport)
  const people = byPerson(usePeers())
  if (people.length === 0) return null
  return (
    <ul className={classes.people} aria-label={t('here.label')}>
      {people.slice(0, MOST).map((peer) => {
        const name = peer.person === me ? t('here.you') : peer.name
        const busy = doing(t, peer, document, kinds)
        const label = busy ? `${name}: ${busy}` : name
        const place = peer.editing ?? peer.selected[0]
        return (
          <li key={peer.person}>
            <Tooltip label={label}>
              <UnstyledButton
                className={`${classes.peer} ${classes.avatar}`}
                data-colour={peer.colour}
                data-busy={peer.editing !== null || undefined}
                data-letters={initials(peer.name)}
                aria-label={label}
                onClick={() => place !== undefined && viewport?.show(place, { focus: false })}
              />
            </Tooltip>
          </li>
        )
      })}
      {people.length > MOST && (
        <li>
          <Tooltip
            label={people
              .slice(MOST)
              .map((peer) => peer.name)
              .join(', ')}
          >
            <UnstyledButton
              className={classes.avatar}
              data-more
              data-letters={`+${people.length - MOST}`}
              aria-label={t('here.more', { n: people.length - MOST })}
            />
          </Tooltip>
        </li>
      )}
    </ul>
  )
}
