"""Putting items into the inbox from inside the product, in the transaction of whoever does it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from psycopg import Connection

from channels_app.contracts import Inbound, Status, Unsubscribed
from channels_app.contracts import Report as MessageReport
from channels_app.live.events import CHANNEL, Change
from journeys.core.ids import customer_id, derive, identity_key, lane_of
from journeys.core.items import UNSUBSCRIBED, Control, Enrol, Event, Report
from journeys.engine import listening
from journeys.engine.counts import Tally
from journeys.engine.wire import COPY_INBOX, copy, json
from journeys.models.queue import Kind

WAKE = "sojourn_wake"
_encode = msgspec.json.Encoder().encode
Item = Event | Enrol | Report | Control
KINDS = {Event: Kind.EVENT, Enrol: Kind.ENROL, Report: Kind.REPORT, Control: Kind.CONTROL}
COUNTED = {
    Status.SENT: "sent",
    Status.REFUSED: "refused",
    Status.FAILED: "failed",
    Status.BOUNCED: "failed",
}

CUSTOMER_IDS = "select user_id, anonymous_id from customer where lane = %s and id = %s"


def append(
    connection: Connection[Any], workspace_id: int, at: datetime, items: Sequence[Item]
) -> set[int]:
    """Accept these items at this instant; returns their lanes, to be woken after the commit."""
    lanes = set()
    lines = []
    for item in items:
        lane = lane_of(_customer(workspace_id, item))
        body = json(_encode(item))
        kind = KINDS[type(item)].value
        lines.append(f"{lane}\t{workspace_id}\t{at.isoformat()}\t{kind}\t{body}\n")
        lanes.add(lane)
    copy(connection, COPY_INBOX, lines)
    return lanes


def _customer(workspace_id: int, item: Item) -> str:
    if not isinstance(item, Event) and item.customer_id:
        return item.customer_id
    assert isinstance(item, Event | Enrol)
    return customer_id(workspace_id, identity_key(item.user_id, item.anonymous_id))


def wake(connection: Connection[Any], lanes: Iterable[int]) -> None:
    """Tell the workers. In a transaction it is heard after the commit, and only then."""
    payload = ",".join(map(str, sorted(set(lanes))))
    connection.execute("select pg_notify(%s, %s)", (WAKE, payload))


def report_messages(
    sender: Any, connection: Connection[Any], reports: Sequence[MessageReport], **_: Any
) -> None:
    """Receiver of `message_reported`: counts the outcomes, tells pages and waiting runs."""
    tally = Tally()
    waiting: dict[int, list[MessageReport]] = {}
    counted: dict[int, set[int]] = {}
    for r in reports:
        if r.journey_id is not None and r.version_id is not None and r.status in COUNTED:
            tally.message(r.journey_id, r.version_id, r.step, COUNTED[r.status], r.at)
            counted.setdefault(r.workspace_id, set()).add(r.journey_id)
        if r.awaited and r.run_id is not None:
            waiting.setdefault(r.workspace_id, []).append(r)
    tally.store(connection)
    for workspace, journeys in counted.items():
        # Nothing else tells the pages of the last messages: their runs may have ended before.
        change = Change(w=workspace, j=sorted(journeys))
        connection.execute("select pg_notify(%s, %s)", (CHANNEL, _encode(change).decode()))
    lanes: set[int] = set()
    for workspace, awaited in waiting.items():
        items = [
            Report(
                customer_id=r.customer_id,
                run_id=r.run_id or "",
                intent_id=r.id,
                status=r.status.word,
                reason=r.reason,
                step=r.step,
            )
            for r in awaited
        ]
        lanes |= append(connection, workspace, _accepted(awaited[0]), items)
    for workspace, events in listening.of_reports(connection, reports).items():
        lanes |= append(connection, workspace, _accepted(reports[0]), events)
    if lanes:
        wake(connection, lanes)


def _accepted(told: MessageReport | Inbound) -> datetime:
    """The instant at which an item is handled: that at which it was heard of."""
    return told.heard_at or told.at


def hear_spoken(
    sender: Any, connection: Connection[Any], inbound: Sequence[Inbound], **_: Any
) -> None:
    """Receiver of `customer_spoke`: what was said is an event; an answer to a message is a report
    on it, too."""
    lanes: set[int] = set()
    for one in inbound:
        if one.what == "replied" and one.run_id:
            report = Report(
                customer_id=one.customer_id,
                run_id=one.run_id,
                intent_id=one.message_id,
                status="replied",
                step=one.step,
            )
            lanes |= append(connection, one.workspace_id, _accepted(one), [report])
    for workspace, events in listening.of_inbound(connection, inbound).items():
        lanes |= append(connection, workspace, _accepted(inbound[0]), events)
    if lanes:
        wake(connection, lanes)


def hear_unsubscribed(
    sender: Any, connection: Connection[Any], change: Unsubscribed, **_: Any
) -> None:
    """Receiver of `customer_unsubscribed`: an event of the customer, which journeys may exit on."""
    row = connection.execute(CUSTOMER_IDS, (change.lane, change.customer_id)).fetchone()
    if row is None:
        return
    properties = {"channel": change.channel, "topic": change.topic, "source": change.source}
    event = Event(
        kind="track",
        name=UNSUBSCRIBED,
        message_id=derive(UNSUBSCRIBED, change.customer_id, change.at.isoformat(), change.topic),
        timestamp=change.at,
        user_id=row[0],
        anonymous_id=row[1] if row[0] is None else None,
        properties=properties,
    )
    wake(connection, append(connection, change.workspace_id, change.at, [event]))
