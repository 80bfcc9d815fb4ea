const MOTION = 180

/** How long a movement takes, in milliseconds; none for those who ask for none. */
export const duration = () => (window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ? 0 : MOTION)
