"""From the core's message to the outbox's, with the part of the context that the template reads."""

from collections.abc import Mapping
from typing import Any

from channels_app.contracts import OutboxMessage
from journeys.core.person import Person
from journeys.core.played import Message


def outgoing(
    lane: int, person: Person, message: Message, uses: tuple[str, ...] | None
) -> OutboxMessage:
    send, run = message.send, message.run
    return OutboxMessage(
        lane=lane,
        id=send.id,
        workspace_id=person.workspace_id,
        customer_id=person.id,
        channel=send.channel,
        recipient=message.recipient,
        due_at=message.at,
        run_id=run.id,
        journey_id=run.journey_id,
        version_id=run.version_id,
        step=send.step,
        topic=send.topic,
        kind=send.purpose,
        zone=person.zone or "",
        language=person.language or "",
        context=_context(message, uses),
        awaited=send.awaited,
        skip=message.skip,
    )


def _context(message: Message, uses: tuple[str, ...] | None) -> dict[str, Any]:
    """The values that the template reads, as they are at this move."""
    run = message.run
    whole: dict[str, Mapping[str, Any]] = {
        "customer": message.send.profile,
        "entry": run.entry.get("properties", {}),
        "run": run.vars,
    }
    if uses is None:
        return whole
    context: dict[str, Any] = {}
    for path in uses:
        root, _, name = path.partition(".")
        values = whole.get(root)
        if values is None:
            continue
        if not name:
            context[root] = values
        elif name in values and context.get(root) is not values:
            context.setdefault(root, {})[name] = values[name]
    return context
