"""A text message's content: text, and how many parts it may take at most (max_parts)."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content import plain
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.sms import gsm

NAMES = ("text",)
# What Twilio and most carriers take; each part is paid for.
MOST_PARTS = 10
_LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


class Sms(msgspec.Struct, gc=False):
    """What one customer gets; the encoding and the parts are what a preview shows."""

    text: str
    encoding: gsm.Encoding
    parts: int

    def measured(self) -> "Sms":
        """The same after its text was changed: links were made short."""
        size = gsm.size(self.text)
        return Sms(self.text, size.encoding, size.parts)


class SmsTemplate:
    """A step's text, parsed."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.texts = plain.Texts(content, NAMES)
        self.reads = self.texts.reads
        self.most = most_parts(content)

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Sms, list[str]]:
        texts, missing = self.texts.render(values, reader)
        text = texts["text"]
        if not text:
            raise TemplateError("The message is empty for this customer.")
        size = gsm.size(text)
        if size.parts > self.most:
            what = f"The text takes {size.parts} messages; at most {self.most} are allowed."
            raise TemplateError(what)
        return Sms(text, size.encoding, size.parts), missing


def most_parts(content: Mapping[str, Any]) -> int:
    given = content.get("max_parts")
    return given if isinstance(given, int) and 1 <= given <= MOST_PARTS else MOST_PARTS


def flaws(content: Mapping[str, Any]) -> list[Flaw]:
    """What can be seen without a customer; the length is that of the text without its Liquid."""
    found = plain.flaws(content, NAMES)
    text = plain.part(content, "text")
    if not text.strip():
        found.append(Flaw("The message is empty. Write it.", code="missing", field="text"))
    size, most = gsm.size(_LIQUID.sub("", text).strip()), most_parts(content)
    if size.parts > most:
        what = f"The text takes {size.parts} messages; at most {most} are allowed. Shorten it."
        found.append(Flaw(what, code="too_long", field="text"))
    return found
