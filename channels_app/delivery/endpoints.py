"""A customer's devices, browsers and chats, as delivery sees them."""

import msgspec

from channels_app.base import Address


class Reachable(msgspec.Struct, frozen=True):
    """An endpoint, with the account it belongs to; null for any."""

    to: Address
    account_id: int | None
