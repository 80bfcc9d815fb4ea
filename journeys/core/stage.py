"""One customer on the stage: what every kind of item does with runs, written once.

A move is taken over here: the run, its log lines, its effects, the claims it frees.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from journeys.core.effects import Emit, Send, UpdateProfile
from journeys.core.entry import OPEN
from journeys.core.items import Event, Item, Report
from journeys.core.messages import WHAT, told
from journeys.core.person import Claim, ClaimKey, Journeys, Person, micros, settle_zone
from journeys.core.played import Message, OnMessage, Played
from journeys.core.program import Move, Trace, end_run
from journeys.core.state import Run, Status
from journeys.core.view import View
from journeys.core.zones import zone_named

ADDRESS = {"email": "email", "sms": "phone", "voice": "phone", "whatsapp": "phone"}
"""Channel -> the profile attribute that holds the address."""


class Changed:
    """Internal item: a step changed the profile."""


class Stage:
    def __init__(
        self,
        person: Person,
        journeys: Journeys,
        push: Callable[[Any, datetime], None],
        on_message: OnMessage | None = None,
        out: Played | None = None,
    ) -> None:
        """`push` puts an item that a move created into the customer's queue."""
        self.person, self.journeys = person, journeys
        self.push, self.on_message = push, on_message
        self.out = out if out is not None else Played()
        self.workspace_zone = journeys.zone(person.workspace_id)
        self.skipping = ""
        """Set while a resumed run moves: its messages are not sent, for this reason (S22)."""

    def view(self, now: datetime, event: Event | None = None, run: Run | None = None) -> View:
        person = self.person
        return View(
            now=now,
            profile=person.profile,
            zone=zone_named(person.zone) or self.workspace_zone,
            workspace_zone=self.workspace_zone,
            history=person.history,
            event=event,
            run=run,
            customer_id=person.id,
        )

    def advance(self, run: Run, item: Item, view: View) -> bool:
        """Move one run; whether it left its step."""
        program = self.journeys.of(run.version_id)
        if program is None:
            return False
        view.run = run
        move = program.advance(run, item, view)
        self.take(run, move, view)
        return move.run.visit != run.visit or not move.run.active

    def take(self, before: Run, move: Move, view: View) -> None:
        """Take over what a move returned: the run, its log, its effects."""
        if move.run is before:
            return
        now = view.now
        self.out.traces.extend(move.traces)
        if move.profile is not None:
            self._profile(move.profile, now)
        for effect in move.effects:
            if isinstance(effect, Send):
                self._message(effect, move.run, now)
            elif isinstance(effect, Emit):
                hops = view.event.hops + 1 if view.event else 1
                self.push(self._emitted(effect, now, hops), now)
        if any(isinstance(effect, UpdateProfile) for effect in move.effects):
            self.push(Changed(), now)
        self.keep(move.run)

    def keep(self, run: Run) -> None:
        self.out.runs[run.id] = run
        if run.status in (Status.ACTIVE, Status.SETTLING):
            self.person.runs[run.id] = run
            return
        self.person.runs.pop(run.id, None)
        key = (run.journey_id, run.entry_key, OPEN)
        claim = self.person.claims.get(key)
        if claim is not None and claim.run_id == run.id:
            del self.person.claims[key]
            self.out.taken.pop(key, None)
            self.out.freed[key] = None
            self._hand_on(key)

    def _hand_on(self, key: ClaimKey) -> None:
        """After a merge two runs may stand where the rule allows one: the place stays taken until
        both have ended (S25)."""
        for run in self.person.runs.values():
            if run.active and (run.journey_id, run.entry_key, OPEN) == key:
                self.claim(key, Claim(run.id, run.entered_at))
                return

    def close(
        self, run: Run, status: Status, reason: str, port: str, cause: str, now: datetime
    ) -> None:
        run = replace(run)
        end_run(run, status, reason, now)
        self.out.traces.append(
            Trace(
                now, run.id, run.journey_id, run.version_id, run.visit, run.step or "", port, cause,
                False,
            )
        )  # fmt: skip
        self.out.cancels.append(run.id)
        self.keep(run)

    def claim(self, key: ClaimKey, claim: Claim) -> None:
        if key in self.person.claims:
            self.out.freed[key] = None
        self.person.claims[key] = claim
        self.out.taken[key] = claim

    def _profile(self, profile: dict[str, Any], now: datetime) -> None:
        person, moment = self.person, micros(now)
        names = {n for n in profile.keys() | person.profile.keys()
                 if profile.get(n) != person.profile.get(n)}  # fmt: skip
        person.times = {**person.times, **dict.fromkeys(names, moment)}
        person.profile = profile
        settle_zone(person, {})
        self.out.profile_changed = True

    def _emitted(self, effect: Emit, now: datetime, hops: int) -> Event:
        return Event(
            kind="track",
            name=effect.name,
            message_id=effect.id,
            timestamp=now,
            user_id=self.person.user_id,
            anonymous_id=self.person.anonymous_id,
            properties=effect.properties,
            hops=hops,
            at=now,
        )

    def _message(self, send: Send, run: Run, now: datetime) -> None:
        address = send.profile.get(ADDRESS.get(send.channel, ""))
        recipient = address if isinstance(address, str) else ""
        message = Message(send, now, run, recipient, self.skipping)
        self.out.messages.append(message)
        reports = self.on_message(message) if self.on_message else ()
        if self.skipping:  # it never reaches a channel, so nobody else would tell the run
            reports = (message.report("cancelled", self.skipping),)
        for report in reports:
            self._script(message, report)

    def _script(self, message: Message, report: Report) -> None:
        """A report as live would get it: for the run that awaits it, and as an event for all."""
        assert report.at is not None
        if message.send.awaited:
            self.push(report, report.at)
        person, run = self.person, message.run
        if report.status in WHAT and self.journeys.listens(person.workspace_id):
            program = self.journeys.of(run.version_id)
            send = message.send
            properties = {
                "channel": send.channel,
                "journey": program.slug if program else "",
                "step": send.step,
                "topic": send.topic,
                "message_id": send.id,
            }
            event = told(
                send.id, report.status, report.at, properties,
                user_id=person.user_id, anonymous_id=person.anonymous_id,
            )  # fmt: skip
            self.push(replace(event, at=report.at), report.at)


def match(run: Run, what: str, **more: Any) -> dict[str, Any]:
    """How an event's row tells what the event did with a run."""
    return {"journey_id": run.journey_id, "run_id": run.id, "what": what, **more}
