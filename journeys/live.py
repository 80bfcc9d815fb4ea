"""What the websocket shows of journeys: the numbers of one, the stream of events, the first event.

Read by channels_app.live in each web process when the drain has announced a change; the
shapes are those of the management API.
"""

from collections.abc import Sequence
from typing import Any

from channels_app.live.events import Change, Message, Source
from journeys.models import Event, Journey

SHOWN_AT_FIRST = 50
SHOWN_AT_ONCE = 60


def _numbers(workspace: int, journey: str) -> list[Message] | None:
    if not (journey.isascii() and journey.isdigit() and len(journey) < 19):
        return None
    if not Journey.objects.filter(workspace_id=workspace, id=int(journey)).exists():
        return None
    return _new_numbers(workspace, journey, ())


def _moved(change: Change, journey: str) -> Sequence[str] | None:
    return [journey] if journey.isdigit() and int(journey) in change.j else None


def _new_numbers(_workspace: int, journey: str, _ids: Sequence[str]) -> list[Message]:
    from journeys.api.numbers import counters

    return [Message("counters", counters(int(journey)), replaces=True)]


def _came(change: Change, _argument: str) -> Sequence[str] | None:
    return change.e or None


def _recent(workspace: int, _argument: str) -> list[Message]:
    rows = Event.objects.filter(workspace_id=workspace).order_by("-at", "-id")
    return [Message("recent", _as_rows(list(rows[:SHOWN_AT_FIRST])), replaces=True)]


def _new_events(workspace: int, _argument: str, ids: Sequence[str]) -> list[Message]:
    """One message per event, the oldest first, so that a page may simply put each on top."""
    return [Message("event", row) for row in _read(workspace, ids[-SHOWN_AT_ONCE:])]


def _read(workspace: int, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The events that "lane:id" name; both lead the table's key."""
    pairs = [name.partition(":") for name in dict.fromkeys(ids)]
    rows = Event.objects.filter(
        lane__in={int(lane) for lane, _, _ in pairs},
        id__in=[event for _, _, event in pairs],
        workspace_id=workspace,
    )
    return _as_rows(list(rows.order_by("at", "ts", "id")))


def _any_yet(workspace: int, _argument: str) -> list[Message]:
    has = Event.objects.filter(workspace_id=workspace).exists()
    return [Message("state", {"has_events": has}, replaces=True)]


def _first(workspace: int, _argument: str, ids: Sequence[str]) -> list[Message]:
    """`first_event` when the oldest event of the workspace is among those that came."""
    oldest = Event.objects.filter(workspace_id=workspace).order_by("at").first()
    if oldest is None or f"{oldest.lane}:{oldest.id}" not in ids:
        return []
    return [Message("first_event", _as_rows([oldest])[0])]


SOURCES = (
    Source("journey", True, _moved, _numbers, _new_numbers),
    Source("events", False, _came, _recent, _new_events),
    Source("workspace", False, _came, _any_yet, _first),
)


def _as_rows(events: list[Event]) -> list[dict[str, Any]]:
    """As GET /events gives them. Imported late: only web processes need the API's packages."""
    from journeys.api.events import event_rows

    found: list[dict[str, Any]] = event_rows(events)
    return found
