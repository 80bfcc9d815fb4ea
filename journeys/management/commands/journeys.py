"""Journeys as files: write them out, take them in, check them."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journeys.actions.checking import KINDS, check_alone
from journeys.actions.exchange import take_in
from journeys.core.exchange import UnreadableError, strangers, text_of
from journeys.core.problems import Problem
from journeys.management import journey_files
from journeys.models import Journey, State
from workspaces.models import Workspace
from workspaces.permissions import by_sojourn
from workspaces.refusals import Refusal


class Command(BaseCommand):
    help = "Write journeys to files, take them in from files, or check files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="export|import|validate")
        export = acts.add_parser("export", help="write one journey to the output, or many to files")
        export.add_argument("slugs", nargs="*", metavar="SLUG", help="all that are not archived")
        export.add_argument("--to", type=Path, metavar="FOLDER", help="a file SLUG.json for each")
        export.add_argument("--live", action="store_true", help="the live version, not the draft")
        export.add_argument("--workspace", metavar="SLUG", help="needed where there are several")
        take = acts.add_parser("import", help="create journeys or update their drafts, by slug")
        take.add_argument("files", nargs="+", metavar="FILE", help="SLUG.json, or - for the input")
        take.add_argument("--slug", help="another slug than the file's name; for one file")
        take.add_argument("--publish", action="store_true", help="make each draft the live version")
        take.add_argument("--note", default="", help="said of the version that is published")
        take.add_argument("--workspace", metavar="SLUG", help="needed where there are several")
        check = acts.add_parser("validate", help="list what is wrong in files; needs no database")
        check.add_argument("files", nargs="+", metavar="FILE", help="or - for the input")

    def handle(self, *args: Any, **options: Any) -> None:
        act = {"export": self._export, "import": self._import, "validate": self._validate}
        try:
            act[options["act"]](options)
        except Refusal as refusal:
            raise CommandError(_words(refusal)) from refusal

    def _export(self, options: dict[str, Any]) -> None:
        workspace, folder = _workspace(options["workspace"]), options["to"]
        found = list(_asked_for(workspace, options["slugs"], options["live"]))
        if folder is None and len(found) != 1:
            raise CommandError(
                f"{workspace.name} has {len(found)} journeys to write. "
                "Name one, or give a folder: --to FOLDER."
            )
        for slug, document in found:
            if folder is None:
                self.stdout.write(text_of(document), ending="")
            elif journey_files.write(folder / f"{slug}.json", text_of(document)):
                self.stdout.write(f"{folder / slug}.json")

    def _import(self, options: dict[str, Any]) -> None:
        if options["slug"] and len(options["files"]) > 1:
            raise CommandError("--slug names one journey; give one file with it.")
        documents: dict[str, dict[str, Any]] = {}
        for name in options["files"]:
            slug = options["slug"] or journey_files.slug_of(name)
            if slug in documents:
                raise CommandError(f"Two files are named {slug}. Import them one by one.")
            documents[slug] = _document(name)
        actor = by_sojourn(_workspace(options["workspace"]))
        for taken in take_in(actor, documents, options["publish"], options["note"]):
            version = f", version {taken.published.number} is live" if taken.published else ""
            self.stdout.write(f"{taken.journey.slug}: {taken.what}{version}")

    def _validate(self, options: dict[str, Any]) -> None:
        wrong = 0
        for name in options["files"]:
            try:
                problems = check_alone(journey_files.read(name))
            except UnreadableError as error:
                self.stdout.write(f"{name} {error}.")
                wrong += 1
                continue
            wrong += any(problem.severity == "error" for problem in problems)
            self.stdout.write(_listed(name, problems) if problems else f"{name}: nothing is wrong")
        if wrong:
            self.stdout.flush()
            sys.exit(1)


def _asked_for(
    workspace: Workspace, slugs: list[str], live: bool
) -> Iterable[tuple[str, dict[str, Any]]]:
    mine = Journey.objects.filter(workspace=workspace).select_related("live_version")
    if not slugs:
        mine = mine.exclude(state=State.ARCHIVED)
        mine = mine.filter(live_version__isnull=False) if live else mine
        slugs = sorted(mine.values_list("slug", flat=True))
    found = {journey.slug: journey for journey in mine.filter(slug__in=slugs)}
    for slug in dict.fromkeys(slugs):
        if slug not in found:
            raise CommandError(f"There is no journey {slug} in {workspace.slug}.")
        version = found[slug].live_version
        if live and version is None:
            raise CommandError(f"{slug} was never published. Leave out --live to get its draft.")
        yield slug, version.document if live and version else found[slug].draft


def _document(name: str) -> dict[str, Any]:
    try:
        document = journey_files.read(name)
    except UnreadableError as error:
        raise CommandError(f"{name} {error}.") from error
    if unknown := list(strangers(document, KINDS)):
        raise CommandError(f"{_listed(name, unknown)}\nUpgrade Sojourn, or remove them.")
    return document


def _workspace(slug: str | None) -> Workspace:
    known = Workspace.objects.filter(deleting_at__isnull=True).order_by("slug")
    found = list(known.filter(slug=slug) if slug else known[:2])
    if len(found) == 1:
        return found[0]
    names = ", ".join(known.values_list("slug", flat=True)[:20])
    if not names:
        raise CommandError("There is no workspace yet. Make one in the browser first.")
    if slug:
        raise CommandError(f"There is no workspace {slug}. There are: {names}.")
    raise CommandError(f"Say which workspace: --workspace SLUG, one of {names}.")


def _listed(name: str, problems: Iterable[Problem]) -> str:
    return "\n".join(f"{name}{p.path}: {p.severity}: {p.message}" for p in problems)


def _words(refusal: Refusal) -> str:
    listed = [f"  {p['path']}: {p['message']}" for p in refusal.problems if p.get("path")]
    return "\n".join([refusal.message, *listed])
