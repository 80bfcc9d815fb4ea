"""manage.py restore FILE"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config import archive


class Command(BaseCommand):
    help = "Bring back what `manage.py backup` saved. What the database holds now is replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="replace a database that is not empty"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["replace"] and connection.introspection.table_names():
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} is not empty. "
                "Stop the product and add --replace to replace all that it holds."
            )
        try:
            archive.bring_back(options["file"])
        except archive.ArchiveError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("The database is as the file has it. Run manage.py migrate next.")
