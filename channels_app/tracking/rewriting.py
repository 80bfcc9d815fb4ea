"""The links of a rendered message, made ones that are counted; and the pixel of a mail. Pure.

Only addresses of http and https are touched, and never our own pages on consent: who unsubscribes
is not counted. A link with data-track="off" stays as it is; data-product="ID" says of which
product it is, and leaves the mail no more than the first does.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urlsplit

# What becomes of an address: (address, product) -> the address to write instead.
Lead = Callable[[str, str], str]

_ANCHOR = re.compile(r"<(a|area)(\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_HREF = re.compile(r"(\shref\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_OWN = re.compile(r"\sdata-(product|track)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)
_AFTER = ".,;:!?)]}…。，！？）"
_NEVER = re.compile(r"[\s\x00-\x1f\x7f\\]")
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def in_html(html: str, lead: Lead) -> str:
    """Every link of the HTML, led anew."""

    def replaced(found: re.Match[str]) -> str:
        attributes = found.group(2)
        own = {name.lower(): unescape(value[1:-1]) for name, value in _OWN.findall(attributes)}
        rest = _OWN.sub("", attributes) if own else attributes
        if own.get("track") != "off":
            product = own.get("product", "")
            rest = _HREF.sub(lambda href: _led(href, product, lead), rest, count=1)
        return f"<{found.group(1)}{rest}>"

    return _ANCHOR.sub(replaced, html)


def in_text(text: str, lead: Lead) -> str:
    """Every address in a plain text, without the full stop after it."""

    def replaced(found: re.Match[str]) -> str:
        whole = found.group()
        address = whole.rstrip(_AFTER)
        if (
            address.count("(") > address.count(")")
            and whole[len(address) : len(address) + 1] == ")"
        ):
            address += ")"
        return lead(address, "") + whole[len(address) :] if usable(address) else whole

    return _ADDRESS.sub(replaced, text)


@lru_cache(maxsize=8192)
def usable(address: str) -> bool:
    """Whether it is an address of the web that a browser can be sent to."""
    if _NEVER.search(address):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def with_pixel(html: str, address: str) -> str:
    """The picture that is asked for when the mail is opened, as its last element."""
    pixel = (
        f'<img src="{escape(address)}" width="1" height="1" alt=""'
        ' style="display:block;width:1px;height:1px;border:0">'
    )
    ends = [found.start() for found in _BODY_END.finditer(html)]
    place = ends[-1] if ends else len(html)
    return html[:place] + pixel + html[place:]


def without_pixel(html: str, base: str) -> str:
    """The mail as a colleague looks at it: opening it there is not the customer's doing."""
    return re.sub(rf'<img src="{re.escape(base)}/o/[\w-]*"[^>]*>', "", html)


def _led(found: re.Match[str], product: str, lead: Lead) -> str:
    address = unescape(found.group(2)[1:-1]).strip()
    if not usable(address):
        return found.group()
    return f'{found.group(1)}"{escape(lead(address, product))}"'
