"""How long until work goes on: the probes are customers in many lanes, and all of them count."""

import asyncio
import threading
import time
from collections.abc import Iterable

import msgspec

from chaos.documents import PING
from chaos.house import Watch
from chaos.load import Book, Line, Posted, Shopper
from journeys.core.ids import customer_id, event_id, lane_of

PROBES = 12
GIVE_UP_S = 120.0
STORED = """
select count(*) from unnest(%s::smallint[], %s::uuid[]) k(lane, id)
  join event e on e.lane = k.lane and e.id = k.id
"""
MAILED = "select count(*) from mailbox_message where customer_id = any(%s::uuid[])"


class Recovery(msgspec.Struct, frozen=True):
    """Seconds after a kill."""

    accepted: float
    """The longest time in which the load had no event accepted."""
    moved: float
    """Until every probe's run had moved."""
    mailed: float
    """Until every probe's mail had arrived."""

    @property
    def whole(self) -> float:
        return max(self.accepted, self.moved, self.mailed)


class Probes:
    """Customers whose events are sent right after a kill."""

    def __init__(self, workspace: int, port: int, key: str, book: Book, watch: Watch) -> None:
        self.workspace, self.watch, self.book = workspace, watch, book
        self.line = Line(port, key, book)
        self.shoppers = [Shopper(f"probe{n:02d}") for n in range(PROBES)]
        self.ids = [customer_id(workspace, f"user:{s.user}") for s in self.shoppers]
        self._post(shopper.introduces() for shopper in self.shoppers)

    def measure(self, killed: float) -> Recovery:
        """From the moment of the kill. TimeoutError when work does not go on."""
        mails = self.watch.one(MAILED, self.ids)
        events = self._post(shopper.does("track", PING, total=1) for shopper in self.shoppers)
        lanes = [lane_of(customer) for customer in self.ids]
        ids = [event_id(self.workspace, f"user:{e.user}", e.message_id) for e in events]
        moved = self._until(killed, len(events), STORED, lanes, ids)
        mailed = self._until(killed, mails + len(events), MAILED, self.ids)
        return Recovery(self.book.silence_since(killed), moved, mailed)

    def _until(self, killed: float, wanted: int, sql: str, *values: object) -> float:
        while self.watch.one(sql, *values) < wanted:
            if time.monotonic() - killed > GIVE_UP_S:
                raise TimeoutError(f"Work did not go on within {GIVE_UP_S:g} s.")
            time.sleep(0.03)
        return time.monotonic() - killed

    def _post(self, made: Iterable[Posted]) -> list[Posted]:
        events = list(made)
        self.book.posted += events
        asyncio.run(self._insist(events))
        return events

    async def _insist(self, events: list[Posted]) -> None:
        await self.line.insist(events, threading.Event())
        self.line.hang_up()
