"""A template, parsed once and rendered many times.

`parse` raises `TemplateError`, a sentence with its line; `Template.render` returns the text and
the names that were missing, or raises the same.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from liquid.exceptions import LiquidError
from liquid.template import BoundTemplate

from channels_app.content import blocks, environment, fast, limits
from channels_app.content.locale import Reader


class TemplateError(Exception):
    """Why a template cannot be used; `line` counts from 1, 0 when it is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Rendered(msgspec.Struct):
    text: str
    missing: list[str]


class Template:
    """One parsed text. Safe to share between threads: rendering keeps its state apart."""

    def __init__(self, parsed: BoundTemplate) -> None:
        self.parsed = parsed
        self.compiled = fast.compiled(parsed)
        source = str(parsed)
        self.may_ask_time = "now" in source or "today" in source

    def render(self, values: Mapping[str, Any], reader: Reader) -> Rendered:
        """The text for these values; what is missing renders as nothing and is named."""
        known = {**_times(reader), **values} if self.may_ask_time else values
        quick = self._quickly(known, reader) if self.compiled else None
        return quick or self._slowly(known, reader)

    def _quickly(self, values: Mapping[str, Any], reader: Reader) -> Rendered | None:
        """By the compiled form; None when it goes wrong, for the other one says why."""
        frame, out = fast.Frame(self.parsed, values, reader), list[str]()
        try:
            self.compiled(frame, out)  # type: ignore[misc]
        except Exception:  # noqa: BLE001 - whatever it is, the library will meet it again
            return None
        text = "".join(out)
        return Rendered(_clean(text), frame.missing) if len(text) <= limits.OUTPUT_CHARS else None

    def _slowly(self, values: Mapping[str, Any], reader: Reader) -> Rendered:
        """By the library, in its general way."""
        context = environment.Context(self.parsed, globals=values)
        context.reader = reader
        output = environment.Output(context.deadline)
        try:
            self.parsed.render_with_context(context, output)
        except LiquidError as error:
            raise _sentence(error) from error
        except (RecursionError, OverflowError, ValueError, ArithmeticError) as error:
            raise TemplateError(f"The template cannot be rendered: {error}.") from error
        return Rendered(_clean(output.getvalue()), context.missing)


@lru_cache(maxsize=4096)
def parse(text: str, html: bool) -> Template:
    """The template of this text; HTML escapes what it shows."""
    if len(text) > limits.TEMPLATE_CHARS:
        raise TemplateError(f"The template is longer than {limits.TEMPLATE_CHARS:,} characters.")
    chosen = environment.HTML if html else environment.PLAIN
    try:
        return Template(chosen.from_string(blocks.expanded(text, "html" if html else "text")))
    except blocks.BlockError as error:
        where = f", line {error.line}: "
        raise TemplateError(
            f"The template cannot be used{where}{error.message}", error.line
        ) from error
    except LiquidError as error:
        raise _sentence(error) from error
    except RecursionError as error:
        raise TemplateError("The template is nested too deeply.") from error


def _times(reader: Reader) -> dict[str, str]:
    """`now` and `today` are the reader's; the library would ask the clock itself."""
    if reader.now is None:
        return {"now": "", "today": ""}
    at = reader.now.isoformat()
    return {"now": at, "today": at}


def _clean(text: str) -> str:
    """A filter that decodes can make a NUL, which no database and no mail can hold."""
    return text.replace("\0", "")


def _sentence(error: LiquidError) -> TemplateError:
    place = error.context() if error.token else None
    line = place[0] if place else 0
    what = str(error.message or "it is not valid").strip().rstrip(".")
    where = f", line {line}" if line else ""
    return TemplateError(f"The template cannot be used{where}: {what}.", line)
