"""An open or a click, written down and told: it raises the message's status as a report does."""

from datetime import datetime
from hashlib import blake2b
from typing import Any, Literal

from psycopg import Connection

from channels_app.consent.moved import home_of
from channels_app.contracts import Status
from channels_app.delivery.reports import Heard, hear
from channels_app.tracking.machines import Seen
from channels_app.tracking.tokens import Mark

What = Literal["opened", "clicked"]

# Somebody may open a link ten thousand times: it stays one row.
_NOTE = """
insert into engagement as e
  (lane, message_id, what, link, workspace_id, customer_id, url, product, machine, by, times,
   first_at, last_at)
values (%(lane)s, %(message)s, %(what)s, %(link)s, %(workspace)s, %(customer)s, %(url)s,
   %(product)s, %(machine)s, %(by)s, 1, %(at)s, %(at)s)
on conflict (lane, message_id, what, link) do update
   set times = e.times + 1, last_at = greatest(e.last_at, excluded.last_at),
       first_at = case when e.machine and not excluded.machine then excluded.first_at
                       else e.first_at end,
       by = case when e.machine and not excluded.machine then excluded.by else e.by end,
       machine = e.machine and excluded.machine
"""
_KNOWN = "select true from message where lane = %s and id = %s and workspace_id = %s"
STATUSES: dict[What, Status] = {"opened": Status.OPENED, "clicked": Status.CLICKED}


def note(connection: Connection[Any], mark: Mark, what: What, seen: Seen, at: datetime) -> None:
    """In the caller's transaction. A message that is gone, with its workspace or its age, is
    nobody's to count."""
    lane, customer = home_of(connection, mark.lane, mark.customer_id)
    if connection.execute(_KNOWN, (lane, mark.message_id, mark.workspace_id)).fetchone() is None:
        return
    link = blake2b(f"{mark.product}\n{mark.url}".encode(), digest_size=9).hexdigest()
    values = {
        "lane": lane,
        "message": mark.message_id,
        "what": what,
        "link": link if what == "clicked" else "",
        "workspace": mark.workspace_id,
        "customer": customer,
        "url": mark.url,
        "product": mark.product,
        "machine": seen.machine,
        "by": seen.by,
        "at": at,
    }
    connection.execute(_NOTE, values)
    if not seen.machine:
        hear(
            connection,
            [Heard(lane, mark.message_id, STATUSES[what], at, detail=_detail(mark, what, seen))],
        )


def _detail(mark: Mark, what: What, seen: Seen) -> dict[str, Any]:
    if what == "clicked":
        return {"url": mark.url, "product": mark.product}
    return {"proxy": bool(seen.by), "by": seen.by}
