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

from channels_app.content import environment, limits
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

    def render(self, values: Mapping[str, Any], reader: Reader) -> Rendered:
        """The text for these values; what is missing renders as nothing and is named."""
        context = environment.Context(self.parsed, globals=values)
        context.reader = reader
        output = environment.Output(context.deadline)
        try:
            self.parsed.render_with_context(context, output)
        except LiquidError as error:
            raise _sentence(error) from error
        except (RecursionError, OverflowError, ValueError, ArithmeticError) as error:
            raise TemplateError(f"The template cannot be rendered: {error}.") from error
        # A filter that decodes can make a NUL, which no database and no mail can hold.
        return Rendered(output.getvalue().replace("\0", ""), context.missing)


@lru_cache(maxsize=4096)
def parse(text: str, html: bool) -> Template:
    """The template of this text; HTML escapes what it shows."""
    if len(text) > limits.TEMPLATE_CHARS:
        raise TemplateError(f"The template is longer than {limits.TEMPLATE_CHARS:,} characters.")
    chosen = environment.HTML if html else environment.PLAIN
    try:
        return Template(chosen.from_string(text))
    except LiquidError as error:
        raise _sentence(error) from error
    except RecursionError as error:
        raise TemplateError("The template is nested too deeply.") from error


def _sentence(error: LiquidError) -> TemplateError:
    place = error.context() if error.token else None
    line = place[0] if place else 0
    what = str(error.message or "it is not valid").strip().rstrip(".")
    where = f", line {line}" if line else ""
    return TemplateError(f"The template cannot be used{where}: {what}.", line)
