"""What the open settings of a workspace's accounts say to its pages."""

from typing import Any

from channels_app.models import ChannelAccount


def accounts_of(workspace_id: int, channel: str) -> dict[int, dict[str, Any]]:
    """The open settings of the accounts of this kind that are in use, the first one first."""
    rows = ChannelAccount.objects.filter(
        workspace_id=workspace_id, channel=channel, enabled=True
    ).order_by("place", "id")
    return dict(rows.values_list("id", "settings"))


def signed_only(workspace_id: int, channel: str) -> bool:
    """Whether a known customer's device is taken with a signed token only."""
    found = accounts_of(workspace_id, channel).values()
    return any(settings.get("signed_only") for settings in found)
