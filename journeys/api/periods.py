"""Which numbers somebody asks for: of what time, and of which version.

Numbers are kept by the hour, and by the day when they are older than `HOURS_KEPT`; a period
begins and ends where they do, so that two that follow each other add up to both together.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from journeys.engine.counts import HOURS_KEPT
from journeys.models import Journey
from workspaces import clock
from workspaces.refusals import Invalid, invalid

DOWN = "It is taken down to the hour, and to the day (UTC) when it lies more than 8 days back."
PERIOD = [
    OpenApiParameter("from", OpenApiTypes.DATETIME, description=f"Not before. {DOWN}"),
    OpenApiParameter("to", OpenApiTypes.DATETIME, description=f"Before; without it, now. {DOWN}"),
    OpenApiParameter("version", OpenApiTypes.INT, description="Only runs of this version."),
]


@dataclass(frozen=True, slots=True)
class Period:
    """`since` counts, `until` does not; None is without end. `version_id` None is all."""

    since: datetime | None = None
    until: datetime | None = None
    version: int | None = None
    version_id: int | None = None


def period_of(request: Request, journey: Journey) -> Period:
    """The period that ?from=, ?to= and ?version= name."""
    given = request.query_params
    since = instant("from", given.get("from", ""))
    until = instant("to", given.get("to", ""))
    if since and until and since > until:
        raise invalid("/from", "from lies behind to. Write the earlier instant as from.")
    number = given.get("version", "")
    version_id = _version(journey, number) if number else None
    return Period(_down(since), _down(until), int(number) if number else None, version_id)


def counted_by_the_day(hour: datetime, now: datetime) -> bool:
    """Whether the numbers of this hour may have been joined to those of its day."""
    return hour < now - HOURS_KEPT


def start_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _down(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return start_of_day(hour) if counted_by_the_day(hour, clock.now()) else hour


def instant(name: str, text: str) -> datetime | None:
    """The instant of a query; None for none."""
    if not text:
        return None
    try:
        # A plus that was not encoded arrives as a blank.
        found = datetime.fromisoformat(text[:40].replace(" ", "+"))
        if found.tzinfo is not None:
            return found.astimezone(UTC) + timedelta(0)
    except (ValueError, OverflowError):
        pass
    raise _odd(name, text)


def _odd(name: str, text: str) -> Invalid:
    example = "2026-03-01T12:00:00Z"
    return invalid(
        f"/{name}", f"{name} is '{text[:40]}'. Write an instant with its zone, like {example}."
    )


def _version(journey: Journey, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        found = journey.versions.filter(number=int(text)).values_list("id", flat=True).first()
        if found is not None:
            return int(found)
    sentence = f"version is '{text[:20]}'. Write the number of a published version."
    raise invalid("/version", sentence)
