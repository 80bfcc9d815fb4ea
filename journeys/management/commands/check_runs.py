from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from journeys.engine import check
from journeys.engine.connect import connect


class Command(BaseCommand):
    help = "Counts runs that nothing would ever move again (S13). Ends with 1 when there are any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="name the first hundred")

    def handle(self, *args: Any, **options: Any) -> None:
        with connect("check_runs") as connection:
            count = check.broken_runs(connection)
            self.stdout.write(str(count))
            if count and options["list"]:
                for one in check.details(connection):
                    self.stdout.write(
                        f"run {one.run_id} of journey {one.journey_id} at {one.step}: {one.why}"
                    )
        if count:
            raise SystemExit(1)
