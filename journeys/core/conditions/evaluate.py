"""From a condition tree to a fast function of the view: all / any / not over typed comparisons."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from journeys.core.conditions.check import check_condition
from journeys.core.conditions.operators import (
    PLAIN,
    TIMED,
    TRUE_WHEN_ABSENT,
    anniversary,
    compare_dates,
    root_of,
)
from journeys.core.conditions.values import READERS, moment_of, number_of, text_of
from journeys.core.durations import add, parse
from journeys.core.items import Event
from journeys.core.view import MISSING, Occurrence, View, dig, look_up
from journeys.core.windows import Window

Holds = Callable[[View], bool]
Read = Callable[[View], Any]

UTC = ZoneInfo("UTC")


def always(view: View) -> bool:
    return True


def never(view: View) -> bool:
    return False


def compile_condition(tree: Mapping[str, Any] | None) -> Holds:
    """A function that says whether the condition holds. No tree always holds; what check_condition
    would refuse never does."""
    if tree is None or tree == {}:
        return always
    if next(check_condition(tree, ""), None) is not None:
        return never
    return _compile(tree)


def _compile(tree: Mapping[str, Any]) -> Holds:
    if "all" in tree:
        return _all(tuple(_compile(part) for part in tree["all"]))
    if "any" in tree:
        return _any(tuple(_compile(part) for part in tree["any"]))
    if "not" in tree:
        inner = _compile(tree["not"])
        return lambda view: not inner(view)
    if "did" in tree:
        return _did(tree)
    if "local_time" in tree:
        window = window_of(tree["local_time"])
        return lambda view: window.is_open(view.now, view.zone)
    return _comparison(tree)


def _all(parts: tuple[Holds, ...]) -> Holds:
    if len(parts) == 1:
        return parts[0]

    def holds(view: View) -> bool:
        for part in parts:  # noqa: SIM110 (a generator costs twice as much here)
            if not part(view):
                return False
        return True

    return holds


def _any(parts: tuple[Holds, ...]) -> Holds:
    if len(parts) == 1:
        return parts[0]

    def holds(view: View) -> bool:
        for part in parts:  # noqa: SIM110
            if part(view):
                return True
        return False

    return holds


def window_of(leaf: Mapping[str, Any]) -> Window:
    return Window.of(leaf.get("weekdays"), leaf["from"], leaf["to"])


def reader(root: str, path: str) -> Read:
    """The value at `root.path`, or None where nothing is there."""
    if root == "profile" and "." not in path:
        return lambda view: view.profile.get(path)
    if root == "profile":
        return lambda view: _or_none(dig(view.profile, path))
    whole = f"{root}.{path}"
    return lambda view: _or_none(look_up(view, whole))


def _or_none(value: Any) -> Any:
    return None if value is MISSING else value


def _comparison(leaf: Mapping[str, Any]) -> Holds:
    root = root_of(leaf)
    read, kind, op = reader(root, leaf[root]), leaf.get("type", "text"), leaf["op"]
    if op == "is_set":
        return lambda view: read(view) is not None
    if op == "is_not_set":
        return lambda view: read(view) is None
    if kind == "date":
        return _date(read, op, leaf)
    coerce = READERS[kind]
    if op in ("is_true", "is_false"):
        truth = op == "is_true"
        return lambda view: coerce(read(view)) is truth
    if op == "between":
        return _between(read, _operand(leaf["value"], coerce), _operand(leaf["value2"], coerce))
    return _plain(read, kind, op, leaf["value"])


def _plain(read: Read, kind: str, op: str, value: Any) -> Holds:
    coerce, test, absent = READERS[kind], PLAIN[kind, op], op in TRUE_WHEN_ABSENT
    if op in ("in", "not_in"):
        want = _operand(value, lambda found: _set_of(found, coerce))
    else:
        want = _operand(value, text_of if kind == "list" else coerce)

    def holds(view: View) -> bool:
        value = coerce(read(view))
        if value is None:
            return absent
        other = want(view)
        return absent if other is None else test(value, other)

    return holds


def _set_of(value: Any, coerce: Callable[[Any], Any]) -> frozenset[Any] | None:
    if not isinstance(value, list | tuple):
        return None
    return frozenset(item for raw in value if (item := coerce(raw)) is not None)


def _operand(value: Any, coerce: Callable[[Any], Any]) -> Read:
    """The other side of a comparison: a literal, read once, or a look-up each time."""
    if isinstance(value, Mapping):
        root, _, path = value["from"].partition(".")
        read = reader(root, path)
        return lambda view: coerce(read(view))
    literal = coerce(value)
    return lambda view: literal


def _between(read: Read, low: Read, high: Read) -> Holds:
    def holds(view: View) -> bool:
        value, least, most = number_of(read(view)), low(view), high(view)
        return None not in (value, least, most) and cast(bool, least <= value <= most)

    return holds


def _date(read: Read, op: str, leaf: Mapping[str, Any]) -> Holds:
    if op == "on_this_day":
        return lambda view: (
            (value := moment_of(read(view))) is not None and anniversary(value, view.now, view.zone)
        )
    if op in TIMED:
        timed, duration = TIMED[op], parse(leaf["value"])
        return lambda view: (
            (value := moment_of(read(view))) is not None
            and timed(value, view.now, duration, view.zone)
        )
    want = _operand(leaf["value"], moment_of)
    until = _operand(leaf["value2"], moment_of) if op == "between" else want
    accepts = {"is": (0,), "is_not": (-1, 1), "before": (-1,), "after": (1,), "between": (0, 1)}[op]
    absent = op in TRUE_WHEN_ABSENT

    def holds(view: View) -> bool:
        value, first, last = moment_of(read(view)), want(view), until(view)
        if value is None or first is None or last is None:
            return absent
        if compare_dates(value, first, view.zone) not in accepts:
            return False
        return op != "between" or compare_dates(value, last, view.zone) <= 0

    return holds


# -- what the customer did ---------------------------------------------------------------------


def _did(leaf: Mapping[str, Any]) -> Holds:
    name, times = leaf["did"], leaf.get("times") or {}
    enough = _times(times.get("op", "at_least"), number_of(times.get("n", 1)))
    measure = _measure(leaf)
    within = parse(leaf["within"]) if leaf.get("within") else None
    where = _compile(leaf["where"]) if leaf.get("where") else None

    def holds(view: View) -> bool:
        past: Sequence[Occurrence] = view.history.get(name, ())
        if within is not None:
            since = add(view.now, within, UTC, -1)
            past = [one for one in past if one.timestamp >= since]
        if where is not None:
            past = [one for one in past if where(view_of(view, one))]
        return enough(measure(past))

    return holds


def view_of(view: View, past: Occurrence) -> View:
    """The view with a past event at hand, for the `where` of a count."""
    return replace(view, event=cast(Event, past))


def _times(op: str, n: float | None) -> Callable[[Any], bool]:
    want = Decimal(repr(n))
    tests: dict[str, Callable[[Any], bool]] = {
        "at_least": lambda count: count >= want,
        "at_most": lambda count: count <= want,
        "exactly": lambda count: count == want,
    }
    return tests[op]


_EXACT = Context(prec=700)
"""Money adds up in decimals, exactly, as PostgreSQL's numeric does."""


def _measure(leaf: Mapping[str, Any]) -> Callable[[Sequence[Occurrence]], Any]:
    if leaf.get("sum"):
        total: str = leaf["sum"]
        return lambda past: _sum(past, total)
    if leaf.get("distinct"):
        path: str = leaf["distinct"]
        return lambda past: len({text_of(_or_none(dig(p.properties, path))) for p in past} - {None})
    return len


def _sum(past: Sequence[Occurrence], path: str) -> Decimal:
    total = Decimal(0)
    for one in past:
        number = number_of(_or_none(dig(one.properties, path)))
        if number is not None:
            total = _EXACT.add(total, Decimal(repr(number)))
    return total
