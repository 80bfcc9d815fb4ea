"""A call's content: text, voice_language (else the customer's), keys [{id: "1", text}].

The texts of the keys are spoken after the text, in their order: "Press 1 to confirm."
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content import plain
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.voice.language import spoken

# Some three minutes of speech.
CHARS = 2500
KEYS = frozenset("0123456789*")


class Key(msgspec.Struct, gc=False):
    id: str
    text: str


class Call(msgspec.Struct, gc=False):
    """What one customer hears; `language` is BCP 47 with a country."""

    text: str
    language: str
    keys: list[Key]

    def speech(self) -> list[str]:
        """The sentences in their order."""
        return [self.text, *(key.text for key in self.keys if key.text)]


class CallTemplate:
    """A step's call, parsed."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.ids = [key["id"] for key in _keys(content)]
        self.texts = plain.Texts(_flat(content), names(content))
        self.reads = self.texts.reads
        self.language = plain.part(content, "voice_language")

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Call, list[str]]:
        texts, missing = self.texts.render(values, reader)
        keys = [Key(id_, texts[f"key {place}"]) for place, id_ in enumerate(self.ids)]
        call = Call(texts["text"], spoken(self.language or reader.language), keys)
        if not call.text:
            raise TemplateError("The call has nothing to say to this customer.")
        if sum(map(len, call.speech())) > CHARS:
            raise TemplateError(f"The call is longer than {CHARS:,} characters.")
        return call, missing


def names(content: Mapping[str, Any]) -> list[str]:
    return ["text", *(f"key {place}" for place in range(len(_keys(content))))]


def variables(content: Mapping[str, Any]) -> set[str]:
    return plain.variables(_flat(content), names(content))


def flaws(content: Mapping[str, Any]) -> list[Flaw]:
    found = plain.flaws(_flat(content), names(content))
    for flaw in found:
        flaw.field = "keys" if flaw.field.startswith("key ") else flaw.field
    if not plain.part(content, "text").strip():
        found.append(Flaw("The call says nothing. Write it.", code="missing", field="text"))
    ids = [key["id"] for key in _keys(content)]
    if any(id_ not in KEYS for id_ in ids) or len(set(ids)) != len(ids):
        what = "Each key is one of 0 to 9 or *, and stands once."
        found.append(Flaw(what, code="bad_key", field="keys"))
    return found


def _keys(content: Mapping[str, Any]) -> list[dict[str, str]]:
    given = content.get("keys")
    return [
        {"id": str(key.get("id", "")).strip(), "text": plain.part(key, "text")}
        for key in (given if isinstance(given, list) else [])
        if isinstance(key, Mapping)
    ]


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """The texts of the keys beside the others, by their place."""
    keys = {f"key {place}": key["text"] for place, key in enumerate(_keys(content))}
    return {**content, **keys}
