"""A mail's source, put together by hand: the standard library takes a hundred times as long.

Correct for any text: headers that are not ASCII are encoded words (RFC 2047), folded; bodies
that are not ASCII or have long lines are quoted-printable or base64, whichever is shorter.
"""

import re
from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Mapping
from email.header import Header
from hashlib import blake2b

LONGEST_LINE = 998
_NEEDS_QUOTES = re.compile(r"[^A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]")
_FOLDABLE = 76


def source(headers: Mapping[str, str], text: str, html: str) -> bytes:
    """The whole mail with CRLF line ends; text and HTML are alternatives, the best one last."""
    head = "".join(f"{name}: {_encoded(name, value)}\r\n" for name, value in headers.items())
    if not html:
        return head.encode("ascii") + _part("plain", text)
    mark = "=_" + blake2b(headers.get("Message-ID", "").encode(), digest_size=12).hexdigest()
    opening = f'Content-Type: multipart/alternative; boundary="{mark}"\r\n\r\n'
    between = f"--{mark}\r\n".encode()
    return b"".join(
        [
            head.encode("ascii"),
            opening.encode(),
            between,
            _part("plain", text),
            b"\r\n",
            between,
            _part("html", html),
            f"\r\n--{mark}--\r\n".encode(),
        ]
    )


def _part(kind: str, text: str) -> bytes:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    encoding, body = _body(lines)
    charset = "us-ascii" if encoding == "7bit" else "utf-8"
    head = (
        f'Content-Type: text/{kind}; charset="{charset}"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + body.replace(b"\n", b"\r\n")


def _body(text: str) -> tuple[str, bytes]:
    if text.isascii() and max(map(len, text.split("\n"))) <= LONGEST_LINE:
        return "7bit", text.encode()
    raw = text.encode("utf-8", "replace")
    quoted = b2a_qp(raw, istext=True)
    if len(quoted) <= len(raw) * 4 / 3:
        return "quoted-printable", quoted
    return "base64", encodebytes(raw.replace(b"\n", b"\r\n"))


def _encoded(name: str, value: str) -> str:
    if name == "From":
        return _address(value)
    if value.isascii():
        return value if len(value) < _FOLDABLE - len(name) else _folded(name, value)
    return Header(value, "utf-8", header_name=name).encode(linesep="\r\n")


def _folded(name: str, value: str) -> str:
    """Only words that are apart can be folded: an address of a link stays whole."""
    if " " not in value:
        return value
    return Header(value, "us-ascii", header_name=name).encode(linesep="\r\n")


def _address(value: str) -> str:
    name, _, address = value.rpartition(" <")
    if not name:
        return f"<{address}"
    if not name.isascii():
        encoded = Header(name, "utf-8", header_name="From").encode(linesep="\r\n")
        return f"{encoded} <{address}"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}' if _NEEDS_QUOTES.search(name) else f"{name} <{address}"
