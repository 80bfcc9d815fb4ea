"""The virtual clock: one customer's recorded or scripted items through `play`, no database, no
sleep.

What live finds by an index or a timer (schedule and date triggers), the virtual clock finds by
asking each trigger when it would next enrol this customer.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from journeys.core.contract import TriggerLike
from journeys.core.ids import customer_id, identity_key, occurrence_id
from journeys.core.items import Enrol, Event, Report
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


def live_through(
    person: Person,
    events: Iterable[Event],
    until: datetime,
    journeys: Journeys,
    programs: Iterable[Program],
    *,
    enrol_until: datetime,
    on_message: OnMessage | None = None,
) -> Iterator[Played]:
    """Play a customer's events in order, and everything that falls due up to `until`.

    Scheduled and dated entries stop at `enrol_until`: a birthday comes every year, for ever.
    """
    events = list(_once(events))
    timed = [
        (program, name, trigger)
        for program in programs
        for name, trigger in program.triggers.items()
        if trigger.kind in ("schedule", "date")
    ]
    if not timed:
        yield play(person, events, until, journeys, None, on_message)
        return
    clock = events[0].at if events else until
    assert clock is not None
    for event in events:
        assert event.at is not None
        yield from _enrolled(person, timed, clock, event.at, journeys, on_message)
        yield play(person, [event], event.at, journeys, None, on_message)
        clock = event.at
    last = min(until, enrol_until) + timedelta(microseconds=1)
    yield from _enrolled(person, timed, clock, last, journeys, on_message)
    yield play(person, [], until, journeys, None, on_message)


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
    person: Person,
    timed: list[tuple[Program, str, TriggerLike]],
    after: datetime,
    before: datetime,
    journeys: Journeys,
    on_message: OnMessage | None,
) -> Iterator[Played]:
    """Everything that enrols this customer after one instant and before another, in order."""
    while True:
        view = _view(person, after, journeys)
        due = [
            (at, number)
            for number, (_, _, trigger) in enumerate(timed)
            if (at := trigger.next_for(view, after)) is not None and at < before
        ]
        if not due:
            return
        at = min(due)[0]
        items = [_enrol(person, *timed[number][:2], at) for when, number in due if when == at]
        yield play(person, items, at, journeys, None, on_message)
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


def sent_at_once(message: Message) -> Report:
    """The scripted receipt of a simulation: every message is sent."""
    return message.report("sent")
