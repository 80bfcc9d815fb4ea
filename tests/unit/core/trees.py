"""Random conditions, profiles and histories, odd enough to find where two meanings part."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from journeys.core.conditions.operators import OPERATORS

ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Beirut",
    "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/St_Johns",
    "Asia/Kathmandu",
]  # fmt: skip
NAMES = ["a", "a", "a", "b", "b", "list", "a.b", "list.0", "a.-1", "0", "list.-1", "x"]
EVENTS = ["purchase", "view"]
TEXTS = [
    "",
    "a",
    "ab",
    "abc",
    "Ä",
    "ä",
    "5",
    "5.0",
    "5.00",
    "true",
    "false",
    " 5",
    "+5",
    "日本",
    "%",
    "'",
    "\\",
]
NUMBERS = [
    0,
    1,
    5,
    -3,
    0.1,
    0.2,
    0.3,
    5.0,
    1e22,
    1e-7,
    -0.0,
    2**53,
    2**53 + 1,
    12345678901234567890,
]
DURATIONS = ["P0D", "PT1H", "P1D", "P1W", "P1M", "P1Y", "P1M2DT3H", "P90D"]

Json = Any

instants = st.datetimes(datetime(1990, 1, 1), datetime(2035, 12, 31)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC)
)


ODD_DATES = [
    "2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29", "2024-13-01", "2024-04-31", "2024-1-1",
    "2024-02-29T24:00", "2024-02-29Z", "2024-03-31T02:30", "2024-10-27T02:30",
    "2024-02-28T23:59:59.999999Z",
    "2024-02-29T10:00+15:00", "0000-01-01", "9999-12-31", "2024-02-29T10:00:60",
]  # fmt: skip


BASE = datetime(2024, 3, 31, 0, 30, tzinfo=UTC)
"""Half an hour before the clocks of Europe go forward; the values below lie around it."""

nows = st.one_of(
    instants,
    st.builds(
        lambda days, minutes: BASE + timedelta(days=days, minutes=minutes),
        st.sampled_from([0, 0, 1, -1, 7, 30, 31, 90, 210, 211, 365, 366, -30, -31, -32, 334, 335]),
        st.sampled_from([0, 1, 30, 60, 89, 90, 600, -30, -1]),
    ),
)

DATES = [
    (BASE + timedelta(days=days, minutes=minutes)).strftime(shape) + offset
    for days in (0, -1, 1, -7, 7, -30, -31, 90, -365, -31 - 366)
    for minutes, shape, offset in [
        (0, "%Y-%m-%d", ""), (0, "%Y-%m-%dT%H:%M:%S.%f", "Z"), (60, "%Y-%m-%dT%H:%M", ""),
        (120, "%Y-%m-%d %H:%M:%S", ""), (1, "%Y-%m-%dT%H:%M", "+0545"),
        (-1, "%Y-%m-%dT%H:%M", "-05:00"),
    ]
]  # fmt: skip
VALUES: list[Json] = [
    None, True, False, *TEXTS, *NUMBERS, 1e307, 10**310, -1e-305, [], [1, "a", None, True],
    ["5", 5.0],
    {"b": "a"}, {"-1": 5, "0": "ab"}, *ODD_DATES, *DATES,
]  # fmt: skip


def crowd() -> list[
    tuple[dict[str, Json], str | None, list[tuple[str, datetime, dict[str, Json]]]]
]:
    """Profile, zone and past events of customers who have every value somewhere."""
    people = []
    for n, value in enumerate(VALUES):
        other, third = VALUES[n * 7 % len(VALUES)], VALUES[n * 11 % len(VALUES)]
        profile = {"a": value, "b": other, "list": [value, third, other], "0": third}
        if n % 5 == 0:
            del profile["b"]
        if n % 3 == 0:
            profile["a"] = {"b": value, "-1": other}
        past = [
            (
                EVENTS[k % 2],
                BASE - timedelta(days=(0, 1, 30, 31, 90, 365)[(n + k) % 6], minutes=n % 3),
                {"a": VALUES[n * (k + 3) % len(VALUES)], "b": NUMBERS[(n + k) % len(NUMBERS)]},
            )
            for k in range(n % 5)
        ]
        people.append((profile, [None, *ZONES][n % (len(ZONES) + 1)], past))
    return people


def _operand(kind: str) -> st.SearchStrategy[Json]:
    by_kind: dict[str, st.SearchStrategy[Json]] = {
        "text": st.one_of(st.sampled_from(TEXTS), st.sampled_from(NUMBERS), st.booleans()),
        "list": st.one_of(st.sampled_from(TEXTS), st.sampled_from(NUMBERS)),
        "number": st.one_of(st.sampled_from(NUMBERS), st.sampled_from(["5", "0.1"])),
        "boolean": st.booleans(),
        "date": st.one_of(
            st.sampled_from(DATES), st.sampled_from(["2024-02-29", "2024-03-31T02:30"])
        ),
    }
    if kind == "date":
        return by_kind[kind]
    other = st.sampled_from(
        [{"from": "profile.b"}, {"from": "entry.x"}, {"from": "profile.list.0"}]
    )
    return st.one_of(by_kind[kind], by_kind[kind], by_kind[kind], other)


@st.composite
def comparisons(draw: Callable[[Any], Any], root: str = "profile") -> Json:
    kind = draw(st.sampled_from(list(OPERATORS)))
    op = draw(st.sampled_from(list(OPERATORS[kind])))
    leaf = {root: draw(st.sampled_from(NAMES)), "type": kind, "op": op}
    arity = OPERATORS[kind][op]
    if arity == "duration":
        leaf["value"] = draw(st.sampled_from(DURATIONS))
    elif arity == "many":
        plain = _operand(kind).filter(lambda value: not isinstance(value, dict))
        leaf["value"] = draw(st.lists(plain, min_size=1, max_size=3))
    elif arity:
        leaf["value"] = draw(_operand(kind))
        if arity == 2:
            leaf["value2"] = draw(_operand(kind))
    return leaf


@st.composite
def counts(draw: Callable[[Any], Any]) -> Json:
    times = {
        "op": draw(st.sampled_from(["at_least", "at_most", "exactly"])),
        "n": draw(st.sampled_from([0, 1, 2, 0.3, 5])),
    }
    leaf = {"did": draw(st.sampled_from(EVENTS)), "times": times}
    leaf["within"] = draw(st.sampled_from([None, *DURATIONS]))
    measure = draw(st.sampled_from(["", "sum", "distinct"]))
    if measure:
        leaf[measure] = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        leaf["where"] = draw(comparisons("event"))
    return leaf


@st.composite
def local_times(draw: Callable[[Any], Any]) -> Json:
    hours = st.sampled_from(["00:00", "02:30", "09:00", "18:00", "22:00", "23:59", "24:00"])
    leaf = {"from": draw(hours), "to": draw(hours)}
    if draw(st.booleans()):
        leaf["weekdays"] = draw(st.lists(st.integers(1, 7), max_size=7))
    return {"local_time": leaf}


def trees() -> st.SearchStrategy[Json]:
    leaves = st.one_of(
        comparisons(), comparisons(), comparisons(), counts(),
        local_times(), comparisons("entry"),
    )  # fmt: skip
    return st.recursive(
        leaves,
        lambda parts: st.one_of(
            st.builds(lambda p: {"all": p}, st.lists(parts, min_size=1, max_size=3)),
            st.builds(lambda p: {"any": p}, st.lists(parts, min_size=1, max_size=3)),
            st.builds(lambda p: {"not": p}, parts),
        ),
        max_leaves=4,
    )
