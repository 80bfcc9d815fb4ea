"""One message through an account right away, and what came of it in words; nothing is queued."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any
from uuid import UUID

import msgspec
import structlog
from django.db import connection, transaction

from channels_app import registry
from channels_app.accounts.opening import BrokenAccountError, opened, provider_of
from channels_app.accounts.senders import sender_of
from channels_app.base import Address, Channel, Inside, Outgoing, Waiting
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.models import ChannelAccount, Endpoint
from workspaces.audit import record
from workspaces.clock import now
from workspaces.models import Workspace
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import invalid

log = structlog.get_logger(__name__)

NOBODY = str(UUID(int=0))
LANES = 64
WORDS = {
    Status.SENT: "The provider took the message.",
    Status.DELIVERED: "The message was delivered.",
    Status.UNKNOWN: "It is not known whether the message was sent.",
}


class Tried(msgspec.Struct):
    """What was sent, and what was answered."""

    ok: bool
    words: str
    body: Any = None
    ref: str = ""
    milliseconds: int = 0


def send_test(actor: Actor, row: ChannelAccount, address: str, content: Mapping[str, Any]) -> Tried:
    """Send one message of this content, or of a plain one, to the address: a number, a mail
    address, a chat, or the id of a customer who has the channel."""
    require(actor, Act.RUN)
    kind = registry.channel(row.channel)
    if kind is None:
        raise invalid("", f"This installation has no channel '{row.channel}'.")
    at = now()
    message = _message(row, kind, address.strip(), at)
    try:
        body = _body(kind, content or _plain(row, address), actor.workspace, at)
    except TemplateError as error:
        raise invalid("/content", error.message) from None
    to = _endpoints(row, message, address.strip()) if kind.by_endpoint else ()
    outgoing = Outgoing(message, sender_of(actor.workspace), body, [], to)
    told = {"channel": row.channel, "name": row.name, "address": address[:320]}
    record(actor, "tested", "account", row.pk, told)
    begun = monotonic()
    receipt = _sent(row, outgoing, at)
    took = round((monotonic() - begun) * 1000)
    return Tried(
        ok=receipt.status in (Status.SENT, Status.DELIVERED),
        words=_words(receipt),
        body=msgspec.to_builtins(body),
        ref=receipt.ref,
        milliseconds=took,
    )


def connect_account(actor: Actor, row: ChannelAccount) -> Tried:
    """Introduce the account to its provider, which says who it is and where its callbacks go."""
    require(actor, Act.RUN)
    begun = monotonic()
    try:
        words, ok = provider_of(row).connect(opened(row)), True
    except DeliveryError as error:
        words, ok = error.message, False
    except BrokenAccountError as error:
        words, ok = str(error), False
    except Exception as error:
        log.exception("an account could not be connected", account=row.pk)
        words, ok = f"The provider could not be asked: {type(error).__name__}: {error}", False
    record(actor, "connected", "account", row.pk, {"name": row.name, "ok": ok})
    took = round((monotonic() - begun) * 1000)
    return Tried(ok=ok, words=words or "There is nothing to connect.", milliseconds=took)


def _sent(row: ChannelAccount, outgoing: Outgoing, at: datetime) -> Receipt:
    """A carrier that breaks is an answer too."""
    message_id = outgoing.message.id
    try:
        carrier = provider_of(row).carrier(opened(row))
        if isinstance(carrier, Inside):
            with transaction.atomic():
                connection.ensure_connection()
                receipts = carrier.deliver(connection.connection, [outgoing], at)
        else:
            receipts = carrier.deliver([outgoing], at)
            carrier.rest()
    except BrokenAccountError as error:
        return Receipt(id=message_id, status=Status.FAILED, reason=str(error))
    except Exception as error:
        log.exception("a test broke", account=row.pk)
        reason = f"The hand-over broke: {type(error).__name__}: {error}"
        return Receipt(id=message_id, status=Status.UNKNOWN, reason=reason)
    unknown = Receipt(id=message_id, status=Status.UNKNOWN, reason="The provider said nothing.")
    return receipts[0] if receipts else unknown


def _words(receipt: Receipt) -> str:
    said = receipt.reason
    if receipt.status in WORDS:
        return f"{WORDS[receipt.status]} {said}".strip()
    if receipt.wait_until is not None:
        return f"The provider asks to wait until {receipt.wait_until:%H:%M:%S} UTC. {said}".strip()
    what = "The account does not work" if receipt.account_failed else "The message was not taken"
    return f"{what}: {said}" if said else f"{what}."


def _message(row: ChannelAccount, kind: Channel, address: str, at: datetime) -> Waiting:
    person = _person(address)
    if not kind.by_endpoint and kind.address(address) is None:
        raise invalid("/address", f"'{address[:100]}' is no address of this channel.")
    return Waiting(
        lane=_lane(person or NOBODY),
        id=f"test-{row.pk}-{int(at.timestamp() * 1000)}",
        workspace_id=row.workspace_id,
        customer_id=person or NOBODY,
        run_id=None,
        journey_id=None,
        version_id=None,
        step="",
        channel=row.channel,
        recipient=address,
        topic="",
        kind="transactional",
        zone="",
        language="",
        content=None,
        context={},
        awaited=False,
        attempts=0,
    )


def _endpoints(row: ChannelAccount, message: Waiting, address: str) -> Sequence[Address]:
    """The customer's, or the one with this address; else the bare address."""
    mine = Endpoint.objects.filter(
        workspace_id=row.workspace_id, channel=row.channel, dropped_at=None
    )
    of_person = mine.filter(lane=message.lane, customer_id=message.customer_id)
    rows = list(of_person if message.customer_id != NOBODY else mine.filter(address=address))
    fitting = [each for each in rows if each.account_id in (None, row.pk)]
    found = [Address(each.address, each.pk, each.data) for each in fitting]
    if not found and message.customer_id != NOBODY:
        raise invalid("/address", "This customer cannot be reached by this account yet.")
    return found or [Address(address)]


def _person(address: str) -> str | None:
    """The customer, when the address is an id of one."""
    try:
        return str(UUID(address)) if len(address) == 36 else None
    except ValueError:
        return None


def _lane(person: str) -> int:
    """The customer's, as ids say it: the low six bits of their first byte."""
    return int(person[:2], 16) % LANES


def _body(kind: Channel, content: Mapping[str, Any], workspace: Workspace, at: datetime) -> Any:
    reader = Reader(workspace.zone, workspace.language, at)
    links = {"unsubscribe_url": "#", "preferences_url": "#"}
    values = {"customer": {}, "workspace": {"name": workspace.name}, **links}
    return kind.compile(content).render(values, reader)[0]


def _plain(row: ChannelAccount, address: str) -> dict[str, Any]:
    """Every kind finds its own fields in it."""
    title = "A test from Sojourn"
    text = f"This is a test of the account “{row.name}”. Everything works when you can read this."
    return {"subject": title, "title": title, "text": text, "url": address}
