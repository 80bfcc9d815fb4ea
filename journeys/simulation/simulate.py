"""One scripted customer through a journey under the virtual clock; effects are listed, never
performed."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from journeys.core.durations import Duration, add, parse
from journeys.core.items import Enrol, Event, Report
from journeys.core.person import UTC as UTC_ZONE
from journeys.core.person import Journeys, Person, micros, settle_zone
from journeys.core.play import Message, OnMessage, Played, play
from journeys.core.program import Program, Trace
from journeys.core.state import Run
from journeys.core.zones import zone_named
from journeys.simulation.backtest import CALLS
from journeys.simulation.report import describe
from journeys.simulation.virtual import live_through, newcomer

NOW = Duration(0, 0, 0)


class ScriptError(ValueError):
    """The script of the customer cannot be used; the message says what to mend, `path` where."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class ScriptedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at` is an instant, or a duration after the script's start ("PT2H")."""

    event: str
    at: str = "PT0S"
    properties: dict[str, Any] = {}


Word = Literal[
    "sent", "refused", "failed", "delivered", "opened", "clicked", "replied", "bounced",
    "complained",
]  # fmt: skip


class ScriptedReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`after` is how long after the message was made."""

    status: Word
    after: str = "PT0S"


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A customer for a simulation, as the file of `simulate --customer` holds it."""

    profile: dict[str, Any] = {}
    user_id: str = "scripted-customer"
    zone: str = "UTC"
    """The workspace's zone; the customer's own is profile.timezone."""
    start: datetime = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
    events: tuple[ScriptedEvent, ...] = ()
    enrol: bool = False
    """Whether to enter by the journey's api trigger at the start."""
    receipts: dict[str, Word | tuple[ScriptedReport, ...]] = {}
    """By step id: what is reported at once, or one report after the other; a message that is not
    named is sent."""
    until: str = "P2Y"
    trigger: str = ""
    """For `walk`: the trigger to enter by, at the start or when its time comes next."""
    data: dict[str, Any] = {}
    """With `trigger`: the properties of the event, or of the call, that enters."""
    choices: dict[str, str] = {}
    """For `walk`: by step id, the port to leave by, whatever would have been taken."""


Look = Callable[[Message], Mapping[str, Any]]
"""What more there is to say of a message: how it looks."""


def _nothing(message: Message) -> Mapping[str, Any]:
    return {}


class Simulated(msgspec.Struct, kw_only=True):
    """Every line of the step log, every message that would leave, and how each run ended."""

    moves: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    runs: list[dict[str, Any]]
    refusals: list[dict[str, Any]]
    profile: dict[str, Any]


def read_script(data: bytes) -> Script:
    """Decode a script from JSON. ScriptError names the field that is wrong."""
    try:
        script = msgspec.json.decode(data, type=Script)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ScriptError(f"The customer's script cannot be read: {error}.") from error
    if zone_named(script.zone) is None:
        raise ScriptError(f"There is no time zone {script.zone!r}. Write it like Europe/Warsaw.")
    return script


def simulate(program: Program, script: Script) -> Simulated:
    """Play the script. Raises ScriptError when an instant or duration in it cannot be read."""
    start = utc(script.start)
    person = scripted_person(program, script)
    journeys = Journeys([program], zones={program.workspace_id: script.zone})
    events = scripted_events(script)
    until = instant(script.until, start)
    on_message = scripted_reports(script)
    played: list[Played] = []
    if script.enrol:
        items = [_enrolment(program, name, start) for name, t in program.triggers.items()
                 if t.kind == "api"]  # fmt: skip
        played.append(play(person, items, start, journeys, None, on_message))
    played += live_through(
        person,
        events,
        until,
        journeys,
        [program],
        enrol_until=until,
        on_message=on_message,
        ahead=[item for part in played for item in part.ahead],
    )
    return simulated(played, person.profile)


def scripted_reports(script: Script) -> OnMessage:
    """What the script says of each message. Raises ScriptError for a time that cannot be read."""
    later: dict[str, list[tuple[Word, Duration]]] = {}
    for step, given in script.receipts.items():
        if isinstance(given, str):
            later[step] = [(given, NOW)]
            continue
        later[step] = [
            (one.status, _after(one.after, f"/receipts/{step}/{number}/after"))
            for number, one in enumerate(given)
        ]
        if given and given[0].status not in ("sent", "refused", "failed"):
            later[step].insert(0, ("sent", NOW))

    def on_message(message: Message) -> list[Report]:
        told = later.get(message.send.step, [("sent", NOW)])
        return [message.report(word, at=add(message.at, after, UTC_ZONE)) for word, after in told]

    return on_message


def _after(text: str, path: str) -> Duration:
    try:
        return parse(text)
    except ValueError as error:
        raise ScriptError(str(error), path) from error


def scripted_person(program: Program, script: Script) -> Person:
    start = utc(script.start)
    person = newcomer(program.workspace_id, script.user_id, None)
    person.profile = dict(script.profile)
    person.times = dict.fromkeys(script.profile, micros(start))
    settle_zone(person, {})
    return person


def scripted_events(script: Script) -> list[Event]:
    """In their order. Raises ScriptError for a moment that cannot be read."""
    start = utc(script.start)
    events = (_event(number, each, start, script) for number, each in enumerate(script.events))
    return sorted(events, key=lambda event: (event.at or start, event.seq))


def simulated(played: list[Played], profile: Mapping[str, Any], look: Look = _nothing) -> Simulated:
    """What was played, as values that can be listed. `look` says what a message looks like."""
    return Simulated(
        moves=[_move(trace) for part in played for trace in part.traces],
        messages=[
            _message(message) | dict(look(message)) for part in played for message in part.messages
        ],
        runs=[
            {"id": run.id, "status": run.status.name.lower(), "state": describe(run)}
            for run in runs_of(played)
        ],
        refusals=[r._asdict() for part in played for r in part.refusals],
        profile=dict(profile),
    )


def runs_of(played: list[Played]) -> list[Run]:
    """Every run in its last state."""
    runs: dict[str, Run] = {}
    for part in played:
        runs.update({k: r for k, r in part.runs.items() if not r.keep.get("candidate")})
    return list(runs.values())


def _move(trace: Trace) -> dict[str, Any]:
    return {
        "at": trace.at, "run": trace.run_id, "visit": trace.visit, "step": trace.step,
        "port": trace.port, "cause": trace.cause, "detail": dict(trace.detail),
    }  # fmt: skip


def _message(message: Message) -> dict[str, Any]:
    send = message.send
    return {
        "at": message.at, "intent": send.id, "step": send.step, "channel": send.channel,
        "topic": send.topic, "purpose": send.purpose, "recipient": message.recipient,
    }  # fmt: skip


def _event(number: int, scripted: ScriptedEvent, start: datetime, script: Script) -> Event:
    at = instant(scripted.at, start, f"/events/{number}/at")
    return Event(
        kind=CALLS.get(scripted.event, "track"),  # type: ignore[arg-type]
        name=scripted.event,
        message_id=f"scripted-{number}",
        timestamp=at,
        user_id=script.user_id,
        properties=scripted.properties,
        at=at,
        seq=number,
    )


def _enrolment(program: Program, trigger: str, at: datetime) -> Enrol:
    return Enrol(
        journey_id=program.journey_id, trigger_id=trigger, message_id="scripted-enrolment", at=at
    )


def instant(text: str, start: datetime, path: str = "") -> datetime:
    """A moment, or a duration after the start."""
    try:
        if text.startswith("P"):
            return add(start, parse(text), UTC_ZONE)
        return utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        message = f"{text[:64]!r} is neither a moment nor a duration such as PT2H."
        raise ScriptError(message, path) from error


def utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
