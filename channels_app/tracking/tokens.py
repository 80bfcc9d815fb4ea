"""The signed tokens of tracked links and of the pixel: who got what, and where the link leads.

The address stands in the token itself, under the signature: it was in the message, and nobody can
change it. There is no other way to be redirected from here.
"""

import struct
from uuid import UUID

import msgspec

from channels_app.signing import opened, signed

CLICK = "channels_app.tracking.click"
OPEN = "channels_app.tracking.open"
LONGEST = 4000
_HEAD = struct.Struct(">IB16s")


class Mark(msgspec.Struct, frozen=True):
    """One message that somebody got; with a link of it, where it leads and of which product."""

    workspace_id: int
    lane: int
    customer_id: str
    message_id: str
    url: str = ""
    product: str = ""


def click_token(mark: Mark) -> str:
    """For /r/<token>."""
    return Signer(mark).click(mark.url, mark.product)


def open_token(mark: Mark) -> str:
    """For /o/<token>."""
    return Signer(mark).open()


class Signer:
    """Tokens of one message: what they have in common is put together once."""

    __slots__ = ("head",)

    def __init__(self, mark: Mark) -> None:
        customer = bytes.fromhex(mark.customer_id.replace("-", ""))
        head = _HEAD.pack(mark.workspace_id, mark.lane, customer)
        self.head = head + f"{mark.message_id}\n".encode()

    def click(self, url: str, product: str) -> str:
        short = " ".join(product.split())[:100] if product else ""
        return signed(CLICK, self.head + f"{short}\n{url}".encode())

    def open(self) -> str:
        return signed(OPEN, self.head + b"\n")


def read(text: str, purpose: str) -> Mark | None:
    """The mark, when the token is ours, whole and made for this; else None."""
    body = opened(purpose, text)
    if body is None or len(body) <= _HEAD.size:
        return None
    workspace_id, lane, customer = _HEAD.unpack(body[: _HEAD.size])
    message_id, _, rest = body[_HEAD.size :].decode().partition("\n")
    product, _, url = rest.partition("\n")
    return Mark(workspace_id, lane, str(UUID(bytes=customer)), message_id, url, product)
