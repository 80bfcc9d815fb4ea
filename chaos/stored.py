"""What did happen: the tables, read once at the end and put together per customer."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from chaos.expected import Account, History
from chaos.house import Watch
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
CUSTOMERS = "select id::text, user_id, profile from customer where workspace_id = %s"

# A report came after the events whose instant it was given.
LAST = 1 << 40


class Stored:
    """Everything of one workspace."""

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
        for customer, user, profile in self.watch.rows(CUSTOMERS, self.workspace):
            self.histories[customer] = History(user)
            self.accounts[customer].profile = profile

    def _events(self) -> None:
        for row in self.watch.rows(EVENTS, self.workspace):
            customer, transaction, name, kind, message_id, at, ts, properties, context, old = row
            self.accounts[customer].events[message_id] += 1
            self._handled(customer, transaction, at)
            if _emitted(message_id):
                continue  # the simulation emits it itself
            history = self.histories[customer]
            event = Event(
                kind=kind, name=name, message_id=message_id, timestamp=ts, user_id=history.user,
                properties=properties, context=context or {}, historical=old, at=at,
                seq=_number(message_id),
            )  # fmt: skip
            history.given.append((transaction, event))

    def _moves(self) -> None:
        for row in self.watch.rows(MOVES, self.workspace):
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
        for customer, run, *standing in self.watch.rows(RUNS, self.workspace):
            journey, status, step, visit = standing
            self.accounts[customer].runs[run] = (journey, status, step, visit)
        for customer, intent in self.watch.rows(MESSAGES, self.workspace):
            self.accounts[customer].intents[intent] += 1
        for row in self.watch.rows(REFUSALS, self.workspace):
            customer, transaction, message_id, reason, at = row
            self.accounts[customer].refusals[message_id, reason] += 1
            self._handled(customer, transaction, at)

    def _handled(self, customer: str, transaction: int, at: datetime) -> None:
        handled: dict[int, Any] = self.histories[customer].handled
        handled[transaction] = max(at, handled.get(transaction, at))


def _emitted(message_id: str) -> bool:
    """An effect's id, `run:visit:n`, and not one of the load's."""
    return message_id.count(":") == 2


def _number(message_id: str) -> int:
    return int(message_id.rpartition("-")[2])
