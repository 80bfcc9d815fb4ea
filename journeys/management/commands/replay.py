"""Post a recorded file of events through the public event API, at its own pace or faster.

Events are sent as if they happened now, the gaps between them divided by the speed. With
SOJOURN_CLOCK=driven they keep their own times, and the clock is moved along with them: such a live
run is exact.
"""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from journeys.core.durations import add, parse
from journeys.core.person import UTC
from journeys.engine import driven
from journeys.engine.connect import connect
from journeys.management.events_argument import (
    add_events_arguments,
    progress,
    read_events,
    size_of,
)
from journeys.simulation.rows import Row, in_order
from workspaces import clock
from workspaces.models import ApiKey, KeyKind

BATCH = 100
PATIENCE_S = 120.0
"""How long a shop that does not answer is tried again before the replay gives up."""


class Command(BaseCommand):
    help = "Post a recorded file of events through the public event API."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_events_arguments(parser)
        parser.add_argument("--speed", default="1", help="times faster than recorded, or `max`")
        parser.add_argument("--url", default=settings.BASE_URL, help="where Sojourn listens")
        parser.add_argument("--key", help="a write key; or name a --workspace, to take its key")
        parser.add_argument("--workspace", help="the workspace's slug")
        parser.add_argument("--limit", type=int, help="only the first N events")
        parser.add_argument(
            "--until", metavar="P30D", help="driven clock only: run on after the last event"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        key = options["key"] or _key_of(options["workspace"])
        speed = _speed(options["speed"])
        with progress("Reading", size_of(options["events"]), "B") as bar:
            rows, bad = read_events(options["events"], options["mapping"], bar)
        for row in bad[:20]:
            self.stderr.write(row.message)
        rows = in_order(rows)[: options["limit"]]
        exact = clock.driven()
        if exact and rows:
            _move_clock(rows[0].timestamp)
        refused = 0
        with (
            progress("Posting", len(rows), " events") as bar,
            httpx.Client(base_url=options["url"], auth=(key, ""), timeout=30) as shop,
        ):
            for batch in _batches(rows) if exact else paced(rows, speed):
                for error in post(shop, [as_call(row, keep_time=exact) for row in batch]):
                    refused += 1
                    self.stderr.write(f"Row {batch[error['index']].number}: {error['message']}")
                if exact:
                    _move_clock(batch[-1].timestamp)
                bar.update(len(batch))
        if exact and rows and options["until"]:
            _move_clock(_until(rows[-1].timestamp, options["until"]))
        self.stdout.write(f"{len(rows) - refused:,} events posted, {refused + len(bad):,} refused.")


def as_call(row: Row, *, keep_time: bool = False) -> dict[str, Any]:
    """A row as a `track` call of the Segment HTTP API; without its time it happens on arrival."""
    call: dict[str, Any] = {
        "type": "track",
        "event": row.event,
        "messageId": row.message_id,
        "properties": row.properties,
    }
    if row.user_id:
        call["userId"] = row.user_id
    if row.anonymous_id:
        call["anonymousId"] = row.anonymous_id
    if keep_time:
        call["timestamp"] = row.timestamp.isoformat()
    return call


def paced(rows: list[Row], speed: float | None) -> Iterator[list[Row]]:
    """What is due together, at most a batch; sleeps in between. No speed: as fast as it goes."""
    if speed is None:
        yield from _batches(rows)
        return
    begun = time.monotonic()
    place = 0
    while place < len(rows):
        passed = timedelta(seconds=(time.monotonic() - begun) * speed)
        end = place
        while (
            end < min(len(rows), place + BATCH)
            and rows[end].timestamp - rows[0].timestamp <= passed
        ):
            end += 1
        if end > place:
            yield rows[place:end]
            place = end
        else:
            ahead = rows[place].timestamp - rows[0].timestamp - passed
            time.sleep(min(ahead.total_seconds() / speed, 1.0))


def post(shop: httpx.Client, calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Post one batch and give back the per-item errors. The same messageIds make trying again
    safe."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        pause = 1.0
        try:
            answer = shop.post("/v1/batch", json={"batch": calls})
        except httpx.HTTPError as error:
            if time.monotonic() > give_up:
                raise CommandError(f"{shop.base_url} does not answer: {error}.") from error
        else:
            if answer.status_code == 200:
                errors: list[dict[str, Any]] = answer.json().get("errors", [])
                return errors
            if answer.status_code not in (429, 503) or time.monotonic() > give_up:
                raise CommandError(f"{shop.base_url} answered {answer.status_code}: {answer.text}")
            pause = float(answer.headers.get("Retry-After", 1))
        time.sleep(pause)


def _move_clock(to: datetime) -> None:
    try:
        with connect("replay") as connection:
            driven.advance(connection, to)
    except TimeoutError as error:
        raise CommandError(str(error)) from error


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    yield from (rows[i : i + BATCH] for i in range(0, len(rows), BATCH))


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = 0
    if not 0 < speed < 1e9:
        raise CommandError("--speed is a number above 0, such as 60, or `max`.")
    return speed


def _until(last: datetime, text: str) -> datetime:
    try:
        return add(last, parse(text), UTC)
    except ValueError as error:
        raise CommandError(f"--until: {error}") from error


def _key_of(workspace: str | None) -> str:
    if not workspace:
        raise CommandError("Say whose events these are: give --key or --workspace.")
    keys = ApiKey.objects.filter(
        workspace__slug=workspace, kind=KeyKind.WRITE, revoked_at=None
    ).values_list("text", flat=True)
    key = keys.first()
    if key is None:
        raise CommandError(f"The workspace {workspace} does not exist or has no write key.")
    return key
