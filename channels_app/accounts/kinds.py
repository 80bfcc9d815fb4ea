"""What the installation offers: the kinds of channel, and each one's providers with their forms."""

import sys
from inspect import cleandoc
from typing import Any

from channels_app import registry
from channels_app.base import Sender
from channels_app.provider import Provider
from channels_app.setting import schema_of, secret_names


def kinds(sender: Sender) -> list[dict[str, Any]]:
    """For the API, in the order of the registry. `without` is what carries a kind's messages when
    it has no account: empty when nothing does."""
    found = []
    for name in registry.CHANNELS:
        kind = registry.channel(name)
        assert kind is not None
        found.append(
            {
                "channel": name,
                "by_endpoint": kind.by_endpoint,
                "without": kind.transport(sender) or ("trial" if sender.is_demo else ""),
                "providers": [_shown(name, each) for each in registry.providers(name)],
            }
        )
    return found


def guide(provider: Provider) -> str:
    """The docstring of the provider's module: what to do at the provider's, step by step."""
    return cleandoc(sys.modules[type(provider).__module__].__doc__ or "")


def _shown(channel: str, name: str) -> dict[str, Any]:
    provider = registry.provider(channel, name)
    assert provider is not None
    return {
        "provider": name,
        "title": str(provider.title),
        "guide": guide(provider),
        "schema": schema_of(provider.Settings),
        "secrets": sorted(secret_names(provider.Settings)),
        "hears": provider.hears,
    }
