"""Keeps open what some accounts hear by: a connection of our own, over which the provider tells of
receipts and replies also while nothing is sent (SMPP).

Of all delivery processes one listens for an account: who holds its advisory lock. When that process
dies, its connection ends, the lock with it, and another one listens some seconds later.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Any

import psycopg
import structlog
from django.db import connections

from channels_app import registry
from channels_app.accounts import opening
from channels_app.accounts.opening import BrokenAccountError
from channels_app.delivery.connect import Connection, connect
from channels_app.models import ChannelAccount
from channels_app.provider import Listener

log = structlog.get_logger(__name__)

EVERY_SECONDS = 10.0
# Ours among the advisory locks; the second number is the account's.
CLASS = 0x50C
_LOCK = f"select pg_try_advisory_lock({CLASS}, %s)"
_UNLOCK = f"select pg_advisory_unlock({CLASS}, %s)"


class Listening:
    """A thread beside the delivery loop. `turn` is one look at the accounts."""

    def __init__(self, opened: Callable[[], Connection] = connect) -> None:
        self.opened = opened
        self.connection: Connection | None = None
        self.open: dict[int, Listener] = {}
        self.stop = Event()
        self.thread = Thread(target=self._run, daemon=True, name="delivery-listening")

    def __enter__(self) -> "Listening":
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop.set()
        self.thread.join(5)

    def turn(self) -> None:
        """Listen for the accounts that are there, and for no others."""
        wanted = {row.pk: row for row in _accounts()}
        for account_id in self.open.keys() - wanted.keys():
            self._leave(account_id)
        for account_id, row in wanted.items():
            if account_id in self.open or self._locked(account_id):
                self._listen(row)

    def end(self) -> None:
        for carrier in self.open.values():
            carrier.close()
        self.open = {}
        if self.connection is not None:
            with suppress(psycopg.Error):
                self.connection.execute("select pg_advisory_unlock_all()")
            self.connection.close()
            self.connection = None

    def _run(self) -> None:
        while not self.stop.is_set():
            try:
                self.turn()
            except (psycopg.Error, OSError) as error:
                log.warning("listening waits for the database", error=str(error).strip())
                self.end()
            except Exception:
                log.exception("listening broke, and starts again")
                self.end()
            finally:
                connections.close_all()
            self.stop.wait(EVERY_SECONDS)
        self.end()

    def _listen(self, row: ChannelAccount) -> None:
        """Also again and again: what broke meanwhile is opened anew, what changed is replaced."""
        provider: Any = registry.provider(row.channel, row.provider)
        try:
            carrier = self.open[row.pk] = provider.carrier(opening.opened(row))
            carrier.listen()
        except BrokenAccountError as error:
            log.warning("an account cannot listen", account=row.pk, why=str(error))
            self._leave(row.pk)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other accounts go on
            log.warning("an account cannot listen", account=row.pk, why=str(error))

    def _leave(self, account_id: int) -> None:
        carrier = self.open.pop(account_id, None)
        if carrier is not None:
            carrier.close()
        if self.connection is not None:
            self.connection.execute(_UNLOCK, (account_id,))

    def _locked(self, account_id: int) -> bool:
        if self.connection is None:
            self.connection = self.opened()
        row = self.connection.execute(_LOCK, (account_id,)).fetchone()
        return bool(row and row[0])


def _accounts() -> list[ChannelAccount]:
    """Those that are on and hear by a connection of their own."""
    pairs = registry.listening()
    kinds = {kind for kind, _ in pairs}
    rows = ChannelAccount.objects.filter(enabled=True, channel__in=kinds) if kinds else []
    return [row for row in rows if (row.channel, row.provider) in pairs]
