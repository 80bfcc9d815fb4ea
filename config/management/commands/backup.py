"""manage.py backup FILE"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import archive


class Command(BaseCommand):
    help = "Save the whole database to one file, while the product runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            size = archive.save(path)
        except archive.ArchiveError as error:
            raise CommandError(f"There is no backup. {error}") from None
        self.stdout.write(f"Saved the database to {path} ({size / 1024:,.0f} KiB).")
