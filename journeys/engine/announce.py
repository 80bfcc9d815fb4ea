"""Telling other processes what was committed, from a connection of its own.

A NOTIFY inside the drain's transaction would make commits wait for one another (lesson 3), and
pages need no more than ten words a second.
"""

import time
from collections import defaultdict
from typing import Any

import msgspec
import psycopg

from channels_app.delivery import outbox
from journeys.engine import intake
from journeys.engine.writes import Writes

LIVE = "sojourn_live"
EVERY = 0.1
MOST_EVENTS = 60
"""A payload of NOTIFY holds less than 8,000 bytes; a page shows no more anyway."""
MOST_JOURNEYS = 300


class Announcer:
    """Gathers what pages want to know; `flush` sends it when a tenth of a second has passed."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.journeys: dict[int, set[int]] = defaultdict(set)
        self.events: dict[int, list[str]] = defaultdict(list)
        self.last = 0.0

    def committed(self, writes: Writes, mine: set[int]) -> None:
        """A batch is durable: wake delivery and other drains at once, pages soon."""
        for workspace, journeys in writes.live.items():
            self.journeys[workspace] |= journeys
        for workspace, events in writes.shown.items():
            if events:
                self.events[workspace] = (self.events[workspace] + events)[-MOST_EVENTS:]
        if writes.messages:
            outbox.announce(self.connection)
        elsewhere = writes.moved_lanes - mine
        if elsewhere:
            intake.wake(self.connection, elsewhere)
        self.flush()

    @property
    def waits(self) -> bool:
        return bool(self.journeys or self.events)

    def flush(self, *, now: bool = False) -> None:
        moment = time.monotonic()
        if not self.waits or (moment - self.last < EVERY and not now):
            return
        self.last = moment
        journeys, self.journeys = self.journeys, defaultdict(set)
        events, self.events = self.events, defaultdict(list)
        for workspace in journeys.keys() | events.keys():
            payload = {
                "w": workspace,
                "j": sorted(journeys.get(workspace, ()))[:MOST_JOURNEYS],
                "e": events.get(workspace, []),
            }
            values = (LIVE, msgspec.json.encode(payload).decode())
            self.connection.execute("select pg_notify(%s, %s)", values)
