"""The links by which customers begin a chat."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from channels_app import sealing
from channels_app.callbacks.links import subscribe_token
from channels_app.models import ChannelAccount
from workspaces.clock import now
from workspaces.models import Workspace

ANN = str(UUID(int=7))
TOKENS = {
    "telegram": {"token": "123456:AAH-abcdefghijklmnopqrstuvwxyz012345"},
    "viber": {"token": "445da6az1s345z78-dazcczb2542zv51a"},
    "vk": {"token": "vk1.a.access-token-of-the-group"},
}
OPEN: dict[str, dict[str, Any]] = {
    "telegram": {"bot": "tea_bot"},
    "viber": {"sender_name": "Tea", "uri": "teashop"},
    "vk": {"group": 222333},
}


@pytest.fixture
def workspace(db: None) -> Workspace:
    return Workspace.objects.create(name="Tea", slug="tea")


def account(workspace: Workspace, channel: str, **more: Any) -> None:
    ChannelAccount.objects.create(
        workspace_id=workspace.id,
        channel=channel,
        provider="community" if channel == "vk" else "bot",
        name=channel,
        settings=OPEN[channel],
        secrets=sealing.seal(TOKENS[channel]),
        hook=f"hook-{channel}",
        created_at=now(),
        changed_at=now(),
        **more,
    )


@pytest.mark.parametrize(
    ("channel", "begins"),
    [
        ("telegram", "https://t.me/tea_bot?start="),
        ("viber", "viber://pa?chatURI=teashop&context="),
        ("vk", "https://vk.me/public222333?ref="),
    ],
)
def test_it_leads_into_the_messenger(workspace: Workspace, channel: str, begins: str) -> None:
    account(workspace, channel)
    token = subscribe_token(workspace.id, 7, ANN, channel)
    answer = Client().get(f"/join/{token}")
    assert (answer.status_code, answer["Location"]) == (302, begins + token)


def test_where_there_is_no_account_it_says_so(workspace: Workspace) -> None:
    token = subscribe_token(workspace.id, 7, ANN, "telegram")
    assert Client().get(f"/join/{token}").status_code == 404
    account(workspace, "telegram", enabled=False)
    assert Client().get(f"/join/{token}").status_code == 404


def test_a_token_of_another_purpose_opens_nothing(workspace: Workspace) -> None:
    account(workspace, "telegram")
    assert Client().get("/join/nonsense").status_code == 404
