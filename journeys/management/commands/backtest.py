"""Run a journey over recorded events and count what would have happened. Nothing is sent."""

import json
from argparse import ArgumentParser
from typing import Any, Literal

import msgspec
from django.core.management.base import BaseCommand, CommandError

from journeys.core.durations import Duration, parse
from journeys.core.zones import zone_named
from journeys.management.events_argument import (
    add_events_arguments,
    progress,
    read_events,
    size_of,
)
from journeys.management.journey_argument import program_of
from journeys.simulation.backtest import backtest
from journeys.simulation.report import Report, adds_up
from journeys.simulation.rows import BadRow

SHOWN = 20


class Command(BaseCommand):
    help = "Run a journey over recorded events and count what would have happened."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "journey", metavar="JOURNEY", help="a slug of the gallery, a stored one, or a JSON file"
        )
        add_events_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")
        parser.add_argument(
            "--until",
            metavar="P30D|end",
            help="run on after the last event: for a duration, or until no one waits",
        )
        parser.add_argument("--zone", default="UTC", help="the workspace's time zone")
        parser.add_argument("--workspace", help="the workspace of a stored journey")

    def handle(self, *args: Any, **options: Any) -> None:
        until = _until(options["until"])
        if zone_named(options["zone"]) is None:
            raise CommandError(f"There is no time zone {options['zone']}; try Europe/Warsaw.")
        program = program_of(options["journey"], options["workspace"])
        with progress("Reading", size_of(options["events"]), "B") as bar:
            rows, bad = read_events(options["events"], options["mapping"], bar)
        with progress("Running", len(rows), " events") as bar:
            report = backtest(program, rows, until, options["zone"], bar.update)
        if not adds_up(report):
            raise CommandError("The counts do not add up; this is a fault of the program.")
        self._say_refused(bad)
        report.rows_refused = [row._asdict() for row in bad]
        if options["json"]:
            self.stdout.write(json.dumps(msgspec.to_builtins(report), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(in_words(report))

    def _say_refused(self, bad: list[BadRow]) -> None:
        for row in bad[:SHOWN]:
            self.stderr.write(row.message)
        if len(bad) > SHOWN:
            self.stderr.write(f"... and {len(bad) - SHOWN} more rows that were not counted.")


def _until(text: str | None) -> Duration | Literal["end"] | None:
    if text is None or text == "end":
        return text  # type: ignore[return-value]
    try:
        return parse(text)
    except ValueError as error:
        raise CommandError(f"--until: {error} Or write `end`.") from error


def in_words(report: Report) -> str:
    lines = [
        f"{report.customers:,} customers, {report.events:,} events",
        f"entered    {report.entered:>9,}",
        f"completed  {report.completed:>9,}",
        *(f"exited     {n:>9,}  by {name}" for name, n in report.exited.items()),
        f"failed     {report.failed:>9,}",
        *(f"standing   {n:>9,}  at {step}" for step, n in report.standing.items()),
        *(f"messages   {n:>9,}  from {step}" for step, n in report.messages.items()),
        *(f"refused    {n:>9,}  {reason}" for reason, n in report.refused.items()),
    ]
    if report.peak_hour:
        lines.append(
            f"peak       {report.peak_per_hour:>9,}  messages in the hour {report.peak_hour}"
        )
    return "\n".join(lines)
