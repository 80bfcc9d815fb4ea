/** How an SMS travels: its alphabet, how many characters it counts, and in how many parts it goes. */

/** The alphabet of GSM 03.38; those of its extension take two places. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('^{}\\[~]|€\f')

export interface SmsSize {
  encoding: 'GSM-7' | 'UCS-2'
  /** Places taken: septets of GSM-7, or units of UTF-16. */
  units: number
  /** Places that fit into the parts there are. */
  room: number
  parts: number
  /** The characters that make it UCS-2. */
  strange: string[]
}

const ROOM = { 'GSM-7': { one: 160, each: 153 }, 'UCS-2': { one: 70, each: 67 } } as const

/** A character of two places is never cut in the middle: it goes into the next part as a whole. */
function partsOf(widths: number[], each: number): number {
  let parts = 1
  let used = 0
  for (const width of widths) {
    if (used + width > each) {
      parts += 1
      used = 0
    }
    used += width
  }
  return parts
}

export function smsSize(text: string): SmsSize {
  const letters = [...text]
  const strange = [...new Set(letters.filter((letter) => !BASIC.has(letter) && !EXTENDED.has(letter)))]
  const encoding = strange.length > 0 ? 'UCS-2' : 'GSM-7'
  const widths = letters.map((letter) =>
    encoding === 'UCS-2' ? letter.length : EXTENDED.has(letter) ? 2 : 1,
  )
  const units = widths.reduce((sum, width) => sum + width, 0)
  const { one, each } = ROOM[encoding]
  const parts = units <= one ? 1 : partsOf(widths, each)
  return { encoding, units, room: parts === 1 ? one : parts * each, parts, strange }
}
