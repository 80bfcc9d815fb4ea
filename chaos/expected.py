"""What should have happened to one customer: the pure simulation over the stored events.

The law is the order of the instants. A timer that fell due while an accepted event was still on its
way to the disk is handled before that event, however, and one that is more than a minute late takes
the wall clock; such customers are played once more in the order of the commits, and counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from journeys.core.items import Event, Report
from journeys.core.person import Journeys
from journeys.core.play import Played, play
from journeys.simulation.virtual import newcomer

Move = tuple[str, int, str, str, str, datetime]
"""Run, visit, step, port, cause, instant."""
Standing = tuple[int, int, str | None, int]
"""Journey, status, step, visit."""


class Account(msgspec.Struct):
    """What happened to one customer, as the tables or the simulation tell it."""

    events: Counter[str] = msgspec.field(default_factory=Counter)
    """By messageId, those that journeys emitted too."""
    moves: Counter[Move] = msgspec.field(default_factory=Counter)
    runs: dict[str, Standing] = {}
    intents: Counter[str] = msgspec.field(default_factory=Counter)
    refusals: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    profile: dict[str, Any] = {}


Given = tuple[int, Event | Report]
"""An item, and the number of the transaction that handled it."""


class History(msgspec.Struct):
    """One customer's items as they were stored."""

    user: str
    given: list[Given] = []
    handled: dict[int, datetime] = {}
    """Per transaction, the latest instant that it wrote of this customer."""


def in_order_of_instants(
    workspace: int, history: History, until: datetime, journeys: Journeys
) -> Account:
    person = newcomer(workspace, history.user, None)
    items = [item for _, item in history.given]
    return _account([play(person, items, until, journeys)], person.profile)


def in_order_of_commits(
    workspace: int, history: History, until: datetime, journeys: Journeys
) -> Account:
    person = newcomer(workspace, history.user, None)
    batches: dict[int, list[Any]] = defaultdict(list)
    for transaction, item in history.given:
        batches[transaction].append(item)
    played = [
        # A timer that is more than a minute late takes the wall clock, which its moves then tell.
        play(person, batches[transaction], latest, journeys, wall=latest)
        for transaction, latest in sorted(history.handled.items())
    ]
    played.append(play(person, [], until, journeys))
    return _account(played, person.profile)


def _account(played: Iterable[Played], profile: dict[str, Any]) -> Account:
    made = Account(profile=profile)
    for part in played:
        made.events.update(handled.event.message_id for handled in part.events)
        made.moves.update(
            (t.run_id, t.visit, t.step, t.port or "", t.cause, t.at) for t in part.traces
        )
        made.intents.update(message.send.id for message in part.messages)
        made.refusals.update((r.message_id, r.reason) for r in part.refusals)
        for run in part.runs.values():
            made.runs[run.id] = (run.journey_id, int(run.status), run.step, run.visit)
    return made
