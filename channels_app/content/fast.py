"""Templates as closures: the nodes that mails are made of, without the library's general machinery.

Text, `{{ output }}`, `if`, `unless` and plain `for` are compiled; expressions and filters remain
the library's own. A template with anything else is left to the library, and so is one that goes
wrong, so that there is one wording of each error. A property test holds the two together.
"""

from collections.abc import Callable, Mapping
from typing import Any

from liquid.ast import BlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, Path
from liquid.builtin.expressions.logical import is_truthy
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.stringify import to_liquid_string
from liquid.template import BoundTemplate
from markupsafe import escape

from channels_app.content import limits
from channels_app.content.environment import Context

Emit = Callable[["Frame", list[str]], None]
Look = Callable[["Frame"], Any]

ASKS = frozenset({"size", "first", "last"})


class UnsupportedError(Exception):
    """The template holds something that is left to the library."""


class Frame(Context):
    """A rendering whose scope is one flat dict: an inner loop has a copy of the outer one."""

    __slots__ = ("room", "values")

    def __init__(self, template: BoundTemplate, values: Mapping[str, Any], reader: Any) -> None:
        # Not the library's: most of what its context prepares is for tags that are not compiled.
        self.env = template.env
        self.template = template
        self.autoescape = self.env.autoescape
        self.values: dict[str, Any] = dict(values)
        self.scope = self.values  # type: ignore[assignment]
        self.missing = []
        self.reader = reader
        self.turns = 0
        self.room = limits.OUTPUT_CHARS
        self.deadline = 0.0


def compiled(template: BoundTemplate) -> Emit | None:
    """The template as one function, or None when it must be left to the library."""
    try:
        return _all(template.nodes)
    except UnsupportedError:
        return None


def _all(nodes: list[Node]) -> Emit:
    parts = [_node(node) for node in nodes]

    def emit(frame: Frame, out: list[str]) -> None:
        for part in parts:
            part(frame, out)

    return parts[0] if len(parts) == 1 else emit


def _node(node: Node) -> Emit:
    # The kinds of the library's nodes are not ours to register; this is the one place for them.
    if isinstance(node, ContentNode):
        return _text(node.text)
    if type(node) is OutputNode:
        return _output(node)
    if type(node) is IfNode:
        return _choice(node, wanted=True)
    if type(node) is UnlessNode:
        return _choice(node, wanted=False)
    if type(node) is ForNode:
        return _loop(node)
    raise UnsupportedError


def _text(text: str) -> Emit:
    return lambda frame, out: out.append(text)


def _output(node: OutputNode) -> Emit:
    expression = node.expression
    plain = isinstance(expression, FilteredExpression) and not expression.filters
    look = _look(expression.left if plain else expression)  # type: ignore[attr-defined]

    def emit(frame: Frame, out: list[str]) -> None:
        value = look(frame)
        if type(value) is not str:
            out.append(to_liquid_string(value, frame.autoescape))
        elif frame.autoescape and not value.isalnum():
            out.append(escape(value))
        else:
            out.append(value)

    return emit


def _look(expression: Any) -> Look:
    """A path of one or two plain names is looked up at once; all else as the library does it."""
    if not isinstance(expression, Path) or not _plain(expression.path):
        evaluate: Look = expression.evaluate
        return evaluate
    path: list[Any] = list(expression.path)
    token = expression.token
    if len(path) == 1:
        name = path[0]

        def one(frame: Frame) -> Any:
            try:
                return frame.values[name]
            except KeyError:
                return frame.get(path, token=token)

        return one
    first, second = path

    def two(frame: Frame) -> Any:
        found = frame.values.get(first)
        if type(found) is dict and second in found:
            return found[second]
        return frame.get(path, token=token)

    return two


def _plain(path: list[Any]) -> bool:
    return len(path) <= 2 and all(isinstance(each, str) and each not in ASKS for each in path)


def _choice(node: IfNode | UnlessNode, wanted: bool) -> Emit:
    if node.blank or not isinstance(node.condition, BooleanExpression):
        raise UnsupportedError
    test, then = _test(node.condition), _block(node.consequence)
    others = [(each.expression.evaluate, _block(each.block)) for each in node.alternatives]
    default = _block(node.default) if node.default else None

    def emit(frame: Frame, out: list[str]) -> None:
        if test(frame) is wanted:
            return then(frame, out)
        for also, branch in others:
            if also(frame):
                return branch(frame, out)
        return default(frame, out) if default else None

    return emit


def _test(condition: BooleanExpression) -> Look:
    """Whether the condition holds; of a path alone, whether it has a value."""
    if not isinstance(condition.expression, Path):
        return condition.evaluate
    look = _look(condition.expression)
    return lambda frame: is_truthy(look(frame))


def _loop(node: ForNode) -> Emit:
    loop = node.expression
    sliced = loop.limit or loop.offset or loop.reversed or loop.cols
    if node.blank or sliced or "forloop" in str(node.block):
        raise UnsupportedError
    look, name, body = _look(loop.iterable), loop.identifier, _block(node.block)
    default = _block(node.default) if node.default else None

    def emit(frame: Frame, out: list[str]) -> None:
        items, length = loop._to_iter(look(frame), frame)  # noqa: SLF001 - its own rules of what loops
        if not length:
            return default(frame, out) if default else None
        outer = frame.values
        inner = frame.values = frame.scope = dict(outer)  # type: ignore[assignment]
        frame.raise_for_loop_limit(length)
        for inner[name] in items:
            mark = len(out)
            body(frame, out)
            frame.room -= sum(map(len, out[mark:]))
            if frame.room < 0:
                raise UnsupportedError
        frame.values = frame.scope = outer  # type: ignore[assignment]
        return None

    return emit


def _block(block: BlockNode) -> Emit:
    if block.blank or not block.nodes:
        raise UnsupportedError
    return _all(block.nodes)
