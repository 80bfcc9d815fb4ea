"""The live driver: one transaction takes a batch of items and due times, plays every customer
whom it touches, and stores all that came of it, or nothing.

    take the lanes -> read -> resolve -> load -> play -> store -> commit -> announce

A batch that fails is halved until the bad item stands alone; that one is parked.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from journeys.core.ids import lane_of
from journeys.core.play import play
from journeys.engine import cases, dates, merge, store
from journeys.engine.announce import Announcer
from journeys.engine.flush import flush
from journeys.engine.lease import Leases
from journeys.engine.names import Names
from journeys.engine.parking import park
from journeys.engine.programs import LIVE, Programs
from journeys.engine.resolve import Incoming, Merge
from journeys.engine.store import Due, Row
from journeys.engine.writes import Writes
from workspaces import clock

BATCH = 2000
PER_LANE = 512
SMALLEST = 256
"""Below that a batch costs what its statements and its commit cost, and the drain would only fall
further behind."""
PLANS_LAST = 1.0
"""Seconds. A plan that was made when a table was empty would read all of it when it has grown."""
TOO_LONG = 1.0
"""Seconds. On a machine that is slower than its load, smaller batches keep the leases alive."""
JUST_BEFORE = timedelta(microseconds=1)

log = logging.getLogger(__name__)


class MergeFirst(Exception):  # noqa: N818 - not an error: the batch waits for these merges
    def __init__(self, merges: list[Merge]) -> None:
        super().__init__(f"{len(merges)} merges")
        self.merges = merges


class Taken:
    """What a batch read, kept outside of it for the case that it fails."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.due: list[Due] = []
        self.now: datetime | None = None

    def __len__(self) -> int:
        return len(self.rows) + len(self.due)


class Drain:
    """Handles what waits in the lanes that it is given, on one connection."""

    def __init__(
        self,
        connection: Connection[Any],
        leases: Leases,
        announcer: Announcer,
        programs: Programs | None = None,
    ) -> None:
        self.connection = connection
        self.leases = leases
        self.announcer = announcer
        self.programs = programs or Programs()
        self.names = Names()
        self.handled = 0
        self.zones: set[tuple[int, str]] = set()
        self.new_zones: set[tuple[int, str]] = set()
        """Zones that this drain has not met before: timers may be wanted for them."""
        self.moved: set[int] = set()
        """Lanes that rows were moved to."""
        self.unmergeable: set[tuple[int, str]] = set()
        self.size = BATCH
        self._planned = 0.0
        self._turn = 0

    def run(self, lanes: Sequence[int]) -> int:
        """One batch from these lanes, each in its turn; how many items and due times it took."""
        ordered = sorted(lanes)
        start = next((i for i, lane in enumerate(ordered) if lane >= self._turn), 0)
        begun = time.monotonic()
        if begun > self._planned + PLANS_LAST:
            self.connection.execute("discard plans")
            self._planned = begun
        try:
            return self._attempt(ordered[start:] + ordered[:start], self.size, self.size)
        finally:
            self._pace(time.monotonic() - begun)

    def _pace(self, took: float) -> None:
        if took > TOO_LONG:
            self.size = max(SMALLEST, self.size // 2)
        elif took < TOO_LONG / 4:
            self.size = min(BATCH, self.size * 2)

    def _attempt(self, lanes: list[int], rows: int, due: int) -> int:
        """A batch of at most so many rows and due times; in halves, if it fails."""
        taken = Taken()
        try:
            return self._batch(lanes, rows, due, taken)
        except MergeFirst as first:
            self._merge(first.merges)
            return self._attempt(lanes, rows, due)
        except Exception as error:
            if self._is_gone(error):
                raise
            log.warning("a batch of %d in %d lanes failed: %s", len(taken), len(lanes), error)
            return self._halve(taken, error)

    def _halve(self, taken: Taken, error: Exception) -> int:
        lanes = list(dict.fromkeys([r.lane for r in taken.rows] + [d.lane for d in taken.due]))
        rows, due = len(taken.rows), len(taken.due)
        if not lanes:
            raise error
        if len(lanes) > 1:
            middle = len(lanes) // 2
            first, second = lanes[:middle], lanes[middle:]
            return self._attempt(first, BATCH, BATCH) + self._attempt(second, BATCH, BATCH)
        if rows and due:
            return self._attempt(lanes, rows, 0) + self._attempt(lanes, 0, due)
        if rows > 1:
            return self._attempt(lanes, rows // 2, 0) + self._attempt(lanes, rows - rows // 2, 0)
        if due > 1:
            return self._attempt(lanes, 0, due // 2) + self._attempt(lanes, 0, due - due // 2)
        alone: Row | Due = taken.rows[0] if rows else taken.due[0]
        assert taken.now is not None
        park(self.connection, alone, f"{type(error).__name__}: {error}", taken.now)
        log.error("parked an item of lane %d: %s", alone.lane, error)
        return 1

    def _merge(self, merges: list[Merge]) -> None:
        """All at once; if that fails, one by one, and one that cannot be done is left undone."""
        try:
            merge.merge(self.connection, merges)
        except Exception as error:
            if self._is_gone(error):
                raise
            if len(merges) > 1:
                for one in merges:
                    self._merge([one])
                return
            log.error("could not merge %s into %s: %s", *merges[0][1:6:2], error)
            self.unmergeable.add((merges[0].workspace_id, merges[0].key))

    def _is_gone(self, error: Exception) -> bool:
        """Whether it is the server's state and not the batch: the same batch may pass later."""
        state = getattr(error, "sqlstate", None) or ""
        lost = self.connection.broken or self.connection.closed
        return bool(lost) or state[:2] in ("08", "40", "53", "55", "57")

    def _batch(self, lanes: list[int], rows: int, due: int, taken: Taken) -> int:
        connection = self.connection
        now = taken.now = self.now()
        writes = Writes(now)
        try:
            horizons = self._read(lanes, rows, due, taken, now)
            if taken:
                writes.handled = taken.rows
                self._play(taken, horizons, writes, now)
                flush(connection, writes)
        finally:
            if not connection.closed and not connection.broken:
                connection.rollback()  # nothing is left to roll back after the commit
        if not taken:
            return 0
        self._turn = taken.rows[-1].lane + 1 if taken.rows else taken.due[-1].lane + 1
        self.handled += len(taken)
        self.moved |= writes.moved_lanes
        self.announcer.committed(writes, set(self.leases.lanes))
        return len(taken)

    def _read(
        self, lanes: list[int], most: int, due: int, taken: Taken, now: datetime
    ) -> dict[int, datetime]:
        """Begin: lock the lanes, see what is live, take rows and due times. Returns up to which
        instant each lane may go: no further than its last row read, if there are more. Where no
        row is wanted the first is looked at all the same."""
        size = most or len(lanes)
        each = min(size, PER_LANE) if most else 1
        questions: list[store.Question] = [
            ("begin", ()),
            self.leases.fence(lanes),
            (LIVE, ()),
            store.inbox(lanes, each, size),
        ]
        if due:
            questions.append(store.due(lanes, now, min(due, PER_LANE), due))
        _, fenced, live, read, *times = store.together(self.connection, questions)
        self.programs.take(self.connection, live)
        held = {lane for (lane,) in fenced}
        rows = _in_order([Row(*row) for row in read if row[0] in held])
        if clock.driven():  # what was accepted for a later instant waits for the clock
            rows = [row for row in rows if row.at <= now]
        horizons = {lane: now for lane in lanes if lane in held}
        counts: dict[int, int] = {}
        for row in rows:
            counts[row.lane] = counts.get(row.lane, 0) + 1
            horizons[row.lane] = max(horizons[row.lane], row.at)
        last = read[-1][0] if len(read) == size else None
        for row in rows:
            if counts[row.lane] == each or row.lane == last:
                horizons[row.lane] = min(now, row.at - JUST_BEFORE)
        if last is not None:  # the lanes after the last one read wait for their turn
            for lane in lanes[lanes.index(last) + 1 :]:
                horizons.pop(lane, None)
        taken.rows = rows if most else []
        found = [Due(*row) for row in times[0]] if times else []
        taken.due = [d for d in found if d.lane in horizons and d.due_at <= horizons[d.lane]]
        return horizons

    def _play(
        self, taken: Taken, horizons: dict[int, datetime], writes: Writes, now: datetime
    ) -> None:
        connection, programs = self.connection, self.programs
        incoming = Incoming(taken.rows)
        ids = list(
            dict.fromkeys([*incoming.naturals.values(), *(d.customer_id for d in taken.due)])
        )
        asked = store.keyed(store.CUSTOMERS, [lane_of(customer) for customer in ids], ids)
        merged, rows = store.together(connection, [incoming.question(), asked])
        found = incoming.resolve(merged, self.unmergeable)
        if found.merges:
            raise MergeFirst(found.merges)
        for lane, row in found.moves:
            writes.move(lane, row)
        customers: dict[str, Any] = dict.fromkeys(ids) | {row[0]: row for row in rows}
        since = now - store.REMEMBERED
        people, journeys = cases.load(
            connection, programs, found.cases, taken.due, customers, since
        )
        wall = None if clock.driven() else now
        for case in people:
            items = [given.item for given in case.given]
            horizon = horizons[case.lane]
            if items and items[-1].at > horizon:
                horizon = items[-1].at
            played = play(case.person, items, horizon, journeys, wall)
            writes.take(case, played, journeys)
            dated = programs.dated.get(case.person.workspace_id)
            if dated:
                writes.dates += dates.changes(case.lane, case.person, played, journeys, dated)
            self.names.heard(case.person.workspace_id, played)
            if case.person.zone is not None:
                self._zone(case.person.workspace_id, case.person.zone)

    def _zone(self, workspace: int, zone: str) -> None:
        if (workspace, zone) not in self.zones:
            self.zones.add((workspace, zone))
            self.new_zones.add((workspace, zone))

    def now(self) -> datetime:
        """The clock's instant; a driven clock is read in the batch's own transaction."""
        if not clock.driven():
            return clock.now()
        row = self.connection.execute(clock.DRIVEN_SQL).fetchone()
        return row[0] if row else clock.now()


def _in_order(rows: list[Row]) -> list[Row]:
    """The order of acceptance is that of the ids; instants of two web processes may cross by a
    millisecond, and then the later row takes the earlier one's instant."""
    latest: dict[int, datetime] = {}
    ordered = []
    for row in rows:
        before = latest.get(row.lane)
        if before is not None and before > row.at:
            row = row._replace(at=before)  # noqa: PLW2901
        latest[row.lane] = row.at
        ordered.append(row)
    return ordered
