"""Where in MJML a piece of HTML is put, and the elements that it then needs around it."""

import re
from typing import Literal

Place = Literal["text", "column", "section", "body"]

_TAG = re.compile(r"<(/?)mj-([a-z-]+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
# Elements whose inside is HTML.
_ENDING = {
    "text", "raw", "button", "table", "navbar-link", "accordion-title", "accordion-text",
    "social-element", "preview", "title", "style",
}  # fmt: skip


def place_at(source: str, position: int) -> Place:
    """What stands around this position of the MJML."""
    opened: list[str] = []
    for found in _TAG.finditer(source, 0, position):
        closes, name, _, alone = found.groups()
        if closes:
            while opened and opened.pop() != name:
                pass
        elif not alone:
            opened.append(name)
    inside = opened[-1] if opened else "body"
    if inside in _ENDING:
        return "text"
    if inside in ("column", "hero"):
        return "column"
    return "section" if inside in ("section", "group") else "body"


def fitted(html: str, place: Place) -> str:
    """The HTML with the MJML elements that it needs at this place."""
    if place == "text":
        return html
    text = f"<mj-text>{html}</mj-text>"
    if place == "column":
        return text
    column = f"<mj-column>{text}</mj-column>"
    return column if place == "section" else f"<mj-section>{column}</mj-section>"
