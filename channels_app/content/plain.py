"""Content made of plain texts: several named Liquid texts, rendered together.

What a customer lacks renders as nothing and is named; whether the message goes all the same is
delivery's to say (`missing`), but for the old `strict`, which fails it here.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from channels_app.content.analysis import Flaw, check_template, roots, used_variables
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError, parse


class Texts:
    """The parsed texts of one content, by name. Raises TemplateError."""

    def __init__(self, content: Mapping[str, Any], names: Iterable[str]) -> None:
        self.strict = content.get("strict") is True
        texts = {name: part(content, name) for name in names}
        self.parts = {name: parse(text, html=False) for name, text in texts.items()}
        self.reads = frozenset().union(*map(_read, texts.values()))

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[dict[str, str], list[str]]:
        """The texts by name, trimmed; and the variables that were missing."""
        done = {name: each.render(values, reader) for name, each in self.parts.items()}
        missing = list(dict.fromkeys(name for each in done.values() for name in each.missing))
        if missing and self.strict:
            names = ", ".join(missing)
            raise TemplateError(f"The template uses what this customer does not have: {names}.")
        return {name: each.text.strip() for name, each in done.items()}, missing


@lru_cache(maxsize=4096)
def _read(text: str) -> frozenset[str]:
    """What a text reads: many messages by API bring the same text, each with its own content."""
    return frozenset(roots(parse(text, html=False)))


def part(content: Mapping[str, Any], name: str) -> str:
    """The text of that name; empty for what is no text."""
    value = content.get(name)
    return value if isinstance(value, str) else ""


def variables(content: Mapping[str, Any], names: Iterable[str]) -> set[str]:
    """What of the context these texts read."""
    return set().union(*(used_variables(part(content, name), html=False) for name in names))


def flaws(content: Mapping[str, Any], names: Iterable[str]) -> list[Flaw]:
    """What is wrong with these texts as templates."""
    return [
        flaw
        for name in names
        for flaw in check_template(part(content, name), html=False, field=name)
    ]
