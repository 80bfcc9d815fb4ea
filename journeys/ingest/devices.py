"""The devices that apps name in their events, as Segment's libraries write them: the token at
context.device.token becomes an endpoint of the customer, to whom push can be sent.

Each is written once an hour by each process; that it could not be written refuses no event.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import msgspec
import psycopg

from channels_app.devices.registering import Device, kept
from journeys.core.ids import customer_id, identity_key, lane_of
from journeys.core.items import Event
from journeys.ingest.connection import Link

AGAIN = 3600.0
REMEMBERED = 50_000
LONGEST_TOKEN = 2048
# Where the shop wants tokens of its own server for known customers, an event is not proof enough.
ASK = """
select coalesce(i.customer_lane, %(lane)s), coalesce(i.customer_id, %(customer)s)::text,
       %(known)s and exists (select from channel_account
        where workspace_id = %(workspace)s and channel = 'push' and enabled
          and settings ->> 'signed_only' = 'true')
  from (select 1) one
  left join identity i on i.lane = %(lane)s and i.workspace_id = %(workspace)s and i.key = %(key)s
"""

log = logging.getLogger(__name__)


class Seen(msgspec.Struct, frozen=True):
    workspace: int
    user_id: str | None
    anonymous_id: str | None
    token: str
    platform: str


class Devices:
    """What this process has written lately."""

    def __init__(self) -> None:
        self._told: dict[Seen, float] = {}

    async def note(
        self, link: Link, workspace: int, events: Sequence[Event], now: datetime
    ) -> None:
        for seen in self._new(shown(workspace, events)):
            try:
                await _keep(link, seen, now)
            except psycopg.Error as error:
                log.warning("a device could not be kept: %s", error)
                continue
            self._told[seen] = monotonic()

    def _new(self, found: Iterable[Seen]) -> list[Seen]:
        if len(self._told) > REMEMBERED:
            self._told.clear()
        moment = monotonic()
        return [each for each in found if moment - self._told.get(each, -AGAIN) >= AGAIN]


def shown(workspace: int, events: Sequence[Event]) -> Iterable[Seen]:
    """The devices of these events, each once; what is older than now says nothing of today."""
    found = {}
    for event in events:
        device = event.context.get("device") if event.context else None
        if event.historical or not isinstance(device, dict):
            continue
        token, platform = device.get("token"), device.get("type")
        if isinstance(token, str) and 0 < len(token.strip()) <= LONGEST_TOKEN:
            named = platform[:50] if isinstance(platform, str) else ""
            found[token] = Seen(workspace, event.user_id, event.anonymous_id, token.strip(), named)
    return found.values()


async def _keep(link: Link, seen: Seen, now: datetime) -> None:
    key = identity_key(seen.user_id, seen.anonymous_id)
    natural = customer_id(seen.workspace, key)
    asked: dict[str, Any] = {
        "workspace": seen.workspace,
        "key": key,
        "lane": lane_of(natural),
        "customer": natural,
        "known": bool(seen.user_id),
    }
    lane, customer, refused = await link.one(ASK, asked)
    if refused:
        return
    data = {"platform": seen.platform} if seen.platform else {}
    device = Device(channel="push", address=seen.token, data=data)
    async with link.use() as connection:
        for statement, values in kept(seen.workspace, lane, customer, device, now):
            await connection.execute(statement.encode(), values)
