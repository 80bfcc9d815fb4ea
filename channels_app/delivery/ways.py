"""The ways out of a workspace: its accounts with their carriers, remembered for some seconds, and
the transports that need no account.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import msgspec
import structlog
from psycopg import Connection

from channels_app import registry
from channels_app.accounts.opening import BrokenAccountError, opened, provider_of
from channels_app.base import Address, Inside, Outside, Sender
from channels_app.delivery.endpoints import Reachable
from channels_app.delivery.health import State, note_broken
from channels_app.models import ChannelAccount
from channels_app.provider import Account, Provider

log = structlog.get_logger(__name__)

LAST_SECONDS = 3.0

COLUMNS = (
    "id",
    "workspace_id",
    "channel",
    "provider",
    "name",
    "settings",
    "secrets",
    "hook",
    "topics",
    "place",
    "per_second",
    "warm_up",
    "failures",
    "rests_until",
    "changed_at",
)
_ACCOUNTS = f"""
select {", ".join(COLUMNS)} from channel_account
 where workspace_id = any(%s) and enabled order by channel, place, id
"""


class Way(msgspec.Struct, eq=False):
    """An account, or a transport that needs none. `carrier` is null when the account is broken."""

    key: int | str
    name: str
    channel: str
    carrier: Inside | Outside | None
    state: State
    topics: frozenset[str] = frozenset()
    zone: str = "UTC"
    account: Account | None = None
    provider: Provider | None = None
    # Shows messages here, also those of customers who have no endpoint.
    anywhere: bool = False

    @property
    def account_id(self) -> int | None:
        return self.account.id if self.account else None

    def reach(self, endpoints: Sequence[Reachable]) -> list[Address]:
        """Those of a customer's endpoints that it can reach."""
        if self.account is None or self.provider is None:
            return [each.to for each in endpoints]
        own = (None, self.account.id)
        return [
            each.to
            for each in endpoints
            if (self.anywhere or each.account_id in own) and self.provider.reaches(each.to)
        ]


class Ways:
    """For one delivery process. The health of an account outlives what is read of its row."""

    def __init__(self) -> None:
        self.known: dict[int, list[Way]] = {}
        self.plans: dict[tuple[int, str, str, bool], tuple[Way, ...]] = {}
        self.until = 0.0
        self.states: dict[int, State] = {}
        self.carriers: dict[int, tuple[datetime, Inside | Outside]] = {}

    def load(self, connection: Connection[Any], senders: Iterable[Sender], now: datetime) -> None:
        """Know the accounts of these workspaces."""
        if monotonic() > self.until:
            self.known, self.plans, self.until = {}, {}, monotonic() + LAST_SECONDS
        unknown = {sender.id: sender for sender in senders if sender.id not in self.known}
        if not unknown:
            return
        found: dict[int, list[Way]] = {workspace: [] for workspace in unknown}
        for values in connection.execute(_ACCOUNTS, (list(unknown),)).fetchall():
            row = ChannelAccount(**dict(zip(COLUMNS, values, strict=True)))
            zone = unknown[row.workspace_id].zone
            found[row.workspace_id].append(self._way(connection, row, zone, now))
        self.known |= found

    def of(self, sender: Sender, channel: str, topic: str) -> tuple[Way, ...]:
        """In the order in which they are to be tried: accounts that name the topic, those that
        carry every topic, and else what carries the kind without an account."""
        key = (sender.id, channel, topic, sender.is_demo)
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans[key] = self._plan(sender, channel, topic)
        return plan

    def _plan(self, sender: Sender, channel: str, topic: str) -> tuple[Way, ...]:
        mine = [way for way in self.known.get(sender.id, ()) if way.channel == channel]
        if sender.is_demo:
            # The demo's customers are people of a recording: nothing may leave for them.
            mine = [way for way in mine if isinstance(way.carrier, Inside)]
        named = [way for way in mine if topic in way.topics]
        others = [way for way in mine if not way.topics]
        return tuple(named + others) or self._without(sender, channel)

    def _without(self, sender: Sender, channel: str) -> tuple[Way, ...]:
        kind = registry.channel(channel)
        name = kind.transport(sender) if kind else ""
        if not name and kind and sender.is_demo:
            name = "trial"
        if not name:
            return ()
        anywhere = name in registry.ANYWHERE
        return (Way(name, name, channel, registry.transport(name), State(), anywhere=anywhere),)

    def _way(
        self, connection: Connection[Any], row: ChannelAccount, zone: str, now: datetime
    ) -> Way:
        state = self.states.setdefault(row.pk, State())
        state.failures, state.rests_until = row.failures, row.rests_until
        topics = frozenset(row.topics)
        way = Way(row.pk, row.name, row.channel, None, state, topics, zone)
        way.anywhere = row.provider in registry.ANYWHERE
        try:
            way.provider = provider_of(row)
            way.account = opened(row)
            way.carrier = self._carrier(way.provider, way.account)
        except BrokenAccountError as error:
            note_broken(connection, row.pk, str(error), now)
        except Exception as error:
            log.exception("an account cannot be used", account=row.pk)
            what = f"The account cannot be used: {type(error).__name__}: {error}"
            note_broken(connection, row.pk, what, now)
        return way

    def _carrier(self, provider: Provider, account: Account) -> Inside | Outside:
        """Kept until the account changes: it holds connections."""
        kept = self.carriers.get(account.id)
        if kept is None or kept[0] != account.changed_at:
            kept = self.carriers[account.id] = (account.changed_at, provider.carrier(account))
        return kept[1]
