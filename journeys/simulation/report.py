"""What a backtest counted. Counts are of runs, and add up (S26):
entered = completed + exited + failed + standing."""

from collections import Counter
from datetime import datetime
from typing import Any

import msgspec

from journeys.core.play import Played
from journeys.core.state import Run, Status


class Report(msgspec.Struct, kw_only=True):
    """The JSON on standard output, one field each."""

    entered: int
    completed: int
    exited: dict[str, int]
    """By the exit event's name."""
    failed: int
    standing: dict[str, int]
    """By the step where they stand."""
    messages: dict[str, int]
    """Intents by step id."""
    peak_per_hour: int
    """The most intents in one clock hour (UTC)."""
    peak_hour: str | None = None
    refused: dict[str, int]
    """Entries refused, by reason."""
    reasons: dict[str, int]
    """Why runs failed."""
    customers: int
    events: int
    rows_refused: list[dict[str, Any]] = []
    from_: str | None = msgspec.field(default=None, name="from")
    """The first event, ISO 8601; null without events."""
    until: str | None = None
    """The last instant at which anything happened: an event, a move or a message."""


class Tally:
    """Collects what `play` returned, run by run, and forgets the rest."""

    def __init__(self) -> None:
        self.entered = 0
        self.last: dict[str, tuple[Status, str, str]] = {}
        self.messages: Counter[str] = Counter()
        self.hours: Counter[datetime] = Counter()
        self.first: datetime | None = None
        self.latest: datetime | None = None
        self.refused: Counter[str] = Counter()

    def add(self, played: Played) -> None:
        self.entered += len(played.started)
        for run in played.runs.values():
            if run.status != Status.SETTLING and not run.keep.get("candidate"):
                self.last[run.id] = (run.status, run.reason, run.step or "")
        if played.traces:
            self.saw(played.traces[-1].at)
        for message in played.messages:
            self.messages[message.send.step] += 1
            self.hours[message.at.replace(minute=0, second=0, microsecond=0)] += 1
        for refusal in played.refusals:
            self.refused[refusal.reason] += 1

    def saw(self, instant: datetime) -> None:
        """Something happened then: the report's `from` and `until`."""
        self.first = instant if self.first is None else min(self.first, instant)
        self.latest = instant if self.latest is None else max(self.latest, instant)

    def report(self, *, customers: int, events: int) -> Report:
        by_status: dict[Status, Counter[str]] = {status: Counter() for status in Status}
        for status, reason, step in self.last.values():
            by_status[status][step if status == Status.ACTIVE else reason] += 1
        peak = max(
            self.hours.items(), key=lambda hour: (hour[1], -hour[0].timestamp()), default=None
        )
        return Report(
            entered=self.entered,
            completed=by_status[Status.COMPLETED].total(),
            exited=_sorted(by_status[Status.EXITED]),
            failed=by_status[Status.FAILED].total(),
            standing=_sorted(by_status[Status.ACTIVE]),
            messages=_sorted(self.messages),
            peak_per_hour=peak[1] if peak else 0,
            peak_hour=peak[0].isoformat() if peak else None,
            refused=_sorted(self.refused),
            reasons=_sorted(by_status[Status.FAILED]),
            customers=customers,
            events=events,
            from_=self.first.isoformat() if self.first else None,
            until=self.latest.isoformat() if self.latest else None,
        )


def adds_up(report: Report) -> bool:
    """The law of S26, checked on every report that leaves."""
    others = report.completed + sum(report.exited.values()) + report.failed
    return report.entered == others + sum(report.standing.values())


def describe(run: Run) -> str:
    """A run's state in words."""
    return {
        Status.ACTIVE: f"waits at {run.step}",
        Status.COMPLETED: "came to the end",
        Status.EXITED: f"left by {run.reason}",
        Status.FAILED: f"failed at {run.step}: {run.reason}",
        Status.ENDED: f"was ended: {run.reason}",
        Status.SETTLING: "has not entered yet",
    }[run.status]


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
