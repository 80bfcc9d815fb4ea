"""How quickly a courier gets on, and when what it has no room for may come back."""

from datetime import datetime, timedelta
from time import monotonic

# The guess before anything was seen.
FIRST = 2000.0
# Those who come back are called sooner than the pace says, and never at a slower rate than this,
# so that a courier that gets quicker is not left without work. Coming back in vain costs little.
SOONER = 1.25
SLOWEST_CALL = 500.0
LONGEST_IN_HAND_SECONDS = 2.0
# Those of as much time come back together, for one at a time is dear.
TOGETHER_SECONDS = 0.1


class Pace:
    """Messages per second, by what was seen last."""

    def __init__(self) -> None:
        self.speed = FIRST
        self.began: float | None = None
        self.many = 0
        self.booked: datetime | None = None

    def begin(self, many: int) -> None:
        self.began, self.many = monotonic(), many

    def end(self, many: int) -> None:
        seconds = max(monotonic() - (self.began or 0.0), 1e-4)
        self.speed, self.began = (self.speed + many / seconds) / 2, None

    def now(self) -> float:
        """The speed; less, when what is under way takes longer than it should."""
        if self.began is None:
            return self.speed
        return min(self.speed, self.many / max(monotonic() - self.began, 1e-4))

    def times(self, now: datetime, load: int, many: int) -> list[datetime]:
        """One after the other, after what is in hand and those who were given a time before."""
        speed = self.now()
        in_hand = min(load / speed, LONGEST_IN_HAND_SECONDS) if speed else LONGEST_IN_HAND_SECONDS
        start = now + timedelta(seconds=in_hand)
        if self.booked is not None:
            start = max(start, self.booked)
        gap = timedelta(seconds=1 / max(speed * SOONER, SLOWEST_CALL))
        self.booked = start + gap * many
        together = max(1, int(TOGETHER_SECONDS / gap.total_seconds()))
        return [start + gap * (number - number % together) for number in range(many)]
