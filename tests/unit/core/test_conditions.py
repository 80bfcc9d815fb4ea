"""What conditions mean in memory, what they read, and when they change by themselves (S5, S10)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from journeys.core.conditions import (
    absent_profile,
    attributes_in,
    check_condition,
    compile_condition,
    events_in,
    history_needs,
    next_change,
    same,
)
from journeys.core.conditions.operators import OPERATORS
from journeys.core.view import Occurrence, View
from journeys.core.windows import to_instant, to_local
from tests.unit.core.trees import crowd, nows, trees

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CITY = {"profile": "city", "op": "is", "value": "Riga"}
BIG = {"event": "total", "type": "number", "op": "gt", "value": 50}
CROWD = crowd()


def view(profile: dict[str, Any] | None = None, **more: Any) -> View:
    return View(now=NOW, profile=profile or {}, zone=BERLIN, workspace_zone=BERLIN, **more)


def view_of(person: Any, now: datetime) -> View:
    profile, zone, past = person
    history: dict[str, list[Occurrence]] = {}
    for name, when, properties in past:
        history.setdefault(name, []).append(Occurrence(when, properties))
    own = ZoneInfo(zone) if zone else BERLIN
    return View(now=now, profile=profile, zone=own, workspace_zone=BERLIN, history=history)


def test_no_condition_always_holds() -> None:
    assert compile_condition(None)(view())
    assert compile_condition({})(view())


@pytest.mark.parametrize(
    ("kind", "op"), [(k, op) for k, ops in OPERATORS.items() for op in ops if op != "is_not_set"]
)
def test_a_comparison_with_an_absent_value_is_false_but_for_the_negative_ones(
    kind: str, op: str
) -> None:
    value: Any = {"text": "a", "number": 1, "date": "2024-01-01", "boolean": True, "list": "a"}[
        kind
    ]
    if OPERATORS[kind][op] == "duration":
        value = "P1D"
    leaf = {"profile": "x", "type": kind, "op": op, "value": value, "value2": value}
    if OPERATORS[kind][op] == "many":
        leaf["value"] = [value]
    expected = op in ("is_not", "not_contains", "not_in", "has_not")
    assert compile_condition(leaf)(view()) is expected
    assert compile_condition(leaf)(view({"x": None})) is expected


# -- S5: what is absent ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "profile", "missing"),
    [
        (CITY, {}, ("city",)),
        (CITY, {"city": None}, ("city",)),
        (CITY, {"city": "Oslo"}, ()),
        ({"all": [CITY, BIG]}, {}, ()),  # the event rules it out, whatever the profile says
        ({"any": [CITY, BIG]}, {}, ("city",)),
        ({"not": CITY}, {}, ("city",)),
        ({"profile": "city", "op": "is_not_set"}, {}, ()),
        ({"all": [CITY, {"profile": "age", "type": "number", "op": "gt", "value": 3}]}, {},
         ("city", "age")),
        ({"profile": "a", "op": "is", "value": {"from": "profile.b"}}, {"a": "x"}, ("b",)),
    ],
)  # fmt: skip
def test_s5_absent_attributes_are_named_when_they_could_decide(
    tree: Any, profile: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert absent_profile(tree, view(profile)) == missing


@settings(max_examples=60, deadline=None)
@given(tree=trees(), now=nows)
def test_s5_what_holds_lacks_nothing(tree: Any, now: datetime) -> None:
    holds = compile_condition(tree)
    for person in CROWD[::13]:
        here = view_of(person, now)
        known = set(attributes_in(tree))
        assert set(absent_profile(tree, here)) <= known
        if holds(here) and "'not':" not in str(tree):
            assert absent_profile(tree, here) == ()


# -- what is read ------------------------------------------------------------------------------


def test_what_a_condition_reads() -> None:
    tree = {
        "all": [
            CITY,
            {"did": "purchase", "within": "P90D", "where": {"event": "total", "op": "is_set"}},
            {"not": {"any": [{"did": "view"}, {"did": "purchase", "within": "P30D"}]}},
        ]
    }
    assert attributes_in(tree) == ("city",)
    assert events_in(tree) == ("purchase", "view")
    assert history_needs(tree) == {"purchase": timedelta(days=91), "view": None}


def test_values_of_different_kinds_can_be_the_same_to_a_person() -> None:
    assert same(12, "12")
    assert same(12.0, 12)
    assert not same(None, None)
    assert not same("12", "12.0")


# -- S10: when it changes ----------------------------------------------------------------------


def second_pass(moment: datetime, zone: ZoneInfo) -> bool:
    """In the hour that occurs twice, the second time: there the wall clock goes back."""
    return to_instant(to_local(moment, zone), zone) != moment


@settings(max_examples=100, deadline=None)
@given(tree=trees(), now=nows, shares=st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_s10_nothing_changes_before_the_next_change(
    tree: Any, now: datetime, shares: list[float]
) -> None:
    holds = compile_condition(tree)
    for person in CROWD[::9]:
        here = view_of(person, now)
        change = next_change(tree, here)
        assert change is None or change > now
        until = change or now + timedelta(days=800)
        before = holds(here)
        for share in shares:
            then = now + (until - now) * share
            if (
                then < until
                and not second_pass(then, here.zone)
                and not second_pass(now, here.zone)
            ):
                assert holds(replace(here, now=then)) is before, (person, then)


# -- checks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ([], ""),
        ({}, ""),
        ({"all": []}, "/all"),
        ({"all": "x"}, "/all"),
        ({"any": [CITY, {"profile": ""}]}, "/any/1/profile"),
        ({"profile": "x", "op": "gt", "value": "a"}, "/op"),
        ({"profile": "x", "type": "number", "op": "gt", "value": "a"}, "/value"),
        ({"profile": "x", "type": "number", "op": "between", "value": 1}, "/value2"),
        ({"profile": "x", "op": "in", "value": ["a", {}]}, "/value/1"),
        ({"profile": "x", "op": "is", "value": {"from": "nowhere"}}, "/value"),
        ({"profile": "x", "op": "is", "value": "a\0"}, "/value"),
        ({"profile": "x", "type": "date", "op": "before", "value": "2023-02-29"}, "/value"),
        ({"profile": "x", "type": "date", "op": "within_last", "value": "90 days"}, "/value"),
        ({"profile": ["x"], "op": "is", "value": "a"}, "/profile"),
        ({"profile": "x", "type": ["text"], "op": {}, "value": "a"}, "/type"),
        ({"did": "", "times": {"op": "most"}}, "/did"),
        ({"did": "x", "times": {"n": "two"}}, "/times/n"),
        ({"did": "x", "where": {"did": "y"}}, "/where"),
        ({"local_time": {"from": "9", "to": "18:00"}}, "/local_time/from"),
        ({"local_time": {"from": "09:00", "to": "18:00", "weekdays": [0]}}, "/local_time/weekdays"),
    ],
)
def test_what_is_wrong_with_a_condition_is_said_with_its_place(tree: Any, path: str) -> None:
    problems = list(check_condition(tree, ""))
    assert path in [problem.path for problem in problems]
    assert tree == {} or not compile_condition(tree)(view({"x": "a"}))


json_like = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
              st.sampled_from(["P1D", "2024-02-29", "is", "text", "profile.x"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["all", "any", "not", "profile", "event", "did", "op", "type", "value",
                             "value2", "times", "within", "where", "local_time", "from", "to", "n",
                             "weekdays", "sum", "distinct"]), inner, max_size=4),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(tree=json_like)
def test_any_json_is_checked_and_evaluated_without_an_exception(tree: Any) -> None:
    problems = list(check_condition(tree, ""))
    if isinstance(tree, dict):
        assert compile_condition(tree)(view({"x": "a"})) in (True, False)
        next_change(tree, view())
        history_needs(tree)
        attributes_in(tree)
        if not problems:
            absent_profile(tree, view())


def test_a_deep_condition_is_refused_and_never_holds() -> None:
    tree: Any = CITY
    for _ in range(3000):
        tree = {"not": tree}
    (problem,) = check_condition(tree, "")
    assert problem.code == "deep"
    assert not compile_condition(tree)(view())
