"""Make the demo workspace, or feed it: the recorded events of a real shop, sixty times faster."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from channels_app.consent.topics import create_topic
from config import kept
from journeys.actions.demo import SPEED, ZONE, found_demo
from journeys.management.commands.replay import as_call, paced, post
from journeys.management.demo_people import traits
from journeys.simulation.mapping import ColumnMapping
from journeys.simulation.rows import Row, in_order, read_rows
from workspaces.clock import now
from workspaces.models import ApiKey, KeyKind, User
from workspaces.permissions import by_sojourn

TOPICS = {
    "cart": "Reminders of my cart",
    "welcome": "Welcome",
    "greetings": "Greetings",
    "news": "News of the shop",
}
MADE, PLACE = "demo-made", "demo-place"
BUSY_SEASON = 12_000
"""The recording begins slowly; the feed begins at this row, and comes round to the first ones."""
OPENING, OPENING_PAUSE_S = 360, 0.25
"""The first events come in quick succession, so that one need not wait to see something move."""
LOOK_AGAIN_S = 20.0


class Command(BaseCommand):
    help = "Make the demo workspace, unless it was made before; or, with --feed, post its events."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--feed", action="store_true", help="post events until stopped")
        parser.add_argument("--url", default=settings.BASE_URL, help="where Sojourn listens")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["feed"]:
            self.feed(options["url"])
        elif not kept.read(MADE):
            self.make()

    def make(self) -> None:
        owner = User.objects.order_by("id").first()
        if owner is None:
            raise CommandError("There is no user yet to own the demo. Run `manage.py prepare`.")
        today = now().astimezone(ZoneInfo(ZONE)).date()
        known = [row.user_id for row in first_rows(recorded()) if not is_new(row)]
        with transaction.atomic():
            workspace = found_demo(owner, {u: traits(u, today) for u in known if u})
            for slug, name in TOPICS.items():
                create_topic(by_sojourn(workspace), slug, {"en": name}, "opt_out")
        kept.write(MADE, workspace.slug)
        kept.write(PLACE, "0")
        self.stdout.write(f"Made the demo workspace, {workspace.name}.")

    def feed(self, url: str) -> None:
        """Go on where the last feed stopped; stand by while there is no demo to feed."""
        rows = recorded()
        while True:
            key = self.demo_key()
            if key is None:
                connection.close()
                time.sleep(LOOK_AGAIN_S)
                continue
            with httpx.Client(base_url=url, auth=(key, ""), timeout=30) as shop:
                self.post_from(shop, rows, int(kept.read(PLACE) or 0), key)

    def post_from(self, shop: httpx.Client, rows: list[Row], place: int, key: str) -> None:
        round_, start = divmod(place, len(rows))
        first = {row.user_id: row.number for row in first_rows(rows)}
        for batch in in_steps(rows[start:], opening=OPENING if place == 0 else 0):
            calls = [call for row in batch for call in as_calls(row, first, round_)]
            post(shop, calls)
            place += len(batch)
            kept.write(PLACE, str(place))
            if self.demo_key() != key:
                return

    def demo_key(self) -> str | None:
        keys = ApiKey.objects.filter(
            workspace__is_demo=True, workspace__deleting_at=None, kind=KeyKind.WRITE,
            revoked_at=None,
        )  # fmt: skip
        return keys.values_list("text", flat=True).first()


def recorded() -> list[Row]:
    path = kept.ROOT / "data" / "ecom.csv.gz"
    rows = in_order(row for row in read_rows(path, ColumnMapping()) if isinstance(row, Row))
    return rows[BUSY_SEASON:] + rows[:BUSY_SEASON]


def in_steps(rows: list[Row], opening: int) -> Iterator[list[Row]]:
    """The opening, then the recorded pace, sixty times faster."""
    for row in rows[:opening]:
        time.sleep(OPENING_PAUSE_S)
        yield [row]
    rest = rows[opening:]
    again = next((n for n in range(1, len(rest)) if rest[n].timestamp < rest[n - 1].timestamp), 0)
    yield from paced(rest[:again] if again else rest, SPEED)
    yield from paced(rest[again:] if again else [], SPEED)


def first_rows(rows: list[Row]) -> list[Row]:
    """Each customer's first event."""
    found: dict[str | None, Row] = {}
    for row in rows:
        found.setdefault(row.user_id, row)
    return list(found.values())


def is_new(row: Row) -> bool:
    return row.properties.get("user_lifecycle") == "new"


def as_calls(row: Row, first: dict[str | None, int], round_: int) -> Iterator[dict[str, Any]]:
    """The calls for one recorded row: who it is, before the first; `sign_up` for a new customer."""
    call = as_call(row)
    call["messageId"] = f"{row.message_id}-{round_}"
    if first[row.user_id] == row.number and round_ == 0 and row.user_id:
        today = now().astimezone(ZoneInfo(ZONE)).date()
        known = traits(row.user_id, today)
        message_id = f"demo-{row.user_id}-{{}}"
        yield {"type": "identify", "userId": row.user_id, "traits": known,
               "messageId": message_id.format("who")}  # fmt: skip
        if is_new(row):
            yield {"type": "track", "event": "sign_up", "userId": row.user_id,
                   "messageId": message_id.format("new")}  # fmt: skip
    yield call
