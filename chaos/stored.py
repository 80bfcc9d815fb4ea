"""What did happen: the tables, read once at the end and put together per customer."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chaos.expected import Account, History
from chaos.house import Watch
from chaos.load import STRANGER
from journeys.core.items import Event, Report
from journeys.core.person import Journeys
from journeys.engine.programs import bound

PROGRAMS = """
select v.id, v.journey_id, v.document::text, j.workspace_id, j.slug
  from version v join journey j on j.id = v.journey_id where j.workspace_id = %s
"""
# The transaction's number tells the batch: a lane's batches follow one another.
EVENTS = """
select customer_id::text, xmin::text::bigint, name, kind, message_id, at, ts, properties, context,
       historical
  from event where workspace_id = %s order by at
"""
MOVES = """
select customer_id::text, xmin::text::bigint, run_id::text, visit, step, port, cause, at
  from step_log where workspace_id = %s
"""
RUNS = """
select customer_id::text, id::text, journey_id, status, step, visit from run where workspace_id = %s
"""
MESSAGES = "select customer_id::text, id from message where workspace_id = %s"
REFUSALS = """
select customer_id::text, xmin::text::bigint, message_id, reason, at
  from refusal where workspace_id = %s
"""
# Those who began without a name were merged, which the simulation does not know.
CUSTOMERS = """
select id::text, user_id, profile from customer
 where workspace_id = %s and user_id is not null and not starts_with(user_id, %s)
"""

# A report came after the events whose instant it was given.
LAST = 1 << 40


class Stored:
    """Everything of one workspace's customers who had a name from the start."""

    def __init__(self, watch: Watch, workspace: int) -> None:
        self.watch, self.workspace = watch, workspace
        self.accounts: dict[str, Account] = defaultdict(Account)
        self.histories: dict[str, History] = {}
        programs = [bound(*row) for row in watch.rows(PROGRAMS, workspace)]
        self.journeys = Journeys([p for p in programs if p], zones={workspace: "UTC"})
        self._customers()
        self._events()
        self._moves()
        self._rest()

    def _customers(self) -> None:
        for customer, user, profile in self.watch.rows(CUSTOMERS, self.workspace, STRANGER):
            self.histories[customer] = History(user)
            self.accounts[customer].profile = profile

    def _events(self) -> None:
        for row in self._rows(EVENTS):
            customer, transaction, name, kind, message_id, at, ts, properties, context, old = row
            self.accounts[customer].events[message_id] += 1
            self._handled(customer, transaction, at)
            if emitted(message_id):
                continue  # the simulation emits it itself
            history = self.histories[customer]
            event = Event(
                kind=kind, name=name, message_id=message_id, timestamp=ts, user_id=history.user,
                properties=properties, context=context or {}, historical=old, at=at,
                seq=_number(message_id),
            )  # fmt: skip
            history.given.append((transaction, event))

    def _moves(self) -> None:
        for row in self._rows(MOVES):
            customer, transaction, run, visit, step, port, cause, at = row
            self.accounts[customer].moves[run, visit, step, port, cause, at] += 1
            self._handled(customer, transaction, at)
            what, _, status = cause.partition(":")
            if what == "report":
                report = Report(
                    customer_id=customer, run_id=run, intent_id=f"{run}:{visit}:0", status=status,
                    at=at, seq=LAST,
                )  # fmt: skip
                self.histories[customer].given.append((transaction, report))

    def _rest(self) -> None:
        for customer, run, *standing in self._rows(RUNS):
            journey, status, step, visit = standing
            self.accounts[customer].runs[run] = (journey, status, step, visit)
        for customer, intent in self._rows(MESSAGES):
            self.accounts[customer].intents[intent] += 1
        for row in self._rows(REFUSALS):
            customer, transaction, message_id, reason, at = row
            self.accounts[customer].refusals[message_id, reason] += 1
            self._handled(customer, transaction, at)

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of these customers, who come first in each."""
        rows = self.watch.rows(sql, self.workspace)
        return (row for row in rows if row[0] in self.histories)

    def _handled(self, customer: str, transaction: int, at: datetime) -> None:
        handled: dict[int, Any] = self.histories[customer].handled
        handled[transaction] = max(at, handled.get(transaction, at))


def emitted(message_id: str) -> bool:
    """An effect's id, `run:visit:n`, and not one of the load's."""
    return message_id.count(":") == 2


def _number(message_id: str) -> int:
    return int(message_id.rpartition("-")[2])
