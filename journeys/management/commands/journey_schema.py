"""Write journey.schema.json, the published schema of journey documents, from the registries."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journeys.core.schema import Kinds, journey_schema
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

FILE = Path(__file__).resolve().parents[3] / "journey.schema.json"


def text() -> str:
    """The file's content."""
    return json.dumps(journey_schema(Kinds(STEPS, TRIGGERS)), indent=1, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    help = "Write journey.schema.json from the step and trigger types."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say whether it is current.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            if not FILE.exists() or FILE.read_text(encoding="utf-8") != text():
                raise CommandError(
                    "journey.schema.json is out of date: run manage.py journey_schema."
                )
            return
        FILE.write_text(text(), encoding="utf-8")
        self.stdout.write(f"Wrote {FILE.name}.")
