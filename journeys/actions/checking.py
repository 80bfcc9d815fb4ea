"""What is wrong with a draft, and what it would do: asked by the editor, and by publishing."""

from typing import Any

from workspaces.models import Workspace


def check(workspace: Workspace, document: Any) -> dict[str, Any]:
    """{"problems": [...], "facts": {...}} of the document, checked against what was seen."""
    return {"problems": [], "facts": {}}


def problems_of(workspace: Workspace, document: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = check(workspace, document)["problems"]
    return found
