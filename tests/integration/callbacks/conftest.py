"""A provider that exists in tests alone: its callbacks are JSON, proved by a word in a header."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from django.test import Client

from channels_app import registry
from channels_app.base import Inside, Outside
from channels_app.models import ChannelAccount
from channels_app.provider import (
    Account,
    Answer,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Heard,
    Provider,
    Said,
    Told,
)
from channels_app.sealing import seal
from workspaces.models import Workspace

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Settings(msgspec.Struct, frozen=True):
    word: str = "sesame"


class Parrot(Provider):
    """Tells and says whatever its callbacks hold."""

    title = "Parrot"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Inside | Outside:
        raise NotImplementedError

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        if callback.method == "GET":
            return Heard(answer=Answer(body=callback.query.get("challenge", "").encode()))
        if callback.headers.get("x-word") != account.settings.word:
            raise CallbackRefusedError("The word is wrong.")
        try:
            items = msgspec.json.decode(callback.body, type=list[Told | Said])
        except msgspec.DecodeError as error:
            raise BadCallbackError(f"This is no list of items: {error}.") from error
        if callback.path == "broken":
            raise KeyError("a mistake of ours")
        return Heard(items=items, answer=Answer(body=b"ok"))


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of channel has it."""
    made, known = Parrot(), registry.provider

    def provider(kind: str, name: str) -> Provider | None:
        return made if name == "parrot" else known(kind, name)

    monkeypatch.setattr(registry, "provider", provider)


@pytest.fixture
def shop() -> Workspace:
    return Workspace.objects.create(id=1, name="Tea shop", slug="tea")


MakeAccount = Callable[..., ChannelAccount]


@pytest.fixture
def account(shop: Workspace) -> MakeAccount:
    def make(channel: str = "telegram", hook: str = "secret", **more: Any) -> ChannelAccount:
        return ChannelAccount.objects.create(
            workspace_id=shop.id, channel=channel, provider="parrot", name="Parrot", hook=hook,
            secrets=seal({"word": "sesame"}), created_at=NOON, changed_at=NOON, **more,
        )  # fmt: skip

    return make


Call = Callable[..., Any]


@pytest.fixture
def call(client: Client) -> Call:
    def post(
        *items: Told | Said, hook: str = "secret", path: str = "", word: str = "sesame"
    ) -> Any:
        body = msgspec.json.encode(items)
        return client.post(
            f"/c/{hook}/{path}", body, content_type="application/json", headers={"x-word": word}
        )

    return post
