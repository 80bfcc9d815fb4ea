"""QR codes: a text in a signed address, drawn when the address is opened.

Signed, so that nobody draws codes of his own under the shop's name.
"""

from functools import lru_cache
from io import BytesIO

import segno
from django.conf import settings
from segno.encoder import DataOverflowError

from channels_app.signing import opened, signed

SALT = "channels_app.content.qr"
MOST_CHARS = 500
SCALE = 8
BORDER = 4


def url(text: str) -> str:
    """The address of the picture; empty for a text that is empty or too long for a code."""
    if not text or len(text) > MOST_CHARS:
        return ""
    return f"{settings.BASE_URL}/q/{signed(SALT, text.encode())}.png"


def read(token: str) -> str | None:
    """The text behind an address of ours."""
    body = opened(SALT, token)
    return body.decode() if body else None


@lru_cache(maxsize=256)
def png(text: str) -> bytes:
    """Dark on white, also on a dark page; error correction M."""
    out = BytesIO()
    try:
        code = segno.make(text, error="m", micro=False)
    except DataOverflowError:
        code = segno.make(text, error="l", micro=False)
    code.save(out, kind="png", scale=SCALE, border=BORDER, light="#ffffff")
    return out.getvalue()
