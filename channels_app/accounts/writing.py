"""Making, changing, ordering and deleting accounts.

Owners set accounts up, for whoever chooses where a request goes also gets the secrets in it; the
order, the limits and whether an account is in use are anybody's who runs journeys.
"""

import secrets as chance
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from channels_app import registry, sealing
from channels_app.accounts.fields import mistakes, names
from channels_app.models import AccountUse, ChannelAccount, Endpoint
from channels_app.provider import Provider
from channels_app.setting import secret_names
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Invalid, invalid

# Who chooses these, chooses where secrets are sent; the rest is running.
OWNERS_ONLY = frozenset({"settings"})
MOST = 50


def create_account(
    actor: Actor, channel: str, provider: str, settings: Mapping[str, Any], **fields: Any
) -> ChannelAccount:
    """The last in its kind's order, enabled unless the fields say otherwise."""
    require(actor, Act.MANAGE)
    found = _provider(channel, provider)
    whole = {**found.made(), **_given(settings)}
    _check(found, whole)
    mine = ChannelAccount.objects.filter(workspace_id=actor.workspace.id)
    if mine.count() >= MOST:
        raise invalid("", f"A workspace has {MOST} accounts at most. Delete one first.")
    at = now()
    with transaction.atomic():
        last = mine.filter(channel=channel).aggregate(last=Max("place"))["last"]
        row = ChannelAccount(
            workspace_id=actor.workspace.id,
            channel=channel,
            provider=provider,
            hook=chance.token_urlsafe(24),
            place=0 if last is None else last + 1,
            created_at=at,
            changed_at=at,
            **{"name": found.title, **fields},
        )
        _put(row, found, whole)
        row.save()
        told = {"channel": channel, "provider": provider, "name": row.name}
        record(actor, "created", "account", row.pk, told)
    return row


def change_account(actor: Actor, row: ChannelAccount, changes: Mapping[str, Any]) -> ChannelAccount:
    """Only what is given changes. Of the settings too: what is not given stays, secrets above all;
    null takes a value away."""
    require(actor, Act.MANAGE if OWNERS_ONLY & changes.keys() else Act.RUN)
    with transaction.atomic():
        row = ChannelAccount.objects.select_for_update().get(pk=row.pk)
        told: dict[str, Any] = {}
        for name in changes.keys() - {"settings"}:
            if getattr(row, name) != changes[name]:
                setattr(row, name, changes[name])
                told[name] = changes[name]
        if changes.get("settings"):
            told["settings"] = _resettle(row, changes["settings"])
        # What was wrong with it before, and how far it was booked, says nothing about it now.
        row.failures, row.rests_until, row.booked_until = 0, None, None
        row.changed_at = now()
        row.save()
        record(actor, "changed", "account", row.pk, {"name": row.name, "changes": told})
    return row


def order_accounts(actor: Actor, channel: str, ids: Sequence[int]) -> list[ChannelAccount]:
    """The accounts of a kind, in the order in which they are to be tried."""
    require(actor, Act.RUN)
    with transaction.atomic():
        mine = ChannelAccount.objects.select_for_update().filter(
            workspace_id=actor.workspace.id, channel=channel
        )
        by_id = {row.pk: row for row in mine}
        if sorted(ids) != sorted(by_id):
            message = "Name every account of this channel once. Read the list anew."
            raise invalid("/ids", message, "incomplete")
        rows = [by_id[account_id] for account_id in ids]
        for place, row in enumerate(rows):
            row.place = place
        ChannelAccount.objects.bulk_update(rows, ["place"])
        record(actor, "ordered", "accounts", channel, {"ids": list(ids)})
    return rows


def delete_account(actor: Actor, row: ChannelAccount) -> None:
    """Its secrets, its hook and what only it could reach go with it."""
    require(actor, Act.MANAGE)
    with transaction.atomic():
        told = {"channel": row.channel, "provider": row.provider, "name": row.name}
        record(actor, "deleted", "account", row.pk, told)
        live = Endpoint.objects.filter(
            workspace_id=row.workspace_id, account_id=row.pk, dropped_at=None
        )
        live.update(dropped_at=now(), reason="account_deleted")
        AccountUse.objects.filter(account_id=row.pk).delete()
        row.delete()


def _resettle(row: ChannelAccount, given: Mapping[str, Any]) -> list[str]:
    """Put the given settings over those that are; the names of the changed ones, for the audit.
    Secrets that can no longer be opened are lost, so they must all be given."""
    provider = _provider(row.channel, row.provider)
    try:
        before = sealing.unseal(row.secrets)
    except sealing.SealBrokenError:
        before = {}
    old = {**row.settings, **before}
    whole = {name: old[name] for name in old.keys() & names(provider.Settings)}
    whole |= {name: value for name, value in given.items() if value is not None}
    for name in [name for name, value in given.items() if value is None]:
        whole.pop(name, None)
    _check(provider, whole)
    _put(row, provider, whole)
    return sorted(name for name in old.keys() | whole.keys() if old.get(name) != whole.get(name))


def _put(row: ChannelAccount, provider: Provider, whole: Mapping[str, Any]) -> None:
    hidden = secret_names(provider.Settings)
    row.settings = {name: value for name, value in whole.items() if name not in hidden}
    row.secrets = sealing.seal({n: value for n, value in whole.items() if n in hidden})


def _check(provider: Provider, whole: Mapping[str, Any]) -> None:
    wrong = dict.fromkeys(whole.keys() - names(provider.Settings), "There is no such setting.")
    wrong |= mistakes(provider.Settings, whole)
    if wrong:
        problems = [
            {"path": f"/settings/{name}".rstrip("/"), "code": "invalid", "message": what}
            for name, what in sorted(wrong.items())
        ]
        raise Invalid(problems[0]["message"], problems)


def _given(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in settings.items() if value is not None}


def _provider(channel: str, name: str) -> Provider:
    if registry.channel(channel) is None:
        raise invalid("/channel", f"There is no channel '{channel[:20]}'.")
    found = registry.provider(channel, name)
    if found is None:
        offered = ", ".join(registry.providers(channel))
        message = f"{channel} has no provider '{name[:40]}'. It has: {offered}."
        raise invalid("/provider", message)
    return found
