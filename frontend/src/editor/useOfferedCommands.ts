import { useTranslation } from 'react-i18next'
import { findPlaces } from '../graph/findPlace'
import { addables, grouped } from '../graph/palette'
import { placesOf } from '../graph/read'
import { type OfferGroup, useOffering } from '../shell/offers'
import { COMMANDS } from './commands'
import { useFrame } from './context'
import { keyWords } from './keys'
import { isEditable, shownDocument } from './store'

/** The search has let the focus go. */
const CLOSED_MS = 40
const PLACES = 8
const STEPS = 6

/** What is looked for, without the verb that the answers begin with. */
function without(verb: string, query: string): string {
  const wanted = query.trim().toLowerCase()
  const start = `${verb.trim().toLowerCase()} `
  return wanted.startsWith(start) ? wanted.slice(start.length) : wanted
}

/** Ctrl-K in the editor: every command that can be given now, every step to go to, every kind to add. */
export function useOfferedCommands(): void {
  const { t } = useTranslation('editor')
  const { t: tOutline } = useTranslation('outline')
  const frame = useFrame()
  const { store, kinds, catalogue } = frame
  const later = (act: () => void) => () => {
    window.setTimeout(act, CLOSED_MS)
  }

  const commands = () =>
    COMMANDS.filter((command) => command.enabled(store.getState())).map((command) => ({
      id: `command-${command.id}`,
      label: t(command.label),
      line: tOutline(`group.${command.group}`),
      keys: command.keys[0] && keyWords(command.keys[0]),
      run: later(() => void command.run(frame)),
    }))

  const places = (query: string) => {
    const document = shownDocument(store.getState())
    const wanted = without(tOutline('palette.goTo', { name: '' }), query)
    return findPlaces(document, kinds, placesOf(document), wanted)
      .slice(0, PLACES)
      .map(({ id, name, title }) => ({
        id: `place-${id}`,
        label: tOutline('palette.goTo', { name }),
        line: title,
        found: true,
        run: later(() => store.getState().reveal(id)),
      }))
  }

  const kindsToAdd = (query: string) =>
    grouped(addables(catalogue), without(tOutline('palette.add', { title: '' }), query))
      .flatMap((group) => group.entries)
      .slice(0, STEPS)
      .map((entry) => ({
        id: `add-${entry.key}`,
        label: tOutline('palette.add', { title: entry.title }),
        line: entry.line,
        found: true,
        run: later(() => store.getState().openAdding(entry.key)),
      }))

  useOffering((query) => {
    const groups: OfferGroup[] = [{ title: tOutline('palette.commands'), offers: commands() }]
    if (query.trim() === '') return groups
    groups.push({ title: tOutline('palette.places'), offers: places(query) })
    if (isEditable(store.getState()))
      groups.push({ title: tOutline('palette.kinds'), offers: kindsToAdd(query) })
    return groups
  }, tOutline('palette.hint'))
}
