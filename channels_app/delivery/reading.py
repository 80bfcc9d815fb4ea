"""A customer's messages and consents, for the pages that show one person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from channels_app.contracts import Status
from channels_app.models import Consent, ConsentChange, Message, Topic


def messages_of(lane: int, customer_id: UUID, before: datetime | None, count: int) -> list[Message]:
    """The latest messages that were intended at or before an instant, newest first."""
    rows = Message.objects.filter(lane=lane, customer_id=customer_id)
    if before is not None:
        rows = rows.filter(created_at__lte=before)
    return list(rows.order_by("-created_at", "-id")[:count])


def consents_of(
    lane: int, customer_id: UUID, before: datetime | None, count: int
) -> list[ConsentChange]:
    """The latest changes of consent, newest first."""
    rows = ConsentChange.objects.filter(lane=lane, customer_id=customer_id)
    if before is not None:
        rows = rows.filter(at__lte=before)
    return list(rows.order_by("-at", "-id")[:count])


def consent_now(lane: int, customer_id: UUID) -> list[Consent]:
    """What holds now, per channel and topic."""
    rows = Consent.objects.filter(lane=lane, customer_id=customer_id)
    return list(rows.order_by("channel", "topic"))


def word(status: int) -> str:
    """The status as the API says it."""
    return Status(status).word


def held_count(workspace_id: int) -> int:
    """Messages whose hand-over has an unknown outcome, waiting for a person's word (S17)."""
    return Message.objects.filter(workspace_id=workspace_id, status=Status.UNKNOWN).count()


def topic_slugs(workspace_id: int) -> set[str]:
    """The topics that the workspace has."""
    return set(Topic.objects.filter(workspace_id=workspace_id).values_list("slug", flat=True))


def undelivered(
    journey_id: int,
    step: str,
    statuses: Sequence[Status],
    since: datetime | None,
    until: datetime | None,
    *,
    version_id: int | None = None,
    customer: tuple[int, UUID] | None = None,
    before: tuple[datetime, str] | None = None,
    count: int,
) -> list[Message]:
    """A step's messages that were not delivered, those that came to nothing last first."""
    rows = Message.objects.filter(journey_id=journey_id, step=step, status__in=statuses)
    if since is not None:
        rows = rows.filter(changed_at__gte=since)
    if until is not None:
        rows = rows.filter(changed_at__lt=until)
    if version_id is not None:
        rows = rows.filter(version_id=version_id)
    if customer is not None:
        rows = rows.filter(lane=customer[0], customer_id=customer[1])
    if before is not None:
        at, last = before
        rows = rows.filter(Q(changed_at__lt=at) | Q(changed_at=at, id__lt=last))
    rows = rows.defer("content", "context")
    return list(rows.order_by("-changed_at", "-id")[:count])
