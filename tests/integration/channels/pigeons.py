"""A channel that exists in tests only: pigeons, with a provider that does what a test says.

`pigeon` goes to an address of the profile, `owl` to endpoints. `Loft.behave` decides per account
name what becomes of a batch; without one everything is sent.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from threading import Lock
from typing import Annotated, Any

import msgspec
import pytest

from channels_app import registry
from channels_app.accounts import writing
from channels_app.base import Inside, Outgoing, Outside, Sender
from channels_app.content.analysis import Flaw, roots, used_variables
from channels_app.content.locale import Reader
from channels_app.content.template import parse
from channels_app.contracts import DeliveryError, Kind, Receipt, Status
from channels_app.models import ChannelAccount
from channels_app.provider import Account, Provider
from channels_app.setting import setting
from workspaces.models import Workspace
from workspaces.permissions import by_sojourn

Behaviour = Callable[[Sequence[Outgoing]], list[Receipt]]
HOME = f"{__name__}:"


class Note(msgspec.Struct):
    text: str


class NoteTemplate:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self.text = parse(str(content.get("text", "")), html=False)
        self.reads = frozenset(roots(self.text))

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Any, list[str]]:
        made = self.text.render(values, reader)
        return Note(made.text), list(made.missing)


class Pigeon:
    batch = 100
    by_endpoint = False

    def compile(self, content: Mapping[str, Any]) -> NoteTemplate:
        return NoteTemplate(content)

    def check(self, content: Mapping[str, Any], kind: Kind) -> list[Flaw]:
        return []

    def used_variables(self, content: Mapping[str, Any]) -> set[str]:
        return used_variables(str(content.get("text", "")), False)

    def address(self, recipient: str) -> str | None:
        return recipient.lower() if "-" not in recipient and recipient else None

    def transport(self, sender: Sender) -> str:
        return ""


class Owl(Pigeon):
    by_endpoint = True


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    api_key: Annotated[str, setting("Key", secret=True, min_length=1)]
    ring: Annotated[int, setting("Ring", "The number on its ring.", ge=1)] = 7
    url: Annotated[str, setting("URL", advanced=True, pattern="^https?://")] = "http://loft.example"


class Loft(Provider):
    title = "The loft"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Inside | Outside:
        return Flight(account)

    def connect(self, account: Account) -> str:
        if account.settings.api_key == "wrong":
            raise DeliveryError("The loft does not know this key.", permanent=True)
        return f"Connected: ring {account.settings.ring}."

    def made(self) -> dict[str, Any]:
        return {"ring": 12}

    def shown(self, account: Account) -> dict[str, str]:
        return {"Ring": str(account.settings.ring)}


class Flown:
    """What the flights of all accounts carried: (account, id, addresses), in order."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.taken: list[tuple[str, str, list[str]]] = []
        self.behave: dict[str, Behaviour] = {}
        self.idempotent = False
        self.chunk = 10
        self.rested: list[str] = []

    def by(self, name: str) -> list[str]:
        return [message for account, message, _ in self.taken if account == name]


flown = Flown()


class Flight(Outside):
    def __init__(self, account: Account) -> None:
        self.account = account
        self.chunk = flown.chunk
        self.idempotent = flown.idempotent

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        behave = flown.behave.get(self.account.name, sent)
        receipts = behave(batch)
        gone = {receipt.id for receipt in receipts if receipt.status is Status.SENT}
        with flown.lock:
            flown.taken += [
                (self.account.name, each.message.id, [to.address for to in each.to])
                for each in batch
                if each.message.id in gone
            ]
        return receipts

    def rest(self) -> None:
        flown.rested.append(self.account.name)


def sent(batch: Sequence[Outgoing]) -> list[Receipt]:
    return [Receipt(id=each.message.id, status=Status.SENT) for each in batch]


def failing(batch: Sequence[Outgoing]) -> list[Receipt]:
    """As a provider that is down: nothing was taken, and that is known."""
    return [
        Receipt(
            id=each.message.id,
            status=Status.QUEUED,
            reason="503 The loft is closed",
            retry=True,
            account_failed=True,
        )
        for each in batch
    ]


@pytest.fixture
def loft() -> Iterator[Flown]:
    """The kinds and the provider are there, and nothing has flown."""
    import_module("config.urls")  # the API's choices are made when it is loaded: without these
    with pytest.MonkeyPatch.context() as patch:
        for name, kind in (("pigeon", "Pigeon"), ("owl", "Owl")):
            patch.setitem(registry.CHANNELS, name, HOME + kind)
            patch.setitem(registry.PROVIDERS, name, {"loft": f"{HOME}Loft"})
        _forget()
        flown.__init__()  # type: ignore[misc]
        yield flown
    _forget()


def _forget() -> None:
    """What the registry has looked up."""
    registry.channel.cache_clear()
    registry.provider.cache_clear()


def account(workspace: Workspace, name: str, **fields: Any) -> ChannelAccount:
    """An account of the loft, for pigeons unless `channel` says otherwise."""
    given = {"channel": "pigeon", "provider": "loft", "settings": {"api_key": "k"}} | fields
    return writing.create_account(by_sojourn(workspace), name=name, **given)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
