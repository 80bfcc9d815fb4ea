"""A WhatsApp message: a text (to who wrote within 24 hours), or an approved template.

https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content import plain
from channels_app.content.analysis import Flaw, check_template, roots, used_variables
from channels_app.content.locale import Reader
from channels_app.content.notice import Button, buttons_of, safe_link
from channels_app.content.template import Template, TemplateError, parse

TEXT_CHARS = 4096
BUTTON_CHARS = 20
MOST_BUTTONS = 3


class WhatsApp(msgspec.Struct, kw_only=True):
    """What one customer gets. With `template_name` the text is the template's own."""

    text: str = ""
    template_name: str = ""
    template_language: str = ""
    params: list[str] = []
    buttons: list[Button] = []


class WhatsAppTemplate:
    """A step's message, parsed. Raises TemplateError."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.strict = content.get("strict") is True or content.get("missing") == "refuse"
        self.name = plain.part(content, "template_name").strip()
        self.language = plain.part(content, "template_language").strip()
        self.text = parse("" if self.name else plain.part(content, "text"), html=False)
        self.params = [parse(text, html=False) for text in params_of(content)] if self.name else []
        self.buttons = [
            (
                plain.part(button, "id"),
                parse(plain.part(button, "text"), html=False),
                parse(plain.part(button, "link"), html=False),
            )
            for button in buttons_of(content)
        ]
        parts = [self.text, *self.params]
        parts += [part for _, text, link in self.buttons for part in (text, link)]
        self.reads = frozenset(name for part in parts for name in roots(part))

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[WhatsApp, list[str]]:
        missing: list[str] = []

        def said(template: Template) -> str:
            rendered = template.render(values, reader)
            missing.extend(rendered.missing)
            return rendered.text.strip()

        body = WhatsApp(
            text=said(self.text)[:TEXT_CHARS],
            template_name=self.name,
            template_language=self.language or reader.language.replace("-", "_"),
            # A parameter may hold neither line ends nor tabs, and may not be empty (132012).
            params=[" ".join(said(param).split()) or "-" for param in self.params],
            buttons=[
                Button(key, said(text)[:BUTTON_CHARS], safe_link(said(link)))
                for key, text, link in self.buttons
            ],
        )
        names = list(dict.fromkeys(missing))
        if names and self.strict:
            shown = ", ".join(names)
            raise TemplateError(f"The template uses what this customer does not have: {shown}.")
        return body, names


def params_of(content: Mapping[str, Any]) -> list[str]:
    given = content.get("params")
    return [text for text in given if isinstance(text, str)] if isinstance(given, list) else []


def variables(content: Mapping[str, Any]) -> set[str]:
    """What of the context the message reads."""
    return set().union(*(used_variables(text, html=False) for _, text in _written(content)))


def flaws(content: Mapping[str, Any], marketing: bool) -> list[Flaw]:
    """Everything that can be seen without a customer."""
    found = [
        flaw
        for field, text in _written(content)
        for flaw in check_template(text, html=False, field=field)
    ]
    name, text = plain.part(content, "template_name").strip(), plain.part(content, "text")
    if not name and not text.strip():
        what = "The message is empty. Write a text, or name an approved template."
        found.append(Flaw(what, code="missing", field="text"))
    if not name and marketing:
        what = (
            "Without a template it reaches only those who wrote within the last 24 hours."
            " Name an approved template."
        )
        found.append(Flaw(what, code="no_template", severity="warning", field="template_name"))
    if not name and "{" not in text and len(text) > TEXT_CHARS:
        what = f"The text has {len(text):,} characters; {TEXT_CHARS:,} fit. Shorten it."
        found.append(Flaw(what, code="too_long", field="text"))
    buttons = buttons_of(content)
    if len(buttons) > MOST_BUTTONS:
        what = f"No more than {MOST_BUTTONS} buttons are shown. Take some away."
        found.append(Flaw(what, code="too_many", field="buttons"))
    links = sum(bool(plain.part(button, "link")) for button in buttons)
    if not name and links and len(buttons) > 1:
        what = "A text has either one button with a link, or up to three without. Take some away."
        found.append(Flaw(what, code="mixed_buttons", field="buttons"))
    return found


def _written(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = [("text", plain.part(content, "text"))]
    found += [("params", text) for text in params_of(content)]
    for button in buttons_of(content):
        found += [("buttons", plain.part(button, "text")), ("buttons", plain.part(button, "link"))]
    return found
