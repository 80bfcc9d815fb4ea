/** The product's mark: a way between two stops. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4f52e0" />
      <path d="M9 22c0-6 14-4 14-12" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      <circle cx="9" cy="22" r="3" fill="#fff" />
      <circle cx="23" cy="10" r="3" fill="#fff" />
    </svg>
  )
}
