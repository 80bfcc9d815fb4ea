/**
 * Every operation takes a document and gives a new one, sharing what did not change; what makes no sense
 * (an unknown id, an edge into a trigger) gives the same document back. Documents stay sound: ids unique
 * across triggers, steps, groups and notes, edges only from an existing port to an existing step.
 */
export { align, distribute, move } from './arrange'
export type { Added } from './changing'
export { canConnect, connect, disconnect, portNames } from './edges'
export { changeGroup, joinGroup, leaveGroups, makeGroup, ungroup } from './groups'
export { addNote, changeNote } from './notes'
export { duplicate, paste } from './paste'
export { addStep, addTrigger, describe, insertOnEdge, updateConfig, updateJourney } from './places'
export { remove, removeAll } from './removing'
