"""The Liquid that templates speak: the standard one, without includes, with filters and limits."""

from time import thread_time
from typing import Any, TextIO

from liquid import Environment, Mode, Node, RenderContext, Tag, Token, TokenStream, Undefined
from liquid.exceptions import (
    LiquidError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    ResourceLimitError,
)
from liquid.filter import with_context
from liquid.output import LimitedStringIO
from liquid.template import BoundTemplate
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

from channels_app.content import limits, locale, qr
from channels_app.content.bounds import bounded

# A template stands alone: it loads no other, and what it shows is always escaped.
REMOVED_TAGS = ("include", "render")
REMOVED_FILTERS = ("safe",)


class Missing(Undefined):
    """A variable that is not there renders as nothing, and is noted when it is shown."""

    __slots__ = ()

    def __str__(self) -> str:
        noted = self.obj
        if isinstance(noted, list) and self.hint not in noted:
            noted.append(self.hint)
        return ""


class Context(RenderContext):
    """One rendering: counts loop turns over the whole template, watches the clock."""

    __slots__ = ("deadline", "missing", "reader", "turns")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing: list[str] = []
        self.reader = locale.Reader()
        self.turns = 0
        self.deadline = thread_time() + limits.SECONDS

    def get(self, path: list[object], *, token: Token | None, default: object = None) -> object:
        found: Any = self.scope
        for segment in path:
            try:
                found = found[segment] if type(found) is dict else self._step(found, segment)
            except (KeyError, TypeError, IndexError):
                return self._absent(path, token) if default is None else default
        return found

    def _step(self, found: Any, segment: Any) -> Any:
        return found[segment] if found is self.scope else self.get_item(found, segment)

    def _absent(self, path: list[object], token: Token | None) -> Missing:
        name = ".".join(str(part) for part in path)
        return Missing(name, token=token, obj=self.missing, hint=name)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        self.turns += length
        if self.turns > limits.LOOP_TURNS:
            raise LoopIterationLimitError("the loops go round too often", token=None)
        # Asking for the processor time costs something: who does not loop is not asked.
        if not self.deadline:
            self.deadline = thread_time() + limits.SECONDS
        elif thread_time() > self.deadline:
            raise ResourceLimitError("it took too long", token=None)

    def get_buffer(self, buf: Any = None) -> LimitedStringIO:
        return Output(self.deadline)


class Output(LimitedStringIO):
    """What was rendered so far: bounded in length and in time."""

    def __init__(self, deadline: float) -> None:
        super().__init__(limits.OUTPUT_CHARS)
        self.deadline = deadline

    def write(self, text: str, /) -> int:
        self.size += len(text)
        if self.size > self.limit:
            raise OutputStreamLimitError("the text grew too long", token=None)
        if thread_time() > self.deadline:
            raise ResourceLimitError("it took too long", token=None)
        return super(LimitedStringIO, self).write(text)


class Template(BoundTemplate):
    context_class = Context


@with_context
def _money(value: object, currency: object = "", *, context: Context) -> str:
    """{{ entry.total | money: "EUR" }}"""
    amount = value if isinstance(value, int | float | str) else str(value)
    return locale.money(amount, str(currency or ""), context.reader.language)


@with_context
def _date(value: object, style: object = "medium", *, context: Context) -> str:
    """{{ entry.at | date: "long" }}, short, medium, full, time, or "%d %B %Y"."""
    if isinstance(value, Undefined) or value is None:
        return str(value or "")
    return locale.shown(_hashable(value), str(style), context.reader)


@with_context
def _number(value: object, digits: object = None, *, context: Context) -> str:
    """{{ customer.points | number }}: 12,345 as the customer writes it."""
    amount = value if isinstance(value, int | float | str) else str(value)
    return locale.number(
        amount, digits if isinstance(digits, int) else None, context.reader.language
    )


@with_context
def _plural(value: object, *forms: object, context: Context) -> str:
    """{{ n | plural: "item", "items" }}; in Russian and Polish three forms: one, few, many."""
    amount = value if isinstance(value, int | float | str) else str(value)
    return locale.plural(amount, [str(form) for form in forms], context.reader.language)


def _qr(value: object) -> str:
    """<img src="{{ customer.card | qr }}" alt="...">: the address of a QR code."""
    return qr.url(str(value))


def _hashable(value: object) -> object:
    return value if isinstance(value, str | int | float) else str(value)


class PartTag(Tag):
    """{% part "footer" %}: parts are put in before a template is parsed (`content.parts`).

    One that is met here was not: the text was parsed without its workspace, to look at it.
    """

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        stream.expect(TOKEN_EXPRESSION)
        return PartNode(token, stream.current.value.strip())


class PartNode(Node):
    def __init__(self, token: Token, name: str) -> None:
        super().__init__(token)
        self.name = name
        self.blank = False

    def __str__(self) -> str:
        return f"{{% part {self.name} %}}"

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        raise LiquidError(f"the part {self.name} was not put in", token=self.token)


class Dialect(Environment):
    template_class = Template
    loop_iteration_limit = limits.LOOP_TURNS
    local_namespace_limit = limits.LOCAL_BYTES
    output_stream_limit = limits.OUTPUT_CHARS


def _environment(autoescape: bool) -> Environment:
    made = Dialect(tolerance=Mode.STRICT, undefined=Missing, autoescape=autoescape)
    for tag in REMOVED_TAGS:
        del made.tags[tag]
    for name in REMOVED_FILTERS:
        del made.filters[name]
    made.tags["part"] = PartTag(made)
    made.filters.update(
        bounded()
        | {
            "money": _money,
            "date": _date,
            "number": _number,
            "plural": _plural,
            "qr": _qr,
        }
    )
    return made


HTML = _environment(autoescape=True)
PLAIN = _environment(autoescape=False)
