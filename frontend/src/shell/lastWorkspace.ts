/** Which workspace `/` opens: the last one looked at, else the first. */
const KEY = 'sojourn-workspace'

export function keepWorkspace(slug: string): void {
  try {
    localStorage.setItem(KEY, slug)
  } catch {
    // Storage may be closed to us; then the first workspace opens.
  }
}

export function startOf(slugs: string[]): string | null {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(KEY)
  } catch {
    kept = null
  }
  return kept && slugs.includes(kept) ? kept : (slugs[0] ?? null)
}
