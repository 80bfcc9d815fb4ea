"""`manage.py rotate_secrets`: a new key in front, then the old one can go."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from channels_app import sealing
from channels_app.models import ChannelAccount
from tests.integration.channels.pigeons import Flown, account, loft
from workspaces.models import Workspace

__all__ = ["loft"]

pytestmark = pytest.mark.django_db
OLD, NEW = "the old key, which is long enough to be one", "the new key, which is long enough too"


def test_after_it_the_old_key_can_go(
    workspace: Workspace, loft: Flown, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SOJOURN_SECRET_KEYS = [OLD]
    row = account(workspace, "north", settings={"api_key": "hush"})
    account(workspace, "open", provider="trial", settings={})
    changed_at = row.changed_at
    settings.SOJOURN_SECRET_KEYS = [NEW, OLD]
    call_command("rotate_secrets")
    assert "the secrets of 1 accounts" in capsys.readouterr().out
    settings.SOJOURN_SECRET_KEYS = [NEW]
    row.refresh_from_db()
    assert sealing.unseal(row.secrets) == {"api_key": "hush"}
    assert row.changed_at == changed_at


def test_what_no_key_opens_is_named_and_kept(
    workspace: Workspace, loft: Flown, settings: Any
) -> None:
    settings.SOJOURN_SECRET_KEYS = [OLD]
    lost = account(workspace, "lost")
    settings.SOJOURN_SECRET_KEYS = [NEW]
    kept = account(workspace, "kept")
    with pytest.raises(CommandError, match=r"lost \(pigeon, workspace 1\)"):
        call_command("rotate_secrets")
    assert ChannelAccount.objects.get(pk=lost.pk).secrets == lost.secrets
    assert sealing.unseal(ChannelAccount.objects.get(pk=kept.pk).secrets) == {"api_key": "k"}
