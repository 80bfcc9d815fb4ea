/** The known name that a slip of the pen most likely meant. */
export function nearest(name: string, known: string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const same = known.find((other) => other !== name && plain(other) === plain(name))
  if (same) return same
  const most = Math.max(1, Math.floor(name.length / 4))
  const rated = known
    .map((other) => ({ other, by: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, by }) => other !== name && by <= most)
  return rated.toSorted((a, b) => a.by - b.by)[0]?.other
}

/** Letters to put in, take out, replace or swap with the next. */
export function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const equal = a[i - 1] === b[j - 1]
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (equal ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      }
      next.push(cost)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
