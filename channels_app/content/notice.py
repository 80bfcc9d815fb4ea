"""The content that push, browser push and the inbox share: a title, a text, a picture, buttons.

Each field is a template of its own; a rendered notice holds plain text only, which whoever shows
it must escape.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content.analysis import Flaw, check_template, roots, used_variables
from channels_app.content.locale import Reader
from channels_app.content.template import Template, parse

TITLE_CHARS = 200
TEXT_CHARS = 4000
LINK_CHARS = 2000
FIELDS = ("title", "text", "image", "link")
# Of a link: what would run inside the page that shows it, or read the device.
UNSAFE_SCHEMES = frozenset({"javascript", "data", "vbscript", "file", "blob"})


class Button(msgspec.Struct, frozen=True):
    """With a link it opens it; without, a press comes back as an event."""

    id: str
    text: str
    link: str = ""


class Notice(msgspec.Struct, kw_only=True):
    """What one customer gets."""

    title: str
    text: str
    image: str = ""
    link: str = ""
    buttons: list[Button] = []
    data: dict[str, str] = {}
    ttl: str = ""
    """For how long it is worth showing: "P7D"; empty leaves it to the account."""


class NoticeTemplate:
    """A step's notice, parsed."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.fields = {name: parse(_text(content, name), html=False) for name in FIELDS}
        self.buttons = [
            (_text(b, "id"), parse(_text(b, "text"), html=False), parse(_text(b, "link"), False))
            for b in buttons_of(content)
        ]
        self.data = {n: parse(v, html=False) for n, v in data_of(content).items()}
        self.ttl = _text(content, "ttl")
        parts = [*self.fields.values(), *self.data.values()]
        parts += [part for _, text, link in self.buttons for part in (text, link)]
        self.reads = frozenset(name for part in parts for name in roots(part))

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Notice, list[str]]:
        missing: list[str] = []

        def said(template: Template) -> str:
            rendered = template.render(values, reader)
            missing.extend(rendered.missing)
            return rendered.text

        notice = Notice(
            title=" ".join(said(self.fields["title"]).split())[:TITLE_CHARS],
            text=said(self.fields["text"]).strip()[:TEXT_CHARS],
            image=safe_link(said(self.fields["image"])),
            link=safe_link(said(self.fields["link"])),
            buttons=[
                Button(key, said(text).strip()[:TITLE_CHARS], safe_link(said(link)))
                for key, text, link in self.buttons
            ],
            data={name: said(value) for name, value in self.data.items()},
            ttl=self.ttl,
        )
        return notice, list(dict.fromkeys(missing))


def safe_link(text: str) -> str:
    """The link without what surrounds it; empty for one that would run or read something."""
    link = "".join(text.split())[:LINK_CHARS]
    return "" if link.partition(":")[0].lower() in UNSAFE_SCHEMES else link


def variables(content: Mapping[str, Any]) -> set[str]:
    """What of the context the notice reads."""
    return set().union(*(used_variables(text, html=False) for _, text in _written(content)))


def flaws(content: Mapping[str, Any], most_buttons: int) -> list[Flaw]:
    """Everything that can be seen without a customer."""
    found = [
        flaw
        for field, text in _written(content)
        for flaw in check_template(text, html=False, field=field)
    ]
    if not _text(content, "title").strip() and not _text(content, "text").strip():
        found.append(Flaw("The message is empty. Write a text.", code="missing", field="text"))
    buttons = buttons_of(content)
    if len(buttons) > most_buttons:
        what = f"No more than {most_buttons} buttons are shown. Take some away."
        found.append(Flaw(what, code="too_many", field="buttons"))
    ids = [_text(button, "id") for button in buttons]
    if len(set(ids)) < len(ids) or not all(ids):
        what = "Every button needs an id of its own."
        found.append(Flaw(what, code="button_id", field="buttons"))
    if any(not _text(button, "text").strip() for button in buttons):
        found.append(Flaw("A button has no text. Write it.", code="missing", field="buttons"))
    for name in ("image", "link"):
        if safe_link(_text(content, name)) != "".join(_text(content, name).split()):
            what = "This link cannot be opened. Begin it with https://."
            found.append(Flaw(what, code="bad_link", field=name))
    return found


def buttons_of(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = content.get("buttons")
    return [b for b in given if isinstance(b, Mapping)] if isinstance(given, list) else []


def data_of(content: Mapping[str, Any]) -> dict[str, str]:
    """Names and values for the app's own code; a value that is no text is written as one."""
    given = content.get("data")
    found = given if isinstance(given, Mapping) else {}
    return {str(k): v if isinstance(v, str) else _encode(v) for k, v in found.items()}


def _encode(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _written(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [(name, _text(content, name)) for name in FIELDS]
    for button in buttons_of(content):
        found += [("buttons", _text(button, "text")), ("buttons", _text(button, "link"))]
    return found + [("data", value) for value in data_of(content).values()]


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""
