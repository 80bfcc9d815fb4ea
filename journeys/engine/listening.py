"""What becomes of messages, as events `$message` of their customers: only where a journey listens.

Which workspaces listen is read from every version of their live and paused journeys, for runs may
stand on an older one. Versions never change, so each is read once per process; a batch of reports
costs one small statement, and one that tells nothing but `sent` costs none.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import Inbound
from channels_app.contracts import Report as MessageReport
from journeys.core.ids import derive
from journeys.core.items import MESSAGE, Event
from journeys.core.messages import TOLD, listens, told

VERSIONS = """
select v.id, j.workspace_id from version v join journey j on j.id = v.journey_id
 where j.workspace_id = any(%s) and j.state in ('live', 'paused')
"""
DOCUMENTS = "select id, document::text from version where id = any(%s)"
CUSTOMERS = """
select c.lane, c.id::text, c.user_id, c.anonymous_id
  from unnest(%s::smallint[], %s::uuid[]) k(lane, id)
  join customer c on c.lane = k.lane and c.id = k.id
"""
SLUGS = "select id, slug from journey where id = any(%s)"

_listens: dict[int, bool] = {}


def listening(connection: Connection[Any], workspaces: Iterable[int]) -> set[int]:
    """Those of the workspaces of which some journey could notice what becomes of a message."""
    found = connection.execute(VERSIONS, (list(workspaces),)).fetchall()
    unknown = [version for version, _ in found if version not in _listens]
    if unknown:
        for version, document in connection.execute(DOCUMENTS, (unknown,)).fetchall():
            _listens[version] = listens(msgspec.json.decode(document))
    return {workspace for version, workspace in found if _listens.get(version)}


def of_reports(
    connection: Connection[Any], reports: Sequence[MessageReport]
) -> dict[int, list[Event]]:
    """Workspace -> the events of these reports, in their order."""
    news = [r for r in reports if r.status.word in TOLD]
    if not news:
        return {}
    heard = listening(connection, {r.workspace_id for r in news})
    news = [r for r in news if r.workspace_id in heard]
    people = _people(connection, {(r.lane, r.customer_id) for r in news})
    slugs = _slugs(connection, {r.journey_id for r in news})
    events: dict[int, list[Event]] = {}
    for r in news:
        who = people.get((r.lane, r.customer_id))
        if who is None:
            continue  # erased, or a test mail to somebody who is no customer
        properties = {
            "channel": r.channel,
            "journey": slugs.get(r.journey_id or 0, ""),
            "step": r.step,
            "topic": r.topic,
            "message_id": r.id,
            "link": (r.detail or {}).get("url", ""),
            "product": (r.detail or {}).get("product", ""),
            "reason": r.reason,
        }
        event = told(r.id, r.status.word, r.at, properties, user_id=who[0], anonymous_id=who[1])
        events.setdefault(r.workspace_id, []).append(event)
    return events


def of_inbound(connection: Connection[Any], inbound: Sequence[Inbound]) -> dict[int, list[Event]]:
    """Workspace -> the events of what customers said, pressed and wanted."""
    heard = listening(connection, {i.workspace_id for i in inbound})
    news = [i for i in inbound if i.workspace_id in heard]
    if not news:
        return {}
    people = _people(connection, {(i.lane, i.customer_id) for i in news})
    slugs = _slugs(connection, {i.journey_id for i in news})
    events: dict[int, list[Event]] = {}
    for i in news:
        who = people.get((i.lane, i.customer_id))
        if who is None:
            continue
        properties = {
            "what": i.what,
            "channel": i.channel,
            "journey": slugs.get(i.journey_id or 0, ""),
            "step": i.step,
            "topic": i.topic,
            "message_id": i.message_id,
            "text": i.text,
            "button": i.button,
            "keyword": i.keyword,
        }
        event = Event(
            kind="track",
            name=MESSAGE,
            message_id=derive(MESSAGE, i.event_id),
            timestamp=i.at,
            user_id=who[0],
            anonymous_id=None if who[0] else who[1],
            properties={name: value for name, value in properties.items() if value},
        )
        events.setdefault(i.workspace_id, []).append(event)
    return events


def _people(
    connection: Connection[Any], keys: set[tuple[int, str]]
) -> dict[tuple[int, str], tuple[str | None, str | None]]:
    if not keys:
        return {}
    lanes, ids = [lane for lane, _ in keys], [customer for _, customer in keys]
    rows = connection.execute(CUSTOMERS, (lanes, ids)).fetchall()
    return {(lane, customer): (user, anonymous) for lane, customer, user, anonymous in rows}


def _slugs(connection: Connection[Any], journeys: set[int | None]) -> dict[int, str]:
    ids = [journey for journey in journeys if journey is not None]
    return dict(connection.execute(SLUGS, (ids,)).fetchall()) if ids else {}
