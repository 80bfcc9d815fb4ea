"""What the arbiter must know of a batch, fetched with one statement."""

from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import msgspec
from psycopg import Connection

from channels_app import registry
from channels_app.base import Sender, Waiting

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


def address_of(message: Waiting) -> str | None:
    """The recipient as suppressions know it; None when nothing can be sent there."""
    kind = registry.channel(message.channel)
    return kind.address(message.recipient) if kind else None


def fetch(connection: Connection[Any], messages: Sequence[Waiting]) -> Facts:
    """The facts for these messages."""
    addresses = [(m.workspace_id, m.channel, address_of(m)) for m in messages]
    values = {
        "addresses": _encode([{"w": w, "c": c, "a": a} for w, c, a in addresses if a]).decode(),
        "people": _encode([{"l": m.lane, "i": m.customer_id} for m in messages]).decode(),
        "workspaces": list({m.workspace_id for m in messages}),
    }
    found = Facts({}, {}, {})
    for row in connection.execute(_FACTS, values, prepare=True).fetchall():
        _place(found, *row)
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
