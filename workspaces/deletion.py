"""Removing everything of a workspace, part by part, in a job.

Each app names its parts with `register` when it starts. A part removes some thousand
rows per call in a transaction of its own and returns how many; it is called until it
returns 0. So the job can be killed and started again, and no statement runs for long.
"""

from collections.abc import Callable
from typing import NamedTuple

from workspaces.clock import now
from workspaces.models import AuditEntry, Workspace

Remove = Callable[[int], int]


class Part(NamedTuple):
    name: str
    remove: Remove


_parts: dict[str, Part] = {}


def register(name: str, remove: Remove) -> None:
    """`remove(workspace_id)` deletes a bounded number of rows and returns how many it deleted."""
    _parts[name] = Part(name, remove)


def parts() -> list[Part]:
    return list(_parts.values())


def remove_workspace(workspace_id: int, by: str) -> None:
    """The job. Goes over the parts until a whole pass finds nothing, then drops the workspace.

    A second pass is needed because work in hand may still write for some seconds after
    the workspace was closed.
    """
    workspace = Workspace.objects.filter(id=workspace_id, deleting_at__isnull=False).first()
    if workspace is None:
        return
    removed = workspace.deleting.get("rows", 0)
    while True:
        found = 0
        for part in parts():
            found += _remove_part(workspace, part, removed + found)
        removed += found
        if not found:
            break
    name = workspace.name
    workspace.delete()
    AuditEntry.objects.create(
        at=now(),
        actor=by,
        verb="deleted",
        object_kind="workspace",
        object_id=str(workspace_id),
        detail={"name": name, "rows": removed},
    )


def _remove_part(workspace: Workspace, part: Part, before: int) -> int:
    total = 0
    while count := part.remove(workspace.id):
        total += count
        workspace.deleting = {"part": part.name, "rows": before + total}
        workspace.save(update_fields=["deleting"])
    return total
