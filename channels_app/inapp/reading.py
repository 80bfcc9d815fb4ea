"""What a page gets of an inbox: all of it at first, then what changed since its cursor.

The cursor is the oldest transaction that was still under way at the reading (a snapshot's xmin):
whatever was not seen then carries a mark from there on, in whatever order transactions commit. So
nothing is lost; what changed at about that moment may come twice, and says the same.
"""

from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

MOST = 100

_CURSOR = """
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       (select count(*) from inbox_message
         where lane = %(lane)s and customer_id = %(customer)s and seen_at is null
           and archived_at is null and (expires_at is null or expires_at > %(now)s))
"""
_SINCE = """
select id, body, at, expires_at, seen_at, clicked_at, archived_at
  from inbox_message
 where lane = %(lane)s and customer_id = %(customer)s and mark >= %(cursor)s
 order by id desc limit %(most)s
"""
_NEWEST = """
select id, body, at, expires_at, seen_at, clicked_at, archived_at
  from inbox_message
 where lane = %(lane)s and customer_id = %(customer)s and archived_at is null
   and (expires_at is null or expires_at > %(now)s)
 order by id desc limit %(most)s
"""


class Item(msgspec.Struct, kw_only=True):
    """One message, as the page gets it; `gone` when it is to be shown no more."""

    id: int
    at: str
    until: str | None
    title: str
    text: str
    image: str
    link: str
    buttons: list[dict[str, str]]
    data: dict[str, str]
    seen: bool
    clicked: bool
    gone: bool


class News(msgspec.Struct, kw_only=True, tag="inbox"):
    """An answer to one reading. With `whole` it replaces all that the page has."""

    cursor: str
    unread: int
    whole: bool
    items: list[Item]


def news(connection: Connection[Any], lane: int, customer: str, cursor: int, now: datetime) -> News:
    """What a page with this cursor lacks. The cursor is read first, in a snapshot of its own."""
    values = {"lane": lane, "customer": customer, "now": now, "cursor": cursor, "most": MOST + 1}
    found = connection.execute(_CURSOR, values).fetchone()
    assert found is not None
    until, unread = found
    # A cursor from the future is one of another database: a backup was put back.
    whole = not 0 < cursor <= until
    rows = connection.execute(_NEWEST if whole else _SINCE, values).fetchall()
    if len(rows) > MOST and not whole:
        whole, rows = True, connection.execute(_NEWEST, values).fetchall()
    items = [_item(row, now) for row in rows[:MOST]]
    return News(cursor=str(until), unread=unread, whole=whole, items=items)


def _item(row: tuple[Any, ...], now: datetime) -> Item:
    key, body, at, until, seen, clicked, archived = row
    body = msgspec.json.decode(body) if isinstance(body, str) else body
    return Item(
        id=key,
        at=at.isoformat(),
        until=until.isoformat() if until else None,
        title=body.get("title", ""),
        text=body.get("text", ""),
        image=body.get("image", ""),
        link=body.get("link", ""),
        buttons=body.get("buttons", []),
        data=body.get("data", {}),
        seen=seen is not None,
        clicked=clicked is not None,
        gone=archived is not None or (until is not None and until <= now),
    )
