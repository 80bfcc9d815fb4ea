"""What is wrong with a condition tree, in words that say what to do."""

from collections.abc import Iterator, Mapping
from typing import Any

from journeys.core.conditions.operators import MAX_DEPTH, OPERATORS, ROOTS, root_of
from journeys.core.conditions.values import READERS, is_storable, number_of, text_of
from journeys.core.durations import parse
from journeys.core.problems import Problem
from journeys.core.reports import ASKED
from journeys.core.windows import parse_local_time

MAX_ITEMS = 1000


def check_condition(tree: Any, path: str, *, in_where: bool = False) -> Iterator[Problem]:
    """Problems of a condition at a JSON Pointer; none for one that compile_condition takes."""
    yield from _check(tree, path, 0, in_where)


def _check(tree: Any, path: str, depth: int, in_where: bool) -> Iterator[Problem]:
    if not isinstance(tree, Mapping):
        yield _problem(path, "type", "A condition is an object.")
    elif depth > MAX_DEPTH:
        yield _problem(
            path, "deep", "This condition is nested too deeply. Split it into several steps."
        )
    elif "all" in tree or "any" in tree:
        yield from _group(tree, "all" if "all" in tree else "any", path, depth, in_where)
    elif "not" in tree:
        yield from _check(tree["not"], f"{path}/not", depth + 1, in_where)
    elif "did" in tree and not in_where:
        yield from _did(tree, path, depth)
    elif "local_time" in tree:
        yield from _local_time(tree["local_time"], f"{path}/local_time")
    else:
        yield from _comparison(tree, path)


def _group(
    tree: Mapping[str, Any], group: str, path: str, depth: int, in_where: bool
) -> Iterator[Problem]:
    parts = tree[group]
    if not isinstance(parts, list | tuple):
        yield _problem(f"{path}/{group}", "type", "A group of conditions is a list.")
    elif not parts:
        yield _problem(
            f"{path}/{group}", "empty", "This group is empty. Add a condition or remove it."
        )
    elif len(parts) > MAX_ITEMS:
        yield _problem(f"{path}/{group}", "long", "This group is too long. Use a list of values.")
    else:
        for index, part in enumerate(parts):
            yield from _check(part, f"{path}/{group}/{index}", depth + 1, in_where)


def _comparison(leaf: Mapping[str, Any], path: str) -> Iterator[Problem]:
    root = root_of(leaf)
    if not root:
        yield _problem(path, "unknown", "Choose what to compare.")
        return
    if not _is_path(leaf[root]):
        yield _problem(f"{path}/{root}", "missing", "Choose what to compare.")
    elif root == "message" and leaf[root].rpartition(".")[2] not in ASKED:
        yield _problem(f"{path}/message", "unknown", "Choose a message and what became of it.")
    kind, op = leaf.get("type", "text"), leaf.get("op")
    if not isinstance(kind, str) or kind not in OPERATORS:
        yield _problem(f"{path}/type", "unknown", "Choose text, number, date, boolean or list.")
    elif not isinstance(op, str) or op not in OPERATORS[kind]:
        yield _problem(f"{path}/op", "unknown", "Choose a comparison that fits the type.")
    else:
        yield from _operands(leaf, kind, op, path)


def _operands(leaf: Mapping[str, Any], kind: str, op: str, path: str) -> Iterator[Problem]:
    arity = OPERATORS[kind][op]
    if arity == 0:
        return
    if arity == "duration":
        yield from _duration(leaf.get("value"), f"{path}/value")
        return
    if arity == "many" and isinstance(leaf.get("value"), list | tuple):
        values = leaf["value"]
        if not values or len(values) > MAX_ITEMS:
            yield _problem(f"{path}/value", "missing", "Add between 1 and 1,000 values.")
        for index, value in enumerate(values):
            yield from _value(value, kind, f"{path}/value/{index}", literal=True)
        return
    for name in ("value", "value2")[: 2 if arity == 2 else 1]:
        yield from _value(
            leaf.get(name), kind, f"{path}/{name}", literal=False, many=arity == "many"
        )


def _value(
    value: Any, kind: str, path: str, *, literal: bool, many: bool = False
) -> Iterator[Problem]:
    if isinstance(value, Mapping) and not literal:
        if set(value) != {"from"} or not _is_source(value["from"]):
            yield _problem(path, "source", "Choose a value of the profile, the event or the run.")
        return
    if value is None:
        yield _problem(path, "missing", "Enter a value to compare with.")
    elif many or (text_of if kind == "list" else READERS[kind])(value) is None:
        yield _problem(path, "type", _EXPECTED["many" if many else kind])
    elif isinstance(value, str) and not is_storable(value):
        yield _problem(
            path, "text", "This text holds a character that cannot be stored, or is too long."
        )


_EXPECTED = {
    "text": "Enter a text.",
    "number": "Enter a number.",
    "date": "Enter a date such as 2025-03-31, or with a time such as 2025-03-31T09:00.",
    "boolean": "Choose yes or no.",
    "list": "Enter a text or a number.",
    "many": "Enter a list of values.",
}


def _did(leaf: Mapping[str, Any], path: str, depth: int) -> Iterator[Problem]:
    if not _is_name(leaf["did"]):
        yield _problem(f"{path}/did", "missing", "Choose an event.")
    times = leaf.get("times")
    if times is not None:
        if not isinstance(times, Mapping) or times.get("op", "at_least") not in _TIMES:
            yield _problem(f"{path}/times", "unknown", "Choose at least, at most or exactly.")
        elif number_of(times.get("n", 1)) is None or isinstance(times.get("n", 1), str):
            yield _problem(f"{path}/times/n", "type", "Enter a number.")
    if leaf.get("within") is not None:
        yield from _duration(leaf["within"], f"{path}/within")
    for name in ("sum", "distinct"):
        if leaf.get(name) is not None and not _is_path(leaf[name]):
            yield _problem(f"{path}/{name}", "missing", "Choose a property of the event.")
    if leaf.get("where") is not None:
        yield from _check(leaf["where"], f"{path}/where", depth + 1, True)


_TIMES = ("at_least", "at_most", "exactly")


def _local_time(leaf: Any, path: str) -> Iterator[Problem]:
    if not isinstance(leaf, Mapping):
        yield _problem(path, "type", "Choose from when to when.")
        return
    for name in ("from", "to"):
        try:
            parse_local_time(leaf[name])
        except (KeyError, ValueError, TypeError):
            yield _problem(f"{path}/{name}", "time", "Enter a time of day such as 09:00.")
    days = leaf.get("weekdays")
    if days is not None and not (
        isinstance(days, list | tuple) and all(type(day) is int and 1 <= day <= 7 for day in days)
    ):
        yield _problem(f"{path}/weekdays", "type", "Choose days of the week, Monday being 1.")


def _duration(value: Any, path: str) -> Iterator[Problem]:
    try:
        parse(value)
    except ValueError as error:
        yield _problem(path, "duration", str(error))
    except TypeError:
        yield _problem(path, "missing", "Enter a duration.")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and is_storable(value)


def _is_path(value: Any) -> bool:
    return _is_name(value) and all(value.split("."))


def _is_source(value: Any) -> bool:
    return _is_path(value) and value.partition(".")[0] in ROOTS and "." in value


def _problem(path: str, code: str, message: str) -> Problem:
    return Problem(path=path, code=code, message=message)
