"""The virtual clock: one customer's recorded or scripted items through `play`, no database, no
sleep.

What live finds by an index or a timer (schedule and date triggers), the virtual clock finds by
asking each trigger when it would next enrol this customer.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from journeys.core.contract import TriggerLike
from journeys.core.ids import customer_id, identity_key, occurrence_id
from journeys.core.items import Enrol, Event, Item, Report
from journeys.core.person import Journeys, Person
from journeys.core.play import Message, OnMessage, Played, play
from journeys.core.program import Program
from journeys.core.view import View
from journeys.core.zones import zone_named

SEEN_FOR = timedelta(days=7)
"""The same messageId within this time is one event (S2)."""


def newcomer(workspace_id: int, user_id: str | None, anonymous_id: str | None) -> Person:
    """A customer of whom nothing is known yet, with the id that live would give."""
    key = identity_key(user_id, anonymous_id)
    return Person(
        id=customer_id(workspace_id, key),
        workspace_id=workspace_id,
        user_id=user_id,
        anonymous_id=anonymous_id,
    )


class Player:
    """One customer's plays in a row. What was scripted for later comes when its time has come."""

    def __init__(
        self,
        person: Person,
        journeys: Journeys,
        on_message: OnMessage | None = None,
        ahead: Iterable[Item] = (),
    ) -> None:
        self.person, self.journeys, self.on_message = person, journeys, on_message
        self.ahead = list(ahead)

    def play(self, items: Iterable[Item], horizon: datetime) -> Played:
        come = [item for item in self.ahead if _at(item) <= horizon]
        self.ahead = [item for item in self.ahead if _at(item) > horizon]
        played = play(self.person, [*come, *items], horizon, self.journeys, None, self.on_message)
        self.ahead += played.ahead
        return played

    def next(self) -> datetime | None:
        """When the first run falls due or the first scripted item comes."""
        due = (run.due_at for run in self.person.runs.values() if run.due_at)
        return min((*due, *(_at(item) for item in self.ahead)), default=None)


def _at(item: Item) -> datetime:
    assert item.at is not None
    return item.at


def live_through(
    person: Person,
    events: Iterable[Event],
    until: datetime,
    journeys: Journeys,
    programs: Iterable[Program],
    *,
    enrol_until: datetime,
    on_message: OnMessage | None = None,
    ahead: Iterable[Item] = (),
) -> Iterator[Played]:
    """Play a customer's events in order, and everything that falls due up to `until`. `ahead` is
    what earlier plays were scripted to bring.

    Scheduled and dated entries stop at `enrol_until`: a birthday comes every year, for ever.
    """
    events = list(_once(events))
    timed = [
        (program, name, trigger)
        for program in programs
        for name, trigger in program.triggers.items()
        if trigger.kind in ("schedule", "date")
    ]
    player = Player(person, journeys, on_message, ahead)
    if not timed:
        yield player.play(events, until)
        return
    clock = events[0].at if events else until
    assert clock is not None
    for event in events:
        assert event.at is not None
        yield from _enrolled(player, timed, clock, event.at)
        yield player.play([event], event.at)
        clock = event.at
    last = min(until, enrol_until) + timedelta(microseconds=1)
    yield from _enrolled(player, timed, clock, last)
    yield player.play([], until)


def _once(events: Iterable[Event]) -> Iterator[Event]:
    seen: dict[tuple[str | None, str | None, str], datetime] = {}
    for event in events:
        assert event.at is not None
        key = (event.user_id, None if event.user_id else event.anonymous_id, event.message_id)
        before = seen.get(key)
        if before is None or event.at - before > SEEN_FOR:
            seen[key] = event.at
            yield event


def _enrolled(
    player: Player,
    timed: list[tuple[Program, str, TriggerLike]],
    after: datetime,
    before: datetime,
) -> Iterator[Played]:
    """Everything that enrols this customer after one instant and before another, in order."""
    person = player.person
    while True:
        view = _view(person, after, player.journeys)
        due = [
            (at, number)
            for number, (_, _, trigger) in enumerate(timed)
            if (at := trigger.next_for(view, after)) is not None and at < before
        ]
        if not due:
            return
        at = min(due)[0]
        items = [_enrol(person, *timed[number][:2], at) for when, number in due if when == at]
        yield player.play(items, at)
        after = at


def _enrol(person: Person, program: Program, trigger: str, at: datetime) -> Enrol:
    message_id = occurrence_id(program.journey_id, trigger, at, person.id)
    return Enrol(journey_id=program.journey_id, trigger_id=trigger, message_id=message_id, at=at)


def _view(person: Person, now: datetime, journeys: Journeys) -> View:
    workspace = journeys.zone(person.workspace_id)
    return View(
        now=now,
        profile=person.profile,
        zone=zone_named(person.zone) or workspace,
        workspace_zone=workspace,
        history=person.history,
        customer_id=person.id,
    )


def sent_at_once(message: Message) -> tuple[Report, ...]:
    """The scripted receipt of a simulation: every message is sent."""
    return (message.report("sent"),)
