"""What a draft amounts to: how many messages one customer may get, how long a run may take.

The worst case is meant: the customer who does whatever brings most messages. None means no limit.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from heapq import heappop, heappush
from typing import Any, NamedTuple

from journeys.core import durations
from journeys.core.draft import Draft, Node, read_draft
from journeys.core.schema import Kinds
from journeys.core.shape import too_deep
from journeys.core.soundness import takes_time

WEEK = timedelta(days=7)
ZERO = timedelta(0)
TOO_MANY = 200
"""More messages in a week than this count as no limit."""
END = "$end"


def facts(document: Any, kinds: Kinds) -> dict[str, Any]:
    """Takes any JSON and never raises. Times are in whole seconds."""
    draft = read_draft({} if too_deep(document) else document, kinds)
    paths = _Paths(draft)
    longest = paths.longest()
    return {
        "steps": len(draft.steps),
        "messages": sum(paths.sends(name) for name in draft.steps),
        "messages_per_run": paths.most_per_run(),
        "messages_per_week": _per_week(draft, paths, longest),
        "longest_run_seconds": None if longest is None else int(longest.total_seconds()),
        "has_loop": paths.loops(),
    }


class _Label(NamedTuple):
    """A way to a place, in the order of the heap: how long since its first message, and how many
    messages (negative, the most first)."""

    elapsed: timedelta
    fewer: int
    place: str


class _Paths:
    """The drawn graph with the times of its edges; what is not reached does not count."""

    def __init__(self, draft: Draft) -> None:
        self.steps = draft.steps
        self.starts = list(dict.fromkeys(draft.starts()))
        exits = draft.document.get("exits")
        self.may_exit = bool(exits) or draft.document.get("exit_on_unsubscribe") is True
        self.edges = {name: list(self._edges(node)) for name, node in draft.steps.items()}
        self.order = self._sorted()

    def sends(self, name: str) -> int:
        """The most messages that one visit sends."""
        node = self.steps[name]
        if node.cls is None or node.config is None:
            return int(node.cls is not None and node.cls.group == "message")
        return int(node.cls.messages(node.config))

    def _edges(self, node: Node) -> Iterator[tuple[str, timedelta]]:
        """Where one may go from a step, and after what time at the earliest."""
        ports = node.cls.ports if node.cls else None
        names = ports.names(node.raw.get("config") or {}) if ports and node.config else node.next
        for port in names:
            if port not in node.next and ports and port in ports.optional:
                continue
            yield node.next.get(port, END), _shortest(node, port)
        if not names or (self.may_exit and takes_time(node)):
            yield END, ZERO

    # -- one run ------------------------------------------------------------------------------

    def _sorted(self) -> list[str] | None:
        """The reachable steps, each before those that follow it; None when there is a loop."""
        state: dict[str, int] = {}
        order: list[str] = []
        ahead = [(start, False) for start in self.starts]
        while ahead:
            name, done = ahead.pop()
            if done:
                state[name] = 2
                order.append(name)
            elif name not in state:
                state[name] = 1
                ahead.append((name, True))
                for target, _ in self.edges[name]:
                    if state.get(target) == 1:
                        return None
                    if target != END and target not in state:
                        ahead.append((target, False))
        return order[::-1]

    def loops(self) -> bool:
        return self.order is None

    def most_per_run(self) -> int | None:
        if self.order is None:
            return self._most_in_a_loop()
        most: dict[str, int] = {END: 0}
        for name in reversed(self.order):
            ahead = max((most.get(target, 0) for target, _ in self.edges[name]), default=0)
            most[name] = ahead + self.sends(name)
        return max((most[start] for start in self.starts), default=0)

    def _most_in_a_loop(self) -> int | None:
        return None if any(self.sends(name) for name in self._reached()) else 0

    def _reached(self) -> set[str]:
        seen: set[str] = set()
        ahead = list(self.starts)
        while ahead:
            name = ahead.pop()
            if name != END and name not in seen:
                seen.add(name)
                ahead.extend(target for target, _ in self.edges[name])
        return seen

    def longest(self) -> timedelta | None:
        """The most time a run can take; None when no one can say."""
        if self.order is None:
            return None
        most: dict[str, timedelta] = {END: ZERO}
        for name in reversed(self.order):
            own = _longest(self.steps[name])
            if own is None:
                return None
            most[name] = own + max((most[target] for target, _ in self.edges[name]), default=ZERO)
        return max((most[start] for start in self.starts), default=ZERO)

    # -- one week -----------------------------------------------------------------------------

    def most_in_a_week(self, *, again: bool) -> int | None:
        """The most messages in any seven days; `again`: the customer enters anew at each end."""
        most: dict[str, int] = {}
        ahead = [_Label(ZERO, 0, name) for name in self._reached() if self.sends(name)]
        while ahead:  # earliest first, so that a later way counts only if it brings more messages
            elapsed, fewer, name = heappop(ahead)
            messages = -fewer + (self.sends(name) if name != END else 0)
            if messages > TOO_MANY:
                return None
            if messages <= most.get(name, 0):
                continue
            most[name] = messages
            if name == END:
                edges = [(start, ZERO) for start in self.starts] if again else []
            else:
                edges = self.edges[name]
            for target, time in edges:
                if elapsed + time < WEEK:
                    heappush(ahead, _Label(elapsed + time, -messages, target))
        return max(most.values(), default=0)


def _shortest(node: Node, port: str) -> timedelta:
    if node.config is None:
        return ZERO
    try:
        shortest: timedelta = node.cls.shortest(node.config, port)
    except (ValueError, OverflowError):
        return ZERO
    return shortest


def _longest(node: Node) -> timedelta | None:
    if node.config is None:
        return None
    try:
        longest: timedelta | None = node.cls.longest(node.config)
    except (ValueError, OverflowError):
        return None
    return longest


def _per_week(draft: Draft, paths: _Paths, longest: timedelta | None) -> int | None:
    """The least of what the runs allow one after the other, and what their number allows."""
    once = paths.most_in_a_week(again=False)
    if once is None:
        once = paths.most_per_run()  # many, but of a single run
    if not once:
        return once
    entry = draft.document.get("entry")
    entry = entry if isinstance(entry, Mapping) else {}
    rule, keyed = entry.get("rule", "one_at_a_time"), bool(entry.get("key"))
    if rule == "once" and not keyed:
        return once
    bounds: list[int | None] = []
    if rule == "one_at_a_time" and not keyed:
        bounds.append(paths.most_in_a_week(again=True))
    if longest is not None:
        runs = [_starts(draft, WEEK + longest)]
        if rule == "once_per_period" and not keyed:
            runs.append(_periods(entry.get("period"), WEEK + longest))
        bounds += [None if count is None else count * once for count in runs]
    return min((bound for bound in bounds if bound is not None), default=None)


def _starts(draft: Draft, span: timedelta) -> int | None:
    """How many runs the triggers may start within a span."""
    total = 0
    for trigger in draft.triggers.values():
        if not trigger.next:
            continue
        if trigger.config is None:
            return None
        try:
            count = trigger.cls.at_most(trigger.config, span)
        except (ValueError, OverflowError):
            return None
        if count is None:
            return None
        total += count
    return total


UNITS = {"day": 0.95, "week": 7, "month": 28, "year": 365}


def _periods(period: Any, span: timedelta) -> int | None:
    if not isinstance(period, Mapping):
        return None
    if period.get("kind") == "calendar":
        days = UNITS.get(str(period.get("unit")))
        return None if days is None else int(span / timedelta(days=days)) + 2
    try:
        least = durations.parse(period.get("duration") or "").at_least
    except (ValueError, TypeError, AttributeError):
        return None
    return None if least <= ZERO else span // least + 1
