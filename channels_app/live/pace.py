"""How fast one page may speak."""


class Pace:
    """A bucket that holds `burst` words and fills by `rate` a second."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._left, self._at = burst, 0.0
        self.dropped = 0

    def allows(self, now: float) -> bool:
        """`dropped` counts what was refused since the page last kept quiet for a while."""
        self._left = min(self.burst, self._left + (now - self._at) * self.rate)
        self._at = now
        if self._left >= self.burst - 1:
            self.dropped = 0
        if self._left < 1:
            self.dropped += 1
            return False
        self._left -= 1
        return True
