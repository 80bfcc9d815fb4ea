"""One scripted customer through a journey under the virtual clock; effects are listed, never
performed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from journeys.core.durations import add, parse
from journeys.core.items import Enrol, Event
from journeys.core.person import UTC as UTC_ZONE
from journeys.core.person import Journeys, micros
from journeys.core.play import Message, Played, play
from journeys.core.program import Program, Trace
from journeys.core.state import Run
from journeys.core.zones import zone_named
from journeys.simulation.backtest import CALLS
from journeys.simulation.report import describe
from journeys.simulation.virtual import live_through, newcomer


class ScriptError(ValueError):
    """The script of the customer cannot be used; the message says what to mend."""


class ScriptedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`at` is an instant, or a duration after the script's start ("PT2H")."""

    event: str
    at: str = "PT0S"
    properties: dict[str, Any] = {}


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
    receipts: dict[str, Literal["sent", "refused", "failed", "delivered", "opened", "clicked"]] = {}
    """By step id; a message that is not named is sent."""
    until: str = "P2Y"


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
    start = _utc(script.start)
    person = newcomer(program.workspace_id, script.user_id, None)
    person.profile = dict(script.profile)
    person.times = dict.fromkeys(script.profile, micros(start))
    zone = script.profile.get("timezone")
    person.zone = str(zone) if zone_named(zone) else None
    journeys = Journeys([program], zones={program.workspace_id: script.zone})
    events = sorted(
        (_event(number, scripted, start, script) for number, scripted in enumerate(script.events)),
        key=lambda event: (event.at or start, event.seq),
    )
    until = _instant(script.until, start)

    def on_message(message: Message) -> Any:
        return message.report(script.receipts.get(message.send.step, "sent"))

    played: list[Played] = []
    if script.enrol:
        items = [_enrolment(program, name, start) for name, t in program.triggers.items()
                 if t.kind == "api"]  # fmt: skip
        played.append(play(person, items, start, journeys, None, on_message))
    played += live_through(
        person, events, until, journeys, [program], enrol_until=until, on_message=on_message
    )
    return _simulated(played, person.profile)


def _simulated(played: list[Played], profile: Mapping[str, Any]) -> Simulated:
    runs: dict[str, Run] = {}
    for part in played:
        runs.update({k: r for k, r in part.runs.items() if not r.keep.get("candidate")})
    return Simulated(
        moves=[_move(trace) for part in played for trace in part.traces],
        messages=[_message(message) for part in played for message in part.messages],
        runs=[
            {"id": run.id, "status": run.status.name.lower(), "state": describe(run)}
            for run in runs.values()
        ],
        refusals=[r._asdict() for part in played for r in part.refusals],
        profile=dict(profile),
    )


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
    at = _instant(scripted.at, start)
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


def _instant(text: str, start: datetime) -> datetime:
    try:
        if text.startswith("P"):
            return add(start, parse(text), UTC_ZONE)
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise ScriptError(f"{text!r} is neither a moment nor a duration such as PT2H.") from error


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
