"""Messages that the shop's own code asks for: a receipt, a reset of a password.

They take the way of every other message (arbiter, templates, tracking, the messages page). The
caller's key of a message is kept, so that a call made twice sends once.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from django.db import transaction

from channels_app import registry
from channels_app.contracts import OutboxMessage
from channels_app.delivery import outbox
from journeys.actions.orders import raw
from journeys.core.ids import customer_id, derive, identity_key, lane_of
from journeys.core.stage import ADDRESS
from journeys.models import Customer, Identity
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require

MOST = 1000
Problem = dict[str, str]


class Asked(msgspec.Struct, kw_only=True):
    """One message that is asked for. It goes to a customer, or to an address, or to the customer
    at that address."""

    channel: str = "email"
    user_id: str = ""
    anonymous_id: str = ""
    address: str = ""
    content: Mapping[str, Any]
    """Of the channel; {"template": slug} for a saved one."""
    data: Mapping[str, Any] = {}
    """What the template reads as `entry`."""
    topic: str = ""
    purpose: Literal["marketing", "transactional"] = "transactional"
    language: str = ""
    due_at: datetime | None = None
    key: str = ""
    """The caller's own, so that twice is once."""


class Answer(msgspec.Struct):
    """What became of one of them: its id, or what is wrong with it."""

    id: str = ""
    status: Literal["queued", "duplicate", "refused"] = "queued"
    problems: list[Problem] = []


def send_all(actor: Actor, asked: Sequence[Asked]) -> list[Answer]:
    """Queue what can be sent; the answers in the order asked. One that is wrong harms no other."""
    require(actor, Act.RUN)
    moment, workspace = now(), actor.workspace
    answers = [Answer() for _ in asked]
    ready: dict[str, tuple[int, OutboxMessage]] = {}
    for number, each in enumerate(asked):
        made = _message(actor, each, moment)
        if isinstance(made, list):
            answers[number] = Answer(status="refused", problems=made)
            continue
        key = each.key or secrets.token_hex(16)
        answers[number].id = made.id = f"api:{derive('api', workspace.id, key)}"
        if key in ready:
            answers[number].status = "duplicate"
        else:
            ready[key] = (number, made)
    if ready:
        _store(workspace.id, ready, answers, moment)
    return answers


def _store(
    workspace_id: int,
    ready: Mapping[str, tuple[int, OutboxMessage]],
    answers: list[Answer],
    moment: datetime,
) -> None:
    with transaction.atomic():
        ids = {key: message.id for key, (_, message) in sorted(ready.items())}
        known = outbox.take_keys(raw(), workspace_id, ids, moment)
        for key, message_id in known.items():
            answers[ready[key][0]] = Answer(message_id, "duplicate")
        new = [message for key, (_, message) in ready.items() if key not in known]
        outbox.append(raw(), new, moment)
        outbox.announce(raw())


def _message(actor: Actor, asked: Asked, moment: datetime) -> OutboxMessage | list[Problem]:
    """The message, or what is wrong with what was asked."""
    problems = _content_problems(asked)
    customer = _customer(actor.workspace.id, asked)
    if customer is None and not asked.address:
        who = asked.user_id or asked.anonymous_id
        what = f"There is no customer '{who[:64]}'." if who else "Say to whom: userId or address."
        problems.append({"path": "/to", "code": "unknown_customer", "message": what})
    profile = customer.profile if customer else {}
    recipient = asked.address or str(profile.get(ADDRESS.get(asked.channel, "")) or "")
    kind = registry.channel(asked.channel)
    if kind and not kind.by_endpoint and not problems and kind.address(recipient) is None:
        what = f"'{recipient[:80]}' is no address of this channel." if recipient else "No address."
        problems.append({"path": "/to", "code": "bad_address", "message": what})
    if problems:
        return problems
    workspace = actor.workspace
    key = f"address:{asked.channel}:{recipient}"
    owner = str(customer.id) if customer else customer_id(workspace.id, key)
    return OutboxMessage(
        lane=customer.lane if customer else lane_of(owner),
        id="",
        workspace_id=workspace.id,
        customer_id=owner,
        channel=asked.channel,
        recipient=recipient,
        due_at=max(asked.due_at or moment, moment),
        topic=asked.topic,
        kind=asked.purpose,
        zone=(customer.zone if customer else None) or workspace.zone,
        language=asked.language or (customer.language if customer else None) or workspace.language,
        content=dict(asked.content),
        context={"customer": profile, "entry": dict(asked.data), "run": {}},
    )


def _content_problems(asked: Asked) -> list[Problem]:
    if asked.content.get("template"):
        return []  # checked when it was published
    flaws = registry.check_content(asked.channel, asked.content, asked.purpose)
    return [
        {"path": f"/content/{flaw.field}".rstrip("/"), "code": flaw.code, "message": flaw.message}
        for flaw in flaws
        if flaw.severity == "error"
    ]


def _customer(workspace_id: int, asked: Asked) -> Customer | None:
    if not asked.user_id and not asked.anonymous_id:
        return None
    key = identity_key(asked.user_id or None, asked.anonymous_id or None)
    derived = customer_id(workspace_id, key)
    lane, found = lane_of(derived), derived
    merged = Identity.objects.filter(lane=lane, workspace_id=workspace_id, key=key).first()
    if merged is not None:
        lane, found = merged.customer_lane, str(merged.customer_id)
    return Customer.objects.filter(lane=lane, id=found).first()
