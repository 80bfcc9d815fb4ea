"""What the websocket shows of journeys: the numbers and the draft of one, and the events.

Read by channels_app.live in each web process when the drain has announced a change; the
shapes are those of the management API.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from channels_app.live.events import Change, Message, Source
from journeys.models import Event, Journey
from workspaces.models import User

SHOWN_AT_FIRST = 50
SHOWN_AT_ONCE = 60


def _numbers(workspace: int, journey: str) -> list[Message] | None:
    if not (_is_id(journey) and _mine(workspace, journey).exists()):
        return None
    return _new_numbers(workspace, journey, ())


def _moved(change: Change, journey: str) -> Sequence[str] | None:
    return [journey] if journey.isdigit() and int(journey) in change.j else None


def _new_numbers(_workspace: int, journey: str, _ids: Sequence[str]) -> list[Message]:
    from journeys.api.numbers import counters

    return [Message("counters", counters(int(journey)), replaces=True)]


def _draft(workspace: int, journey: str) -> list[Message] | None:
    if not (_is_id(journey) and _mine(workspace, journey).exists()):
        return None
    return _new_draft(workspace, journey, ())


def _redrawn(change: Change, journey: str) -> Sequence[str] | None:
    """The persons who saved it or changed its state."""
    pairs = [name.partition(":") for name in change.d]
    return [person for which, _, person in pairs if which == journey] or None


def _new_draft(workspace: int, journey: str, persons: Sequence[str]) -> list[Message]:
    """Its revision, so that a page knows whether it has the newest; the document is asked for."""
    fields = {"revision": "draft_revision", "state": "state", "version": "live_version__number"}
    row = _mine(workspace, journey).values_list(*fields.values()).first()
    known = dict(zip(fields, row, strict=True)) if row else {"gone": True}
    return [Message("draft", known | {"by": _person(persons)}, replaces=True)]


def _person(persons: Sequence[str]) -> dict[str, Any] | None:
    if not persons or not persons[-1]:
        return None
    found = User.objects.filter(id=int(persons[-1])).first()
    return {"person": found.id, "name": str(found)} if found else None


def _is_id(journey: str) -> bool:
    return journey.isascii() and journey.isdigit() and len(journey) < 19


def _mine(workspace: int, journey: str) -> "QuerySet[Journey]":
    return Journey.objects.filter(workspace_id=workspace, id=int(journey))


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
    Source("draft", True, _redrawn, _draft, _new_draft, gathers=True),
    Source("events", False, _came, _recent, _new_events),
    Source("workspace", False, _came, _any_yet, _first),
)


def _as_rows(events: list[Event]) -> list[dict[str, Any]]:
    """As GET /events gives them. Imported late: only web processes need the API's packages."""
    from journeys.api.events import event_rows

    found: list[dict[str, Any]] = event_rows(events)
    return found
