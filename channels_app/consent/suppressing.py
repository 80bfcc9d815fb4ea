"""Barring an address by hand, and lifting what bars it."""

from django.db import connection, transaction

from channels_app import registry
from channels_app.delivery import suppressions
from channels_app.models import Suppression
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, NotFound, invalid

BY_HAND = "by_hand"


def suppress(actor: Actor, channel: str, address: str, note: str) -> Suppression:
    """Nothing is sent to this address any more, not even what is transactional."""
    require(actor, Act.RUN)
    wanted = _normal(channel, address)
    workspace_id = actor.workspace.id
    if _found(workspace_id, channel, wanted) is not None:
        raise Conflict(f"{wanted} is suppressed already.")
    with transaction.atomic():
        connection.ensure_connection()
        suppressions.add(connection.connection, workspace_id, channel, wanted, BY_HAND, note, now())
        record(actor, "suppressed", "address", wanted, {"channel": channel, "note": note})
    return Suppression.objects.get(workspace_id=workspace_id, channel=channel, address=wanted)


def lift(actor: Actor, channel: str, address: str, reason: str) -> None:
    """Messages may go to this address again; the audit keeps who said so, and why."""
    require(actor, Act.RUN)
    workspace_id = actor.workspace.id
    with transaction.atomic():
        row = _found(workspace_id, channel, _normal(channel, address))
        if row is None:
            raise NotFound(f"{address[:100]} is not suppressed here.")
        detail = {"channel": channel, "reason": reason, "was": row.reason, "since": str(row.at)}
        record(actor, "lifted", "address", row.address, detail)
        row.delete()


def _found(workspace_id: int, channel: str, address: str) -> Suppression | None:
    mine = Suppression.objects.filter(workspace_id=workspace_id, channel=channel)
    return mine.filter(address=address).first()


def _normal(channel: str, address: str) -> str:
    kind = registry.channel(channel)
    if kind is None:
        raise invalid("/channel", f"There is no channel '{channel[:20]}'.")
    wanted = kind.address(address)
    if wanted is None:
        raise invalid("/address", f"'{address[:100]}' is no address of this channel.")
    return wanted
