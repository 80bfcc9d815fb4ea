"""What a customer does in the inbox: each act is kept, told to his other pages, and reported."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app import signals
from channels_app.contracts import Inbound, Status
from channels_app.delivery import reports
from channels_app.inapp.inbox import announce

MOST_AT_ONCE = 100

# Only what is new is returned, so that an act that is repeated is reported once.
_NOTE = """
update inbox_message set {column} = %(now)s, mark = pg_current_xact_id()::text::bigint
 where id = any(%(ids)s) and lane = %(lane)s and customer_id = %(customer)s and {column} is null
returning intent_id
"""
_BUTTON = """
select m.workspace_id, m.intent_id, m.body -> 'buttons', coalesce(o.journey_id, 0), o.step, o.topic
  from inbox_message m left join message o on o.lane = m.lane and o.id = m.intent_id
 where m.id = %(id)s and m.lane = %(lane)s and m.customer_id = %(customer)s
"""


class Whose(msgspec.Struct, frozen=True):
    """The customer whose page this is."""

    workspace_id: int
    lane: int
    customer_id: str


Act = Callable[[Connection[Any], Whose, Sequence[int], datetime], None]


def got(connection: Connection[Any], whose: Whose, ids: Sequence[int], now: datetime) -> None:
    """A page has it. Nobody else need hear of that."""
    _report(connection, whose, _noted(connection, "delivered_at", whose, ids, now), "got", now)


def seen(connection: Connection[Any], whose: Whose, ids: Sequence[int], now: datetime) -> None:
    noted = _noted(connection, "seen_at", whose, ids, now)
    _report(connection, whose, noted, "seen", now)
    _tell(connection, whose, noted)


def clicked(connection: Connection[Any], whose: Whose, ids: Sequence[int], now: datetime) -> None:
    """Who clicks has seen it."""
    seen_now = _noted(connection, "seen_at", whose, ids, now)
    noted = _noted(connection, "clicked_at", whose, ids, now)
    _report(connection, whose, noted, "clicked", now)
    _tell(connection, whose, [*seen_now, *noted])


def archived(connection: Connection[Any], whose: Whose, ids: Sequence[int], now: datetime) -> None:
    """Put away by the customer: shown no more."""
    _tell(connection, whose, _noted(connection, "archived_at", whose, ids, now))


def pressed(
    connection: Connection[Any], whose: Whose, key: int, button: str, now: datetime
) -> None:
    """A button of the message; one that has no link of its own is an event for the journeys."""
    clicked(connection, whose, [key], now)
    values = {"id": key, "lane": whose.lane, "customer": whose.customer_id}
    row = connection.execute(_BUTTON, values).fetchone()
    if row is None:
        return
    workspace, intent, buttons, journey, step, topic = row
    buttons = msgspec.json.decode(buttons) if isinstance(buttons, str) else buttons
    if button not in {each.get("id") for each in buttons or ()}:
        return
    spoke = Inbound(
        workspace_id=workspace,
        lane=whose.lane,
        customer_id=whose.customer_id,
        channel="inapp",
        what="pressed",
        at=now,
        event_id=f"inapp:{intent}:{button}",
        button=button,
        message_id=intent,
        journey_id=journey or None,
        step=step or "",
        topic=topic or "",
    )
    signals.customer_spoke.send(sender=None, connection=connection, inbound=[spoke])


_STATUSES = {"got": Status.DELIVERED, "seen": Status.OPENED, "clicked": Status.CLICKED}


def _noted(
    connection: Connection[Any], column: str, whose: Whose, ids: Sequence[int], now: datetime
) -> list[str]:
    values = {
        "now": now,
        "ids": list(ids)[:MOST_AT_ONCE],
        "lane": whose.lane,
        "customer": whose.customer_id,
    }
    rows = connection.execute(_NOTE.format(column=column), values).fetchall()
    return [intent for (intent,) in rows]


def _report(
    connection: Connection[Any], whose: Whose, intents: Sequence[str], what: str, now: datetime
) -> None:
    status = _STATUSES[what]
    heard = [reports.Heard(whose.lane, intent, status, now, permanent=False) for intent in intents]
    if heard:
        reports.hear(connection, heard)


def _tell(connection: Connection[Any], whose: Whose, changed: Sequence[str]) -> None:
    if changed:
        announce(connection, [whose.customer_id])
