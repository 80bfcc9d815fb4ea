"""How a text travels in SMS: seven bits a character where it can, else sixteen; and its parts.

GSM 03.38 (3GPP TS 23.038, 6.2.1) holds 160 characters in one message and 153 in each part of a
longer one; characters of its extension table take two places. Anything else goes as UCS-2, with
70 and 67 places of sixteen bits. A pair of places that belong together is never cut.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

Encoding = Literal["gsm7", "ucs2"]

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = {"\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F, "[": 0x3C, "~": 0x3D,
             "]": 0x3E, "|": 0x40, "€": 0x65}  # fmt: skip
ESCAPE = 0x1B

_CODES = {sign: code for code, sign in enumerate(BASIC) if code != ESCAPE}
_WIDE = re.compile(f"[{re.escape(''.join(EXTENSION))}]")
_PAIRS = re.compile("[\U00010000-\U0010ffff]")
_GSM = re.compile(f"[{re.escape(''.join([*_CODES, *EXTENSION]))}]*")
WHOLE: dict[Encoding, int] = {"gsm7": 160, "ucs2": 70}
PART: dict[Encoding, int] = {"gsm7": 153, "ucs2": 67}


class Size(msgspec.Struct, frozen=True):
    """What a text takes: `places` characters of its encoding, in `parts` messages."""

    encoding: Encoding
    places: int
    parts: int


def size(text: str) -> Size:
    """The encoding that a text needs, and how many messages it becomes."""
    encoding = encoding_of(text)
    return Size(encoding, _length(text, encoding), len(split(text)))


def encoding_of(text: str) -> Encoding:
    return "gsm7" if _GSM.fullmatch(text) else "ucs2"


def split(text: str) -> list[str]:
    """The texts of the messages; one that is not long stays whole."""
    encoding = encoding_of(text)
    if _length(text, encoding) <= WHOLE[encoding]:
        return [text]
    parts, start, used = [], 0, 0
    for index, wide in enumerate(_places(text, encoding)):
        if used + wide > PART[encoding]:
            parts.append(text[start:index])
            start, used = index, 0
        used += wide
    return [*parts, text[start:]]


def encode(text: str, encoding: Encoding) -> bytes:
    """The octets that SMPP carries: one a character in GSM 03.38, unpacked; two in UCS-2."""
    if encoding == "ucs2":
        return text.encode("utf-16-be")
    out = bytearray()
    for sign in text:
        if sign in EXTENSION:
            out += bytes((ESCAPE, EXTENSION[sign]))
        else:
            out.append(_CODES[sign])
    return bytes(out)


def decode(octets: bytes) -> str:
    """Unpacked GSM 03.38 as text; an unknown extension shows as its basic character does."""
    signs, escaped = [], False
    for octet in octets:
        if octet == ESCAPE and not escaped:
            escaped = True
            continue
        known = _extended().get(octet) if escaped else None
        signs.append(known or BASIC[octet & 0x7F])
        escaped = False
    return "".join(signs)


@lru_cache(maxsize=1)
def _extended() -> dict[int, str]:
    return {code: sign for sign, code in EXTENSION.items()}


def _length(text: str, encoding: Encoding) -> int:
    """The sum of the places: every text is measured, few are cut."""
    return len(text) + len((_WIDE if encoding == "gsm7" else _PAIRS).findall(text))


def _places(text: str, encoding: Encoding) -> Iterator[int]:
    """How many places each character takes: two where it is a pair."""
    if encoding == "gsm7":
        return (2 if sign in EXTENSION else 1 for sign in text)
    return (2 if ord(sign) > 0xFFFF else 1 for sign in text)
