"""Journeys and customers for tests, in as few words as possible. No database."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from channels_app import registry
from journeys.core.bind import bind
from journeys.core.items import Control, Enrol, Event, Item
from journeys.core.person import Journeys, Person
from journeys.core.play import OnMessage, Played, play
from journeys.core.program import Program
from journeys.core.state import Run
from journeys.simulation.virtual import newcomer, sent_at_once
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday."""


def step(kind: str, to: Mapping[str, str] | str | None = None, **config: Any) -> dict[str, Any]:
    ports = {"out": to} if isinstance(to, str) else dict(to or {})
    return {"kind": kind, "config": config, "next": ports}


def mail(to: Mapping[str, str] | str | None = None, **config: Any) -> dict[str, Any]:
    content = {"topic": "news", "subject": "Hello", "html": "<p>Hello</p>", **config}
    return step("send_message", to, channel="email", **content)


def wait_for(event: str, timeout: str, to: Mapping[str, str], **case: Any) -> dict[str, Any]:
    return step("wait_for", to, cases=[{"id": event, "event": event, **case}], timeout=timeout)


def document(
    steps: Mapping[str, Any],
    first: str | None = None,
    event: str = "add_to_cart",
    rule: str = "one_at_a_time",
    **more: Any,
) -> dict[str, Any]:
    """A journey entered on an event; `more` overrides any field (entry, exits, triggers, ...)."""
    return {
        "format": 1,
        "name": "Test journey",
        "entry": {"rule": rule},
        "triggers": {
            "start": {
                "kind": "event",
                "config": {"event": event},
                "next": first or next(iter(steps), None),
            }
        },
        "steps": dict(steps),
        **more,
    }


def program(graph: Mapping[str, Any], journey_id: int = 1, version_id: int = 1) -> Program:
    return bind_as(graph, 1, journey_id, version_id)


def bind_as(
    graph: Mapping[str, Any], workspace: int, journey: int, version: int, slug: str = ""
) -> Program:
    return bind(
        graph, STEPS, TRIGGERS, workspace_id=workspace, journey_id=journey, version_id=version,
        slug=slug, render=registry.render,
    )  # fmt: skip


class Customer:
    """Charlie's queue in memory: events come, time passes, and what happened is kept."""

    def __init__(
        self,
        *graphs: Mapping[str, Any],
        zone: str = "UTC",
        profile: Mapping[str, Any] | None = None,
        paused: tuple[int, ...] = (),
        on_message: OnMessage | None = sent_at_once,
    ) -> None:
        self.programs = [program(g, n, n) for n, g in enumerate(graphs, start=1)]
        self.zone, self.on_message = zone, on_message
        self.person: Person = newcomer(1, "charlie", None)
        self.person.profile = dict(profile or {})
        self.now = NOON
        self.played: list[Played] = []
        self.count = 0
        self.journeys = Journeys([])
        self.pause(*paused)

    def pause(self, *journey_ids: int) -> None:
        self.journeys = Journeys(self.programs, zones={1: self.zone}, paused=journey_ids)

    def does(self, name: str, after: timedelta | None = None, **properties: Any) -> Played:
        """An event, so long after the last one."""
        return self.receives(self.event(name, after, **properties))

    def identifies(self, after: timedelta | None = None, **traits: Any) -> Played:
        return self.receives(self.event("$identify", after, kind="identify", **traits))

    def event(
        self,
        name: str,
        after: timedelta | None = None,
        *,
        kind: Any = "track",
        age: timedelta = timedelta(0),
        historical: bool = False,
        message_id: str = "",
        **properties: Any,
    ) -> Event:
        self.now += after or timedelta(0)
        self.count += 1
        return Event(
            kind=kind,
            name=name,
            message_id=message_id or f"m{self.count}",
            timestamp=self.now - age,
            user_id="charlie",
            properties=properties,
            historical=historical,
            at=self.now,
            seq=self.count,
        )

    def receives(self, *items: Item) -> Played:
        return self._play(*items)

    def enrols(self, trigger: str = "start", journey_id: int = 1, **data: Any) -> Played:
        self.count += 1
        return self._play(
            Enrol(journey_id=journey_id, trigger_id=trigger, message_id=f"e{self.count}",
                  data=data, at=self.now, seq=self.count)
        )  # fmt: skip

    def ordered(self, order: Any, run: Run, reason: str = "") -> Played:
        self.count += 1
        return self._play(
            Control(customer_id=self.person.id, run_id=run.id, order=order, reason=reason,
                    at=self.now, seq=self.count)
        )  # fmt: skip

    def lives(self, span: timedelta) -> Played:
        """Time passes and nothing comes in."""
        self.now += span
        return self._play()

    def _play(self, *items: Item) -> Played:
        played = play(self.person, items, self.now, self.journeys, None, self.on_message)
        self.played.append(played)
        return played

    @property
    def runs(self) -> dict[str, Run]:
        """Every run that ever was, in its last state."""
        found: dict[str, Run] = {}
        for played in self.played:
            found.update(played.runs)
        return {k: run for k, run in found.items() if not run.keep.get("candidate")}

    @property
    def run(self) -> Run:
        """The only run."""
        (run,) = self.runs.values()
        return run

    @property
    def mails(self) -> list[tuple[str, datetime]]:
        return [(m.send.step, m.at) for played in self.played for m in played.messages]

    @property
    def path(self) -> list[tuple[str, str | None]]:
        """The step log as (step, port)."""
        return [(t.step, t.port) for played in self.played for t in played.traces]

    @property
    def refusals(self) -> list[str]:
        return [r.reason for played in self.played for r in played.refusals]
