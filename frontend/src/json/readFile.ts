import type { Kinds } from '../graph/catalogue'
import { LARGEST } from '../graph/clipboard'
import { type ReadJourney, readJourney } from '../graph/readJourney'

/** A file that is to be a journey; without a name in it, it has the file's. One that is too large is not read. */
export async function readFile(file: File, kinds: Kinds): Promise<ReadJourney> {
  if (file.size > LARGEST) return { problem: { code: 'too_large' } }
  return readJourney(await file.text(), kinds, file.name.replace(/\.json$/i, ''))
}
