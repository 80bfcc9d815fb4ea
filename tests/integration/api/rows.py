"""Rows that the engine would have written, for tests that only read them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from channels_app.library.templates import create_template
from channels_app.models import Image, MailboxMessage, Message, Template
from channels_app.pictures.taking import take
from journeys.core.ids import customer_id, derive, lane_of
from journeys.models import Customer, Event, Journey, Parked, Refusal, Run, StepLog
from tests.pictures import png
from workspaces.clock import now
from workspaces.permissions import Actor


def a_customer(workspace_id: int, user_id: str, **profile: Any) -> Customer:
    derived = customer_id(workspace_id, f"user:{user_id}")
    return Customer.objects.create(
        lane=lane_of(derived),
        id=UUID(derived),
        workspace_id=workspace_id,
        user_id=user_id,
        profile={"email": f"{user_id}@example.net"} | profile,
        created_at=now(),
        seen_at=now(),
    )


def a_run(journey: Journey, customer: Customer, *, status: int = 1, step: str = "wait") -> Run:
    return Run.objects.create(
        lane=customer.lane,
        id=UUID(derive("run", journey.id, customer.id, status, step, Run.objects.count())),
        workspace_id=customer.workspace_id,
        journey_id=journey.id,
        version_id=journey.live_version_id or 0,
        customer_id=customer.id,
        status=status,
        step=step,
        visit=1,
        due_at=now() + timedelta(hours=1) if status == 1 else None,
        awaits=[],
        entry={"name": "$api", "message_id": "m", "properties": {"cart": 7}},
        state={"trigger": "asked"},
        claim_key="",
        entered_at=now(),
        ended_at=None if status == 1 else now(),
        reason="" if status == 1 else "over",
    )


def a_move(run: Run, step: str, port: str, minutes: int = 0, **detail: Any) -> StepLog:
    return StepLog.objects.create(
        lane=run.lane,
        at=now() + timedelta(minutes=minutes),
        workspace_id=run.workspace_id,
        customer_id=run.customer_id,
        run_id=run.id,
        journey_id=run.journey_id,
        version_id=run.version_id,
        visit=run.visit,
        step=step,
        port=port,
        cause="timer",
        detail=detail or None,
    )


def an_event(customer: Customer, name: str, minutes: int = 0, **properties: Any) -> Event:
    at = now() + timedelta(minutes=minutes)
    return Event.objects.create(
        lane=customer.lane,
        id=UUID(derive("event", customer.id, name, Event.objects.count())),
        at=at,
        ts=at,
        workspace_id=customer.workspace_id,
        customer_id=customer.id,
        name=name,
        kind="track",
        message_id=f"m{Event.objects.count()}",
        properties=properties,
        matched=[{"journey_id": 1, "what": "entered"}],
    )


def a_refusal(customer: Customer, journey: Journey, reason: str) -> Refusal:
    return Refusal.objects.create(
        lane=customer.lane,
        at=now(),
        workspace_id=customer.workspace_id,
        customer_id=customer.id,
        journey_id=journey.id,
        trigger_id="asked",
        message_id="m",
        reason=reason,
    )


def a_message(
    customer: Customer, run: Run | None = None, status: int = 3
) -> tuple[Message, MailboxMessage]:
    """The message, and the mail that it became."""
    number = Message.objects.count()
    intent = f"{run.id if run else 'call'}:1:{number}"
    message = Message.objects.create(
        lane=customer.lane,
        id=intent,
        workspace_id=customer.workspace_id,
        customer_id=customer.id,
        run_id=run.id if run else None,
        journey_id=run.journey_id if run else None,
        version_id=run.version_id if run else None,
        step="mail",
        channel="email",
        recipient=str(customer.profile["email"]),
        status=status,
        due_at=now(),
        created_at=now(),
    )
    mail = MailboxMessage.objects.create(
        workspace_id=customer.workspace_id,
        intent_id=intent,
        lane=customer.lane,
        customer_id=customer.id,
        recipient=message.recipient,
        subject="Hello",
        html="<p>Hello</p>",
        text="Hello",
        headers={"Subject": "Hello"},
        at=now(),
    )
    return message, mail


def a_parked_item(customer: Customer) -> Parked:
    return Parked.objects.create(
        lane=customer.lane,
        id=Parked.objects.count() + 1,
        workspace_id=customer.workspace_id,
        kind=1,
        body='{"kind":"track","name":"x"}',
        error="ValueError: it broke",
        item_at=now(),
        at=now(),
    )


def a_template(actor: Actor, slug: str = "receipt") -> Template:
    content = {"subject": "Your order", "html": "<p>Thank you</p>"}
    return create_template(actor, "email", "Receipt", slug, contents={"en": content})


def a_part(actor: Actor, slug: str = "footer") -> Template:
    contents = {"en": {"html": "<p>Tea shop</p>"}}
    return create_template(actor, "part", "Footer", slug, contents=contents)


def an_image(actor: Actor) -> Image:
    return take(actor, "logo.png", png(4, 4))
