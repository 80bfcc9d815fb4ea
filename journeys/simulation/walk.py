"""One scripted customer through a draft, in steps that can be stopped: what the editor's test
shows. Nothing is performed."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from journeys.core.items import Enrol, Event, Item
from journeys.core.person import Journeys, Person
from journeys.core.play import Played
from journeys.core.program import Program
from journeys.core.view import View
from journeys.core.zones import zone_named
from journeys.simulation.simulate import (
    Look,
    Script,
    ScriptError,
    Simulated,
    instant,
    runs_of,
    scripted_events,
    scripted_person,
    scripted_reports,
    simulated,
    utc,
)
from journeys.simulation.virtual import Player

MOST_MOVES = 1000
TIMED = ("schedule", "date")


class Walked(Simulated):
    """What `simulate` tells, and the customer's zone. `stopped`: there would have been more."""

    zone: str
    stopped: bool


def walk(
    program: Program,
    script: Script,
    look: Look,
    enough: Callable[[], bool] = lambda: False,
) -> Walked:
    """Play the script up to a thousand moves, or until `enough`. ScriptError names its field."""
    start = utc(script.start)
    person = scripted_person(program, script)
    journeys = Journeys([program], zones={program.workspace_id: script.zone})
    items: list[Item] = [*_entry(program, script, person, journeys), *scripted_events(script)]
    until = instant(script.until, start, "/until")
    player = Player(person, journeys, scripted_reports(script))
    played: list[Played] = []
    moves, stopped = 0, False
    for part in _instants(player, items, until):
        played.append(part)
        moves += len(part.traces) + len(part.refusals) + 1
        if moves >= MOST_MOVES or enough():
            stopped = True
            break
    told = simulated(played, person.profile, look)
    zone = zone_named(person.zone) or journeys.zone(program.workspace_id)
    return Walked(
        moves=told.moves[:MOST_MOVES],
        messages=told.messages,
        runs=[
            run | {"step": last.step, "reason": last.reason, "ended_at": last.ended_at}
            for run, last in zip(told.runs, runs_of(played), strict=True)
        ],
        refusals=told.refusals,
        profile=told.profile,
        zone=zone.key,
        stopped=stopped,
    )


def _entry(program: Program, script: Script, person: Person, journeys: Journeys) -> list[Item]:
    """What makes the customer enter by the trigger that the script names."""
    if not script.trigger:
        return []
    start, trigger = utc(script.start), program.triggers.get(script.trigger)
    if trigger is None:
        raise ScriptError(
            "This trigger is not there, or its settings are not finished.", "/trigger"
        )
    if trigger.kind in TIMED:
        at = trigger.next_for(_view(person, start, journeys), start - timedelta(microseconds=1))
        if at is None:
            raise ScriptError(
                "This trigger's time never comes for this customer. Look at the date in the "
                "profile, and at when the test starts.",
                "/trigger",
            )
        return [_enrol(program, script, at)]
    events = trigger.events()
    if not events:
        return [_enrol(program, script, start)]
    return [
        Event(
            kind="track",
            name=events[0],
            message_id="scripted-entry",
            timestamp=start,
            user_id=script.user_id,
            properties=script.data,
            at=start,
            seq=-1,
        )
    ]


def _enrol(program: Program, script: Script, at: datetime) -> Enrol:
    return Enrol(
        journey_id=program.journey_id,
        trigger_id=script.trigger,
        message_id="scripted-entry",
        data=script.data,
        at=at,
        seq=-1,
    )


def _instants(player: Player, items: list[Item], until: datetime) -> Iterator[Played]:
    """What one `play` up to `until` would do, one instant at a time."""
    in_order = sorted(items, key=lambda item: (item.at or until, getattr(item, "seq", 0)))
    for at, together in groupby(in_order, key=lambda item: item.at or until):
        if at > until:
            break
        yield from _falling_due(player, at)
        yield player.play(together, at)
    yield from _falling_due(player, until + timedelta(microseconds=1))


def _falling_due(player: Player, before: datetime) -> Iterator[Played]:
    while (due := player.next()) is not None and due < before:
        yield player.play([], due)


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
