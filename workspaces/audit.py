"""Writing down who did what."""

from typing import Any

from workspaces.models import AuditEntry
from workspaces.permissions import Actor


def record(
    actor: Actor, verb: str, kind: str, object_id: object, detail: dict[str, Any] | None = None
) -> None:
    """One entry, in the caller's transaction; `detail` is JSON and holds no secrets."""
    AuditEntry.objects.create(
        workspace=actor.workspace,
        user=actor.user,
        actor=actor.name,
        verb=verb,
        object_kind=kind,
        object_id=str(object_id),
        detail=detail or {},
    )
