"""Makes a batch readable that one bad item would spoil, so that the good items are kept (S1).

The decoder refuses a whole body for a NaN, half of a surrogate pair, or nesting past its
stack, wherever it stands. Each is replaced here by something that is valid JSON and that
the check of the single item refuses, so that the error carries the item's index.
"""

import re

TOO_DEEP = 200
"""Beyond what an item may nest (storable.MAX_DEPTH), so a pruned item is refused anyway."""

_TOKEN = re.compile(
    rb'"[^"\\]*(?:\\.[^"\\]*)*"'  # a whole string
    rb"|[\[\]{}]"
    rb"|-?Infinity\b|-?\bNaN\b",
    re.DOTALL,
)
_LONE_SURROGATE = re.compile(
    rb"(?<!\\)((?:\\\\)*)(?:"
    rb"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"  # a pair: kept
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_NOT_A_NUMBER = b"1e999"
_NUL = rb"\u0000"


def mended(body: bytes) -> bytes:
    """The same JSON, with what spoils it replaced; other mistakes stay as they are."""
    kept: list[bytes] = []
    position = depth = 0
    for match in _TOKEN.finditer(body):
        token = match.group()
        if depth <= TOO_DEEP:
            kept.append(body[position : match.start()])
        position = match.end()
        depth += token in (b"[", b"{")
        if depth <= TOO_DEEP:
            kept.append(_safe(token))
        elif depth == TOO_DEEP + 1 and token in (b"[", b"{"):
            kept.append(b"0")
        depth -= token in (b"]", b"}")
    kept.append(body[position:])
    return b"".join(kept)


def _safe(token: bytes) -> bytes:
    if token[:1] == b'"':
        return _LONE_SURROGATE.sub(_pair_or_nul, token) if rb"\u" in token else token
    return token if len(token) == 1 else _NOT_A_NUMBER


def _pair_or_nul(match: re.Match[bytes]) -> bytes:
    return match.group(1) + (match.group(2) or _NUL)
