"""manage.py prepare: what `make run` does between the database's start and the first page."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from config import first_sign_in


class Command(BaseCommand):
    help = "Apply the migrations, make the first user if there is none, and seed the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action=BooleanOptionalAction, default=True)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("check", databases=["default"], stdout=self.stdout, stderr=self.stderr)
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        self.stdout.write("The database is up to date.")
        if first_sign_in.make(settings.FIRST_EMAIL):
            self.stdout.write(f"Made the first user, {settings.FIRST_EMAIL}.")
        if options["demo"] and "demo" in get_commands():
            call_command("demo", stdout=self.stdout)
