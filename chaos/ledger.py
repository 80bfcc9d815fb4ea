"""The accounts at the end: what was accepted against what happened, and that against what should
have. Every line of the table is a promise, how many things were counted, and how many differ."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from chaos.documents import PING
from chaos.expected import Account, in_order_of_commits, in_order_of_instants
from chaos.house import Watch
from chaos.load import Posted
from chaos.stored import Stored, emitted

REST = """
select (select count(*) from inbox) + (select count(*) from delivery_claim)
     + (select count(*) from message where status in (1, 2))
     + (select count(*) from run where status in (1, 6) and due_at < clock_timestamp())
     + (select count(*) from run where status = 1 and due_at < clock_timestamp() + interval '3 s')
"""
EVENTS = "select message_id, properties, name from event where workspace_id = %s"
ENTRIES = """
select r.entry->>'message_id', r.id::text, j.slug from run r join journey j on j.id = r.journey_id
 where r.workspace_id = %s
"""
HELLOS = "select run_id::text from message where workspace_id = %s and step = 'hello'"
NAMES = "select user_id, anonymous_id from customer where workspace_id = %s"
NOW = "select clock_timestamp()"
INTENTS = "select count(*) from message where workspace_id = %s"
SENT = "select id from message where workspace_id = %s and status = 3"
MAILS = "select intent_id from mailbox_message where workspace_id = %s"
# A message that was not sent had no address, or was cancelled by the exit of its run.
ODD = """
select count(*) from message m left join run r on r.lane = m.lane and r.id = m.run_id
 where m.workspace_id = %s and m.status <> 3
   and not (m.status = 11 and r.status = 3) and not (m.status in (7, 8) and m.recipient = '')
"""
COUNTED = """
with n as (select journey_id, step, metric, n from counter
           union all select journey_id, step, metric, n from counter_delta)
select metric, sum(n)::bigint from n join journey j on j.id = n.journey_id
 where j.workspace_id = %s
   and metric in ('run_entered', 'run_completed', 'run_exited', 'left', 'sent')
 group by metric
"""
COUNTABLE = """
with w as (select %s::bigint as id)
select 'run_entered', count(*) from run, w where workspace_id = w.id
 union all select 'run_completed', count(*) from run, w where workspace_id = w.id and status = 2
 union all select 'run_exited', count(*) from run, w where workspace_id = w.id and status = 3
 union all select 'left', count(*) from step_log, w where workspace_id = w.id and port <> ''
 union all select 'sent', count(*) from message, w where workspace_id = w.id and status = 3
"""


class Line(msgspec.Struct, frozen=True):
    """One promise: how many were counted, how many break it, and some of them."""

    promise: str
    counted: int
    wrong: int
    examples: tuple[str, ...] = ()


class Ledger:
    def __init__(self, watch: Watch, workspace: int, posted: list[Posted]) -> None:
        self.watch, self.workspace = watch, workspace
        self.posted = {event.message_id: event for event in posted}
        self.stored = Stored(watch, workspace)
        self.reordered = 0
        """Customers whose order was that of the commits and not of the instants."""

    def lines(self) -> list[Line]:
        return [*self._events(), *self._customers(), *self._mails(), *self._house()]

    def _events(self) -> list[Line]:
        rows = self.watch.rows(EVENTS, self.workspace)
        own = [(m, properties) for m, properties, _ in rows if not emitted(m)]
        found = Counter(message_id for message_id, _ in own)
        changed = [m for m, p in own if m in self.posted and self.posted[m].properties != p]
        accepted = [m for m, event in self.posted.items() if event.accepted]
        pings = [m for m, _, name in rows if name == PING]
        return [
            _line("accepted events are stored", accepted, [m for m in accepted if not found[m]]),
            _line("no event is stored twice", found, [m for m, n in found.items() if n > 1]),
            _line("nothing is stored that was not sent", found, found.keys() - self.posted.keys()),
            _line("stored as they were sent", found, changed),
            _line("each ping: one run, one message, one echo", pings, self._unlike(pings)),
            self._merged(),
        ]

    def _unlike(self, pings: list[str]) -> list[str]:
        entries = self.watch.rows(ENTRIES, self.workspace)
        runs = Counter(entry for entry, _, slug in entries if slug == "instant")
        run_of = {entry: run for entry, run, _ in entries}
        echoes = Counter(entry.split(":")[0] for entry, _, slug in entries if slug == "echo")
        messages = Counter(run for (run,) in self.watch.rows(HELLOS, self.workspace))
        ones = (1, 1, 1)
        return [m for m in pings
                if (runs[m], messages[run_of.get(m)], echoes[run_of.get(m)]) != ones]  # fmt: skip

    def _merged(self) -> Line:
        """Strangers who gave their name are one customer, not two."""
        named = [e.user for e in self.posted.values() if e.accepted and len(e.ids) == 2]
        found: Counter[str] = Counter()
        for user, anonymous in self.watch.rows(NAMES, self.workspace):
            found.update({user or anonymous.removeprefix("anonymous-")})
        return _line("strangers with a name are one", named, [u for u in named if found[u] != 1])

    def _customers(self) -> list[Line]:
        until = self.watch.one(NOW)
        parts: dict[str, Callable[[Account], Any]] = {
            "runs": lambda a: Counter(a.runs.items()),
            "moves": lambda a: a.moves,
            "intents": lambda a: a.intents,
            "refused entries": lambda a: a.refusals,
            "emitted events": lambda a: a.events,
        }
        counted: Counter[str] = Counter()
        wrong: dict[str, list[str]] = {name: [] for name in [*parts, "profiles"]}
        for customer, history in self.stored.histories.items():
            real = self.stored.accounts[customer]
            given = (self.workspace, history, until, self.stored.journeys)
            wanted = in_order_of_instants(*given)
            if wanted != real:
                wanted = in_order_of_commits(*given)
                self.reordered += wanted == real
            for name, part in parts.items():
                counted[name] += part(real).total()
                lost, more = part(wanted) - part(real), part(real) - part(wanted)
                wrong[name] += [f"missing {x}" for x in lost] + [f"too much {x}" for x in more]
            counted["profiles"] += 1
            if wanted.profile != real.profile:
                wrong["profiles"].append(f"{history.user}: {real.profile}, not {wanted.profile}")
        return [
            Line(f"{name} as simulated", counted[name], len(found), tuple(found[:5]))
            for name, found in wrong.items()
        ]

    def _mails(self) -> list[Line]:
        sent = Counter(i for (i,) in self.watch.rows(SENT, self.workspace))
        mails = Counter(i for (i,) in self.watch.rows(MAILS, self.workspace))
        odd = self.watch.one(ODD, self.workspace)
        intents = self.watch.one(INTENTS, self.workspace)
        return [
            _line("sent messages arrived", sent, sent - mails),
            _line("every mail was sent, once", mails, mails - sent),
            Line("the others had no address, or an exit", intents - sent.total(), odd),
        ]

    def _house(self) -> list[Line]:
        counters = dict(self.watch.rows(COUNTED, self.workspace))
        rows = self.watch.rows(COUNTABLE, self.workspace)
        off = [f"{name}: {counters.get(name, 0)}, not {n}" for name, n in rows
               if counters.get(name, 0) != n]  # fmt: skip
        return [
            Line("numbers on the canvas", sum(n for _, n in rows), len(off), tuple(off)),
            self._empty("parked items", "select count(*) from parked"),
            self._empty("items left in the inbox", "select count(*) from inbox"),
            self._empty("runs that nothing would move (S13)", broken(self.watch)),
        ]

    def _empty(self, what: str, found: str | int) -> Line:
        number = self.watch.one(found) if isinstance(found, str) else found
        return Line(what, number, number)


def broken(watch: Watch) -> int:
    """What `manage.py check_runs` counts, at any moment."""
    from journeys.engine.check import BROKEN

    return int(watch.one(f"select count(*) from ({BROKEN}) b", None))


def _line(promise: str, of: Any, wrong: Iterable[str]) -> Line:
    found = sorted(wrong)
    return Line(promise, len(of), len(found), tuple(found[:5]))
