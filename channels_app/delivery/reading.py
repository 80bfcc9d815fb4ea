"""A customer's messages and consents, for the pages that show one person."""

from datetime import datetime
from uuid import UUID

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
