"""What the engine holds of one customer while it handles that customer's items."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from journeys.core.contract import TriggerLike
from journeys.core.items import Event
from journeys.core.program import Program
from journeys.core.state import Run
from journeys.core.view import Occurrence
from journeys.core.zones import zone_named

UTC = ZoneInfo("UTC")


class Claim(NamedTuple):
    """A re-entry rule's hold on (journey, entry key, slot)."""

    run_id: str
    at: datetime


ClaimKey = tuple[int, str, str]
"""(journey_id, entry_key, slot); slot is "ever", "open", "last", or a calendar period such as
"2024-W12"."""


class Person(msgspec.Struct, kw_only=True):
    """`play` changes it in place; a driver that rolls back throws it away and loads it again."""

    id: str
    workspace_id: int
    user_id: str | None = None
    anonymous_id: str | None = None
    profile: dict[str, Any] = {}
    times: dict[str, int] = {}
    """Per attribute: when its value was true, in microseconds since 1970 (S3: the newest wins)."""
    zone: str | None = None
    """From the profile's `timezone`, else the last event's context."""
    language: str | None = None
    runs: dict[str, Run] = {}
    """Active and settling runs; also a failed one that an order in the queue names."""
    claims: dict[ClaimKey, Claim] = {}
    history: dict[str, list[Occurrence]] = {}
    """Past events by name, of the names that `Journeys.history` asks for, oldest first."""


class Journeys:
    """The programs of an installation, indexed so that an event costs what it matches, not what
    exists."""

    def __init__(
        self,
        live: Iterable[Program],
        older: Iterable[Program] = (),
        *,
        zones: Mapping[int, str] | None = None,
        paused: Iterable[int] = (),
    ) -> None:
        """`live`: the version that new runs enter, of live and paused journeys. `older`: versions
        that only have runs under way. `zones`: workspace id -> IANA zone. `paused`: journey ids."""
        self.paused = frozenset(paused)
        self._zones = {w: zone_named(name) or UTC for w, name in (zones or {}).items()}
        self._by_version: dict[int, Program] = {}
        self._by_journey: dict[int, Program] = {}
        self._entering: dict[tuple[int, str], list[tuple[Program, str, TriggerLike]]] = {}
        self._history: dict[int, dict[str, timedelta | None]] = {}
        for program in live:
            self._add(program)
            self._by_journey[program.journey_id] = program
            for name, trigger in program.triggers.items():
                for event in trigger.events():
                    key = (program.workspace_id, event)
                    self._entering.setdefault(key, []).append((program, name, trigger))
        for program in older:
            self._add(program)

    def _add(self, program: Program) -> None:
        self._by_version[program.version_id] = program
        needs = self._history.setdefault(program.workspace_id, {})
        for name, window in program.history.items():
            known = needs.get(name, timedelta(0))
            needs[name] = None if window is None or known is None else max(window, known)

    def of(self, version_id: int) -> Program | None:
        return self._by_version.get(version_id)

    def live(self, journey_id: int) -> Program | None:
        return self._by_journey.get(journey_id)

    def entering(self, workspace_id: int, event: str) -> list[tuple[Program, str, TriggerLike]]:
        return self._entering.get((workspace_id, event), [])

    def history(self, workspace_id: int) -> Mapping[str, timedelta | None]:
        """Event name -> how far back its occurrences are needed (None: for ever)."""
        return self._history.get(workspace_id, {})

    def listens(self, workspace_id: int) -> bool:
        """Whether any program of the workspace could notice what becomes of messages."""
        programs = self._by_version.values()
        return any(p.listens for p in programs if p.workspace_id == workspace_id)

    def zone(self, workspace_id: int) -> ZoneInfo:
        return self._zones.get(workspace_id, UTC)


def identify(person: Person, event: Event) -> bool:
    """Take an identify's traits, the newest by event time (S3). Whether the profile changed.

    A trait of null removes the attribute. Segment's `timezone` and `locale`, in the traits or in
    the context, become the customer's zone and language.
    """
    moment = micros(event.timestamp)
    changed = False
    if event.kind == "identify" and event.properties:
        profile, times = dict(person.profile), dict(person.times)
        for name, value in event.properties.items():
            if times.get(name, moment) > moment:
                continue
            times[name] = moment
            if profile.get(name) != value or (value is None and name in profile):
                changed = True
                if value is None:
                    profile.pop(name, None)
                else:
                    profile[name] = value
        person.profile, person.times = profile, times
    settle_zone(person, event.context)
    return changed


def settle_zone(person: Person, context: Mapping[str, Any]) -> None:
    """Derive zone and language from the profile, else from an event's context, else leave them."""
    for named in (person.profile.get("timezone"), context.get("timezone")):
        if zone_named(named) is not None:
            person.zone = str(named)
            break
    for spoken in (
        person.profile.get("language"),
        person.profile.get("locale"),
        context.get("locale"),
    ):
        if isinstance(spoken, str) and 2 <= len(spoken) <= 35:
            person.language = spoken
            break


def micros(moment: datetime) -> int:
    """Microseconds since 1970, exactly."""
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond
