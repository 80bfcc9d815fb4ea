"""What journeys ask of a message's content in their workspace: what is wrong with it, and what it
reads, with the templates and parts that it names looked up as they are published."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from msgspec.structs import replace

from channels_app import registry
from channels_app.content.analysis import Flaw
from channels_app.content.parts import asks_library
from channels_app.content.template import TemplateError
from channels_app.contracts import Kind
from channels_app.library.resolve import resolve
from channels_app.library.shelf import Shelf

__all__ = ["OPTIONAL", "Flaw", "Library", "never_seen"]

OPTIONAL = frozenset({"currency"})
"""What blocks read when it is there."""
MOST_NAMED = 5


class Library:
    """One workspace's, for one check of a document."""

    def __init__(self, workspace_id: int) -> None:
        self.shelf = Shelf(workspace_id)

    def flaws(self, channel: str, content: Mapping[str, Any], purpose: Kind) -> list[Flaw]:
        """Everything that can be seen without a customer; of a template, in each language."""
        if not asks_library(content):
            return registry.check_content(channel, content, purpose)
        by_template = bool(content.get("template"))
        found: dict[tuple[str, str], Flaw] = {}
        for language in self._languages(content):
            for flaw in self._in_language(channel, content, purpose, language):
                shown = _of_template(flaw, language) if by_template else flaw
                found.setdefault((flaw.code, flaw.message), shown)
        return list(found.values())

    def reads(self, channel: str, content: Mapping[str, Any]) -> set[str]:
        """Dotted paths of what it shows, in any of its languages; nothing of what is broken."""
        if not asks_library(content):
            return registry.used_variables(channel, content)
        paths: set[str] = set()
        for language in self._languages(content):
            try:
                whole = resolve(content, channel, self.shelf, [language]).content
            except TemplateError:
                continue
            paths |= registry.used_variables(channel, {**whole, "template": ""})
        return paths

    def _languages(self, content: Mapping[str, Any]) -> Sequence[str]:
        slug = content.get("template")
        found = self.shelf.template(slug) if isinstance(slug, str) and slug else None
        return found.languages if found else [""]

    def _in_language(
        self, channel: str, content: Mapping[str, Any], purpose: Kind, language: str
    ) -> Iterator[Flaw]:
        try:
            whole = resolve(content, channel, self.shelf, [language]).content
        except TemplateError as error:
            field = "template" if content.get("template") else _broken(content)
            yield Flaw(error.message, error.line, "template", field=field)
            return
        yield from registry.check_content(channel, {**whole, "template": ""}, purpose)


def _of_template(flaw: Flaw, language: str) -> Flaw:
    """It is mended in the template, not in the step; so it stops nobody from publishing here."""
    if not language or flaw.field == "template":
        return replace(flaw, field="template")
    words = {"language": language, "what": flaw.message}
    message = gettext("In the template (%(language)s): %(what)s") % words
    return replace(flaw, message=message, field="template", severity="warning")


def _broken(content: Mapping[str, Any]) -> str:
    """The field that most likely names the part: the one that is a text with a part in it."""
    return next((name for name, value in content.items() if "{% part" in str(value)), "")


def never_seen(root: str, names: Sequence[str]) -> str:
    """The sentence on values of the customer or of the entry event that were never seen."""
    shown = ", ".join(f"{{{{ {root}.{name} }}}}" for name in names[:MOST_NAMED])
    if root == "customer":
        said = gettext("The message shows what no customer has yet: %(names)s.")
    else:
        said = gettext("The message shows what no event starting this has had yet: %(names)s.")
    return said % {"names": shown}
