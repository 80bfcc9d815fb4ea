"""A workspace as delivery knows it."""

from channels_app.base import Sender
from workspaces.models import Workspace


def sender_of(workspace: Workspace) -> Sender:
    return Sender(
        workspace.pk,
        workspace.name,
        workspace.zone,
        workspace.language,
        workspace.sender_name,
        workspace.sender_email,
        workspace.is_demo,
    )
