"""A token bucket per workspace, in this process's memory: a fence against a runaway sender."""


class Bucket:
    """`rate` items a second, saved up for at most `burst` seconds."""

    __slots__ = ("full", "level", "rate", "seen")

    def __init__(self, rate: float, burst: float, at: float) -> None:
        self.rate, self.full = rate, rate * burst
        self.level, self.seen = self.full, at

    def take(self, items: int, at: float) -> float:
        """0 when the items may pass, else how many seconds to wait.

        A batch larger than the whole bucket passes when the bucket is full, so that
        every batch passes some day; what it overdraws is waited for afterwards.
        """
        self.level = min(self.full, self.level + (at - self.seen) * self.rate)
        self.seen = at
        wanted = min(items, self.full)
        if self.level < wanted:
            return (wanted - self.level) / self.rate
        self.level -= items
        return 0.0


class Rates:
    """The buckets of all workspaces; a rate of 0 sets no limit."""

    def __init__(self, rate: float, burst: float = 2.0) -> None:
        self._rate, self._burst = rate, burst
        self._buckets: dict[int, Bucket] = {}

    def wait_for(self, workspace: int, items: int, at: float) -> float:
        if not self._rate:
            return 0.0
        bucket = self._buckets.get(workspace)
        if bucket is None:
            bucket = self._buckets[workspace] = Bucket(self._rate, self._burst, at)
        return bucket.take(items, at)
