"""A mail's content: subject, html, text. The text part is made from the HTML when there is none."""

from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content.analysis import Flaw, check_template, roots, used_variables
from channels_app.content.locale import Reader
from channels_app.content.template import Template, TemplateError, parse
from channels_app.content.text_part import closed_up, text_from_html

SUBJECT_CHARS = 250


class Mail(msgspec.Struct, gc=False):
    """What one customer gets."""

    subject: str
    html: str
    text: str


class MailTemplate:
    """A step's mail, parsed."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        html, text = _part(content, "html"), _part(content, "text")
        self.subject = parse(_part(content, "subject"), html=False)
        self.html = parse(html, html=True) if html else None
        self.text = parse(text, html=False) if text else _made_from(html)
        parts = [part for part in (self.subject, self.html, self.text) if part]
        self.reads = frozenset(name for part in parts for name in roots(part))

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Mail, list[str]]:
        subject = self.subject.render(values, reader)
        html = self.html.render(values, reader) if self.html else None
        text = self.text.render(values, reader) if self.text else None
        missing = list(
            dict.fromkeys(name for part in (subject, html, text) if part for name in part.missing)
        )
        mail = Mail(
            " ".join(subject.text.split())[:SUBJECT_CHARS],
            html.text if html else "",
            closed_up(text.text) if text else text_from_html(html.text if html else ""),
        )
        return mail, missing


def variables(content: Mapping[str, Any]) -> set[str]:
    """What of the context the mail reads."""
    parts = [(_part(content, "subject"), False), (_part(content, "html"), True)]
    parts.append((_part(content, "text"), False))
    return set().union(*(used_variables(text, html) for text, html in parts))


def flaws(content: Mapping[str, Any], marketing: bool) -> list[Flaw]:
    """Everything that can be seen without a customer."""
    subject, html = _part(content, "subject"), _part(content, "html")
    text = _part(content, "text")
    found = check_template(subject, html=False, field="subject")
    found += check_template(html, html=True, field="html")
    found += check_template(text, html=False, field="text")
    if not subject.strip():
        found.append(Flaw("The mail has no subject. Write one.", code="missing", field="subject"))
    if not html.strip() and not text.strip():
        found.append(Flaw("The mail is empty. Write its text.", code="missing", field="html"))
    if marketing and "unsubscribe_url" not in html + text:
        what = "The mail has no link to unsubscribe. Put {{ unsubscribe_url }} into a link."
        found.append(Flaw(what, code="no_unsubscribe", severity="warning", field="html"))
    return found


def _made_from(html: str) -> Template | None:
    """None when it cannot be made ahead: then each mail's text is made from its own HTML."""
    try:
        return parse(text_from_html(html), html=False)
    except TemplateError:
        # A tag inside an attribute whose end stands outside was cut apart.
        return None


def _part(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""
