"""What the arbiter must know of a batch, fetched with one statement."""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import msgspec
from psycopg import Connection

from channels_app import registry
from channels_app.base import Address, Sender, Waiting
from channels_app.delivery.endpoints import Reachable

SENDERS_LAST_SECONDS = 5.0

_FACTS = """
select 1, s.workspace_id, s.channel, s.address, '', s.reason, s.detail, s.at
  from json_to_recordset(%(addresses)s::json) a(w bigint, c text, a text)
  join suppression s on s.workspace_id = a.w and s.channel = a.c and s.address = a.a
union all
select 2, c.workspace_id, c.channel, c.customer_id::text, c.topic, c.state, c.source, c.at
  from json_to_recordset(%(people)s::json) p(l smallint, i uuid)
  join consent c on c.lane = p.l and c.customer_id = p.i
union all
select 3, t.workspace_id, '', t.slug, '', t.default, '', t.created_at
  from topic t where t.workspace_id = any(%(workspaces)s)
"""
# Those seen last first; nobody gets a message on more than so many devices.
DEVICES = 20
_ENDPOINTS = f"""
select e.customer_id::text, e.channel, e.id, e.address, e.data, e.account_id
  from json_to_recordset(%(people)s::json) p(l smallint, i uuid, c text)
 cross join lateral (
   select * from endpoint e
    where e.lane = p.l and e.customer_id = p.i and e.channel = p.c and e.dropped_at is null
    order by e.seen_at desc, e.id limit {DEVICES}) e
"""
_SENDERS = """
select id, name, zone, language, sender_name, sender_email, is_demo
  from workspace where id = any(%s)
"""

_encode = msgspec.json.Encoder().encode


class Word(msgspec.Struct, frozen=True):
    """What was said of an address, a channel or a topic, where and when."""

    state: str
    source: str
    at: datetime


class Facts(msgspec.Struct):
    """By what the checks ask for."""

    suppressed: dict[tuple[int, str, str], Word] = {}
    consents: dict[tuple[str, str, str], Word] = {}
    topics: dict[tuple[int, str], str] = {}
    # By customer and channel; those of no suppressed address.
    endpoints: dict[tuple[str, str], list[Reachable]] = {}
    # Those all of whose endpoints are suppressed, with one of them.
    barred: dict[tuple[str, str], tuple[str, Word]] = {}


def address_of(message: Waiting) -> str | None:
    """The recipient as suppressions know it; None when nothing can be sent there."""
    kind = registry.channel(message.channel)
    return kind.address(message.recipient) if kind else None


def by_endpoint(message: Waiting) -> bool:
    kind = registry.channel(message.channel)
    return kind is not None and kind.by_endpoint


def fetch(connection: Connection[Any], messages: Sequence[Waiting]) -> Facts:
    """The facts for these messages."""
    endpoints = _endpoints(connection, messages)
    addresses = [(m.workspace_id, m.channel, address_of(m)) for m in messages]
    for m in messages if endpoints else ():
        mine = endpoints.get((m.customer_id, m.channel), ())
        addresses += [(m.workspace_id, m.channel, each.to.address) for each in mine]
    values = {
        "addresses": _encode([{"w": w, "c": c, "a": a} for w, c, a in addresses if a]).decode(),
        "people": _encode([{"l": m.lane, "i": m.customer_id} for m in messages]).decode(),
        "workspaces": list({m.workspace_id for m in messages}),
    }
    found = Facts({}, {}, {}, endpoints, {})
    for row in connection.execute(_FACTS, values, prepare=True).fetchall():
        _place(found, *row)
    if endpoints:
        _bar(found, messages)
    return found


def _bar(facts: Facts, messages: Sequence[Waiting]) -> None:
    """Nothing goes to an endpoint whose address is suppressed; all of them, and it is refused."""
    for m in messages:
        key = (m.customer_id, m.channel)
        mine = facts.endpoints.get(key, [])
        words = [facts.suppressed.get((m.workspace_id, m.channel, e.to.address)) for e in mine]
        open_ones = [each for each, word in zip(mine, words, strict=True) if word is None]
        if open_ones:
            facts.endpoints[key] = open_ones
        elif word := next(filter(None, words), None):
            facts.barred[key] = (mine[0].to.address, word)


def _endpoints(
    connection: Connection[Any], messages: Sequence[Waiting]
) -> dict[tuple[str, str], list[Reachable]]:
    """Of the customers who are reached so; most batches ask for none."""
    people = {(m.lane, m.customer_id, m.channel) for m in messages if by_endpoint(m)}
    found: dict[tuple[str, str], list[Reachable]] = {}
    if not people:
        return found
    rows = _encode([{"l": lane, "i": i, "c": c} for lane, i, c in sorted(people)]).decode()
    for customer, channel, number, address, data, account in connection.execute(
        _ENDPOINTS, {"people": rows}, prepare=True
    ).fetchall():
        reachable = Reachable(Address(address, number, data), account)
        found.setdefault((customer, channel), []).append(reachable)
    return found


def _place(
    facts: Facts,
    what: int,
    workspace: int,
    channel: str,
    key: str,
    topic: str,
    state: str,
    source: str,
    at: datetime,
) -> None:
    if what == 1:
        facts.suppressed[workspace, channel, key] = Word(state, source, at)
    elif what == 2:
        facts.consents[key, channel, topic] = Word(state, source, at)
    else:
        facts.topics[workspace, key] = state


class Senders:
    """The workspaces' names and addresses, remembered for some seconds."""

    def __init__(self) -> None:
        self.known: dict[int, Sender] = {}
        self.until = 0.0

    def of(self, connection: Connection[Any], ids: set[int]) -> dict[int, Sender]:
        if monotonic() > self.until:
            self.known, self.until = {}, monotonic() + SENDERS_LAST_SECONDS
        unknown = ids - self.known.keys()
        if unknown:
            rows = connection.execute(_SENDERS, (list(unknown),)).fetchall()
            self.known |= {row[0]: Sender(*row) for row in rows}
        return self.known
