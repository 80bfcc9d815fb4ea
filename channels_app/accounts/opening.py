"""From a row to what carriers see: the settings with their secrets, as the provider's type."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.conf import settings

from channels_app import registry, sealing
from channels_app.accounts.fields import mistakes
from channels_app.models import ChannelAccount
from channels_app.provider import Account, Provider


class BrokenAccountError(Exception):
    """The account cannot be used until somebody mends it; the text says what and how."""


def opened(row: ChannelAccount) -> Account:
    """The account as carriers see it. Raises BrokenAccountError with a sentence for its page."""
    provider = provider_of(row)
    try:
        values = {**row.settings, **sealing.unseal(row.secrets)}
    except sealing.SealBrokenError as error:
        raise BrokenAccountError(str(error)) from None
    return made(row, decoded(provider, values))


def provider_of(row: ChannelAccount) -> Provider:
    """Raises BrokenAccountError."""
    found = registry.provider(row.channel, row.provider)
    if found is None:
        raise BrokenAccountError(
            f"This installation has no provider '{row.provider}' of {row.channel} any more."
            " Delete the account, or install the version that has it."
        )
    return found


def decoded(provider: Provider, values: Mapping[str, Any]) -> Any:
    """An instance of the provider's Settings. Raises BrokenAccountError."""
    wrong = mistakes(provider.Settings, values)
    if wrong:
        field, what = next(iter(wrong.items()))
        where = f"{field}: " if field else ""
        raise BrokenAccountError(f"The account's settings do not fit. {where}{what}")
    return msgspec.convert(dict(values), provider.Settings)


def made(row: ChannelAccount, whole: Any) -> Account:
    """The account with these settings, which are the provider's own type."""
    return Account(
        id=row.pk or 0,
        workspace_id=row.workspace_id,
        channel=row.channel,
        provider=row.provider,
        name=row.name,
        settings=whole,
        hook_url=hook_url(row.hook),
        topics=frozenset(row.topics),
        place=row.place,
        per_second=row.per_second,
        warm_up=row.warm_up,
        failures=row.failures,
        rests_until=row.rests_until,
        changed_at=row.changed_at,
    )


def hook_url(hook: str) -> str:
    """Where callbacks arrive, whole."""
    return f"{settings.BASE_URL}/c/{hook}/"
