"""Which addresses a webhook may reach: those of the public internet, and what the installation
names in SOJOURN_WEBHOOK_ALLOW.

A customer of this installation must not reach its insides by a webhook: databases, the metadata of
a cloud (169.254.169.254), other machines of the network. What counts is the address that is
connected to, so the question is asked of it and not of the name (see `http1`).
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

# IPv6 that is in use; within it, addresses that carry an IPv4 address through (6to4, Teredo).
_IN_USE = ip_network("2000::/3")
_THROUGH = (ip_network("2002::/16"), ip_network("2001::/32"))


def is_public(address: str) -> bool:
    """Whether the IP address is one of the public internet."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return _public4(found.ipv4_mapped)
        through = any(found in network for network in _THROUGH)
        return found in _IN_USE and found.is_global and not through
    return _public4(found)


def is_allowed(url: str) -> bool:
    """Whether the installation names the URL's host, alone or with its port."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    named = {name.lower() for name in settings.SOJOURN_WEBHOOK_ALLOW}
    port = port or (443 if parts.scheme == "https" else 80)
    shown = f"[{host}]" if ":" in host else host
    return host in named or f"{shown}:{port}" in named


def _public4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved
