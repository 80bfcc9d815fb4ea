"""Filters that could make a value explode, held to `limits.VALUE_CHARS`.

`replace` and `join` can square the length of what they are given, `times` the length of a number,
and the filters of lists would write out a range of millions, before any check of the output sees
it; so these estimate first.
"""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from liquid.builtin.filters import array
from liquid.builtin.filters.array import join
from liquid.builtin.filters.math import times
from liquid.builtin.filters.string import append, prepend, replace
from liquid.exceptions import ResourceLimitError

from channels_app.content.limits import LOOP_TURNS, VALUE_CHARS

LISTS = {
    "concat": array.concat,
    "map": array.map_,
    "reverse": array.reverse,
    "sort": array.sort,
    "sort_natural": array.sort_natural,
    "where": array.where,
    "reject": array.reject,
    "find": array.find,
    "find_index": array.find_index,
    "has": array.has,
    "uniq": array.uniq,
    "compact": array.compact,
    "sum": array.sum_,
}

Filter = Callable[..., Any]


def bounded() -> dict[str, Filter]:
    """The filters of the library that are replaced, by name."""
    lists = {name: _checked(function, _ranges) for name, function in LISTS.items()}
    return lists | {
        "append": _checked(append, _sum),
        "prepend": _checked(prepend, _sum),
        "replace": _checked(replace, _replaced),
        "join": _checked(join, _joined),
        "times": _checked(times, _digits),
    }


def _checked(function: Filter, estimate: Callable[..., int]) -> Filter:
    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if estimate(*args) > VALUE_CHARS:
            raise ResourceLimitError("a value grew too long", token=None)
        return function(*args, **kwargs)

    return guarded


def _ranges(*values: Any) -> int:
    longest = max((len(each) for each in values if isinstance(each, range)), default=0)
    return VALUE_CHARS + 1 if longest > LOOP_TURNS else 0


def _sum(left: Any, *others: Any) -> int:
    return sum(_length(each) for each in (left, *others))


def _replaced(left: Any, what: Any = "", by: Any = "", *_: Any) -> int:
    text, old = str(left), str(what)
    hits = text.count(old) if old else len(text) + 1
    return len(text) + hits * len(str(by))


def _joined(left: Any, separator: Any = " ", *_: Any) -> int:
    items = left if isinstance(left, list | tuple) else [left]
    return sum(_length(each) for each in items) + len(items) * len(str(separator))


def _digits(left: Any, right: Any = 0, *_: Any) -> int:
    return sum(_bits(each) for each in (left, right)) // 3


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 64


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, range):
        # The library shows a range of numbers as "1..9" or joins them; the longer one counts.
        return min(len(value) * math.ceil(math.log10(max(10, abs(value.stop)))), 10**12)
    return len(str(value))
