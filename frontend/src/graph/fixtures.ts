/** A small catalogue and journey for tests; the true catalogue comes from the server. */
import { type Catalogue, kindsOf, type Schema } from './catalogue'
import { emptyDocument, type JourneyDocument } from './document'

const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object',
  properties,
  required,
})

export const catalogue: Catalogue = {
  triggers: [
    {
      kind: 'event',
      title: 'Event',
      group: 'trigger',
      icon: 'bolt',
      help: 'Starts when an event of this name arrives.',
      ports: {},
      summary: 'When {event} happens',
      schema: object(
        {
          event: { type: 'string', title: 'Event', 'x-widget': 'event' },
          filter: {
            anyOf: [{ type: 'object' }, { type: 'null' }],
            title: 'Only if',
            'x-widget': 'condition',
            default: null,
          },
          max_age: { type: 'string', title: 'Oldest event', 'x-widget': 'duration', default: 'PT24H' },
        },
        ['event'],
      ),
    },
  ],
  steps: [
    {
      kind: 'wait',
      title: 'Wait',
      group: 'flow',
      icon: 'clock',
      help: 'Waits for a duration.',
      ports: { fixed: ['out'] },
      summary: 'Wait {duration, duration}',
      schema: object({
        duration: { type: 'string', title: 'How long', 'x-widget': 'duration', default: 'PT1H' },
      }),
    },
    {
      kind: 'wait_for',
      title: 'Wait for',
      group: 'flow',
      icon: 'hourglass',
      help: 'Waits for the first of several cases.',
      ports: { each: 'cases', fixed: ['timeout'] },
      summary: 'Wait up to {timeout, duration} for {cases, names}',
      schema: object({
        cases: {
          type: 'array',
          title: 'Cases',
          'x-widget': 'cases',
          default: [],
          items: object({ id: { type: 'string' }, name: { type: 'string' }, event: { type: 'string' } }, [
            'id',
          ]),
        },
        timeout: { type: 'string', title: 'At most', 'x-widget': 'duration', default: 'P1D' },
      }),
    },
    {
      kind: 'branch',
      title: 'Branch',
      group: 'flow',
      icon: 'arrows-split',
      help: 'Takes the first case that holds.',
      ports: { each: 'cases', fixed: ['else'] },
      summary: '{cases, plural, =0 {No cases yet} one {# case} other {# cases}}',
      schema: object({ cases: { type: 'array', default: [{ id: 'yes', name: 'Yes' }] } }),
    },
    {
      kind: 'send_message',
      title: 'Send message',
      group: 'message',
      icon: 'mail',
      help: 'Sends one message.',
      ports: { fixed: ['out'], optional: ['refused', 'failed'] },
      summary: '{subject}',
      schema: object({ channel: { type: 'string' }, subject: { type: 'string', title: 'Subject' } }, [
        'subject',
      ]),
      palette: [{ title: 'Email', icon: 'mail', preset: { channel: 'email' } }],
    },
    {
      kind: 'exit',
      title: 'End',
      group: 'end',
      icon: 'flag',
      help: 'Ends the run.',
      ports: {},
      summary: '{reason, select, none {End here} other {End: {reason}}}',
      schema: object({ reason: { type: 'string', default: '' } }),
    },
  ],
}

export const kinds = kindsOf(catalogue)

export const kind = (name: string) => {
  const found = kinds.step(name) ?? kinds.trigger(name)
  if (!found) throw new Error(`The fixture has no kind "${name}".`)
  return found
}

export const abandonedCart: JourneyDocument = {
  ...emptyDocument('Abandoned cart'),
  triggers: {
    cart: { kind: 'event', name: '', note: '', config: { event: 'add_to_cart' }, next: 'wait_1h' },
  },
  steps: {
    wait_1h: {
      kind: 'wait_for',
      config: { cases: [{ id: 'bought', name: 'Bought', event: 'purchase' }], timeout: 'PT1H' },
      next: { timeout: 'first_reminder', bought: 'done' },
    },
    first_reminder: {
      kind: 'send_message',
      config: { channel: 'email', subject: 'Your cart' },
      next: { out: 'done' },
    },
    done: { kind: 'exit', config: { reason: 'bought' }, next: {} },
  },
  layout: {
    cart: { x: 0, y: 0 },
    wait_1h: { x: 0, y: 200 },
    first_reminder: { x: -140, y: 400 },
    done: { x: 0, y: 600 },
  },
}
