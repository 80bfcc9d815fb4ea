"""Walk one scripted customer through a journey and print every move. Nothing is sent."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from django.core.management.base import BaseCommand, CommandError

from journeys.management.journey_argument import program_of
from journeys.simulation.simulate import ScriptError, Simulated, read_script, simulate


class Command(BaseCommand):
    help = "Walk one scripted customer through a journey and print every move."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "journey", metavar="JOURNEY", help="a slug of the gallery, a stored one, or a JSON file"
        )
        parser.add_argument(
            "--customer",
            required=True,
            metavar="FILE",
            help='JSON: {"profile": {...}, "events": [{"event": "purchase", "at": "PT2H"}], ...}',
        )
        parser.add_argument("--json", action="store_true", help="print everything as JSON")
        parser.add_argument("--workspace", help="the workspace of a stored journey")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            script = read_script(Path(options["customer"]).read_bytes())
            program = program_of(options["journey"], options["workspace"])
            result = simulate(program, script)
        except OSError as error:
            raise CommandError(
                f"{options['customer']} cannot be read: {error.strerror}."
            ) from error
        except ScriptError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(msgspec.to_builtins(result), indent=2, ensure_ascii=False))
        else:
            self.stdout.write(in_words(result))


def in_words(result: Simulated) -> str:
    lines = [
        f"{move['at']:%Y-%m-%d %H:%M:%S}  {move['step']:<24} {_way(move):<16} {move['cause']}"
        for move in result.moves
    ]
    lines += [
        f"message: {m['step']} by {m['channel']} at {m['at']:%Y-%m-%d %H:%M:%S}"
        for m in result.messages
    ]
    lines += [f"refused: {r['trigger']}: {r['reason']}" for r in result.refusals]
    lines += [f"run {run['id'][:8]} {run['state']}" for run in result.runs]
    return "\n".join(lines) or "Nothing happened: no trigger took an event of this customer."


def _way(move: dict[str, Any]) -> str:
    if move["port"] is None:
        until = move["detail"].get("until")
        return "waits" if until is None else f"waits to {until[:16]}"
    return f"-> {move['port']}"
