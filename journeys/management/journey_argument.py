"""JOURNEY on the command line: a JSON file, a slug of the gallery, or a stored journey's slug."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import OperationalError

from channels_app import registry
from journeys.core.bind import BindError, bind
from journeys.core.exchange import UnreadableError
from journeys.core.program import Program
from journeys.core.schema import Kinds
from journeys.core.validate import check_draft
from journeys.gallery import ready_made
from journeys.management import journey_files
from journeys.models import Journey
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS


def find_document(argument: str, workspace: str | None = None) -> dict[str, Any]:
    """The journey document, or CommandError with what was looked for. The gallery needs no
    database."""
    if argument.endswith(".json") or Path(argument).is_file():
        return _from_file(Path(argument))
    if argument in ready_made() and workspace is None:
        return ready_made()[argument].document
    return _stored(argument, workspace)


def program_of(argument: str, workspace: str | None = None) -> Program:
    """The journey, checked and bound. CommandError lists every problem with its place."""
    document = find_document(argument, workspace)
    problems = [p for p in check_draft(document, Kinds(STEPS, TRIGGERS)) if p.severity == "error"]
    if problems:
        listed = "\n".join(f"  {problem.path}: {problem.message}" for problem in problems)
        raise CommandError(f"{argument} cannot run:\n{listed}")
    try:
        return bind(document, STEPS, TRIGGERS, slug=argument, render=registry.render)
    except BindError as error:
        raise CommandError(f"{argument} cannot run: {error}") from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return journey_files.read(str(path))
    except UnreadableError as error:
        raise CommandError(f"{path} {error}.") from error


def _stored(slug: str, workspace: str | None) -> dict[str, Any]:
    known = ", ".join(ready_made())
    try:
        journeys = Journey.objects.filter(slug=slug).select_related("live_version")
        if workspace:
            journeys = journeys.filter(workspace__slug=workspace)
        found = list(journeys[:2])
    except OperationalError as error:
        raise CommandError(
            f"{slug} is not in the gallery ({known}), and the database, where stored journeys are, "
            "does not answer. Start it with `make pg`, or give a JSON file."
        ) from error
    if not found:
        raise CommandError(f"There is no journey {slug}. The gallery has: {known}.")
    if len(found) > 1:
        raise CommandError(f"Several workspaces have a journey {slug}; say which with --workspace.")
    live = found[0].live_version
    document: dict[str, Any] = live.document if live else found[0].draft
    return document
