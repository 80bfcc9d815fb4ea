"""Drafts: every problem with its place, in any JSON; facts; the published schema; the catalogue."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.core.catalogue import catalogue, sentences
from journeys.core.facts import facts
from journeys.core.graph import Canvas, Graph
from journeys.core.problems import Problem
from journeys.core.schema import Kinds, config_schema, journey_schema
from journeys.core.validate import check_draft
from journeys.management.commands.journey_schema import FILE, text
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from tests.builders import document, mail, step, wait_for

KINDS = Kinds(STEPS, TRIGGERS)
GALLERY = sorted(Path("journeys/gallery").glob("*.json"))
SCHEMA = jsonschema.Draft202012Validator(journey_schema(KINDS))
CART = document(
    {
        "hour": wait_for("purchase", "PT1H", {"timeout": "first"}),
        "first": mail("day"),
        "day": wait_for("purchase", "PT24H", {"timeout": "second"}),
        "second": mail(),
    },
    exits=[{"id": "bought", "event": "purchase"}],
)


def found(graph: Any, **known: Any) -> list[tuple[str, str]]:
    return [(p.path, p.code) for p in check_draft(graph, KINDS, **known)]


def changed(place: str, value: Any) -> Any:
    """The cart journey with one place changed; None removes it."""
    graph = json.loads(json.dumps(CART))
    *way, last = place.strip("/").split("/")
    here = graph
    for part in way:
        here = here[int(part)] if isinstance(here, list) else here[part]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return graph


def test_a_sound_journey_has_no_problems() -> None:
    assert found(CART) == []
    assert SCHEMA.is_valid(CART)


def test_the_look_of_the_drawing_is_optional_and_strict() -> None:
    note = {"text": "Ask Bob", "colour": "yellow", "x": 0, "y": -20.5, "width": 220, "height": 140}
    group = {"title": "Reminders", "colour": "blue", "members": ["first", "second"]}
    look = {"direction": "right", "groups": {"g": group}, "notes": {"n": note}}
    assert found(CART | {"canvas": look}) == []
    assert found(CART | {"canvas": {}}) == []
    graph = msgspec.convert(CART | {"canvas": look}, Graph)
    assert json.loads(msgspec.json.encode(graph.canvas)) == look
    assert msgspec.convert(CART, Graph).canvas == Canvas()
    for wrong in (
        {"direction": "up"},
        {"groups": {"g": group | {"colour": "pink"}}},
        {"notes": {"n": note | {"width": 0}}},
        {"zoom": 1},
    ):
        assert found(CART | {"canvas": wrong})


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_the_ready_made_journeys_have_no_problems(path: Path) -> None:
    graph = json.loads(path.read_text(encoding="utf-8"))
    graph = graph.get("document", graph)
    assert found(graph) == []
    assert SCHEMA.is_valid(graph)


@pytest.mark.parametrize(
    ("place", "value", "path", "code"),
    [
        ("/name", None, "/name", "missing"),
        ("/name", " ", "/name", "missing"),
        ("/format", 2, "/format", "choice"),
        ("/colour", "red", "/colour", "no_such_setting"),
        ("/triggers", {}, "/triggers", "no_trigger"),
        ("/triggers/start/next", None, "/triggers/start/next", "no_step"),
        ("/triggers/start/next", "gone", "/triggers/start/next", "no_target"),
        ("/triggers/start/kind", "comet", "/triggers/start/kind", "unknown_kind"),
        ("/triggers/start/config/event", "", "/triggers/start/config/event", "missing"),
        ("/triggers/start/config/max_age", "1 day", "/triggers/start/config/max_age", "duration"),
        ("/steps/hour/config/cases", [], "/steps/hour/config/cases", "missing"),
        ("/steps/hour/config/cases/0/id", "timeout", "/steps/hour/config/cases/0/id", "duplicate"),
        ("/steps/hour/config/timeout", 5, "/steps/hour/config/timeout", "type"),
        ("/steps/hour/config/speed", 5, "/steps/hour/config/speed", "no_such_setting"),
        ("/steps/hour/next/timeout", "gone", "/steps/hour/next/timeout", "no_target"),
        ("/steps/hour/next/removed", "day", "/steps/hour/next/removed", "dead_port"),
        ("/steps/first/config/subject", " ", "/steps/first/config/subject", "missing"),
        ("/steps/first/config/html", "", "/steps/first/config/html", "missing"),
        ("/steps/first/config", [], "/steps/first/config", "type"),
        ("/steps/first/version", 9, "/steps/first/version", "version"),
        ("/steps/UPPER", {"kind": "exit"}, "/steps/UPPER", "id"),
        ("/steps/start", {"kind": "exit"}, "/steps/start", "duplicate"),
        ("/exits/0/event", None, "/exits/0/event", "missing"),
        ("/exits/0/filter", {"all": []}, "/exits/0/filter/all", "empty"),
        ("/entry/rule", "often", "/entry/rule", "choice"),
        ("/entry", {"rule": "once_per_period"}, "/entry/period", "missing"),
    ],
)
def test_what_is_wrong_is_an_error_with_its_place(
    place: str, value: Any, path: str, code: str
) -> None:
    problems = check_draft(changed(place, value), KINDS)
    assert (path, code) in [(p.path, p.code) for p in problems if p.severity == "error"]
    for problem in problems:
        assert problem.message.endswith(".")
        family, _, rest = problem.path[1:].partition("/")
        if family in ("steps", "triggers") and rest:
            assert problem.step == rest.partition("/")[0]


@pytest.mark.parametrize(
    ("place", "value", "path", "code"),
    [
        ("/steps/alone", mail(), "/steps/alone", "unreachable"),
        ("/steps/first/config/topic", "", "/steps/first/config/topic", "no_topic"),
        ("/steps/first/next/out", None, "/steps/day", "unreachable"),
        (
            "/steps/first",
            step("wait", "day", duration="PT0S"),
            "/steps/first/config/duration",
            "empty",
        ),
    ],
)
def test_what_may_be_meant_is_a_warning(place: str, value: Any, path: str, code: str) -> None:
    problems = check_draft(changed(place, value), KINDS)
    assert (path, code) in [(p.path, p.code) for p in problems]
    assert {p.severity for p in problems} == {"warning"}


def test_a_wait_without_a_timeout_is_a_warning() -> None:
    graph = changed("/steps/hour/config", {"cases": [{"id": "x", "event": "y"}], "timeout": None})
    graph["steps"]["hour"]["next"] = {"x": "first"}
    assert found(graph) == [("/steps/hour/config/timeout", "endless")]


def test_a_wait_that_can_never_end_is_an_error() -> None:
    never = {"id": "x", "condition": {"entry": "a", "op": "is", "value": "b"}}
    graph = document({"w": step("wait_for", cases=[never], timeout=None)})
    problems = [(p.path, p.code, p.severity) for p in check_draft(graph, KINDS)]
    assert problems == [
        ("/steps/w/config/timeout", "endless", "error"),
        ("/steps/w/config/cases/0/condition", "never", "warning"),
    ]


def test_s14_a_loop_without_a_wait_is_an_error() -> None:
    spin = document({"a": mail("b"), "b": mail("a")})
    assert [(p, c) for p, c in found(spin) if c == "spin"] == [
        ("/steps/a", "spin"), ("/steps/b", "spin"),
    ]  # fmt: skip
    slow = document({"a": mail("b"), "b": step("wait", "a", duration="P1D")})
    assert found(slow) == []
    null = document({"a": mail("b"), "b": step("wait", "a", duration="P0D")})
    assert ("/steps/b", "spin") in found(null)


def test_a_step_between_two_loops_is_not_on_one() -> None:
    case = [{"id": "x", "condition": {"profile": "p", "op": "is_set"}}]
    fork = step("branch", {"x": "a", "else": "b"}, cases=case)
    other = step("branch", {"x": "c", "else": "d"}, cases=case)
    graph = document({"a": fork, "b": mail("c"), "c": other, "d": mail()})
    assert [p for p, c in found(graph) if c == "spin"] == ["/steps/a", "/steps/c"]


def test_names_that_were_never_seen_are_warnings() -> None:
    case = {"id": "x", "condition": {"profile": "citty", "op": "is_set"}}
    graph = document({"b": step("branch", {"x": "m"}, cases=[case]), "m": mail(topic="nwes")})
    problems = check_draft(graph, KINDS, attributes={"city"}, events={"purchase"}, topics={"news"})
    assert {(p.path, p.code, p.severity) for p in problems} == {
        ("/steps/b/config/cases/0/condition", "unknown_attribute", "warning"),
        ("/triggers/start/config/event", "unknown_event", "warning"),
        ("/steps/m/config/topic", "unknown_topic", "warning"),
    }
    assert found(graph, events={"add_to_cart"}, attributes={"citty"}, topics={"nwes"}) == []


def test_events_that_the_journey_records_itself_are_known() -> None:
    graph = document({"say": step("emit_event", "hear", event="x"),
                      "hear": wait_for("x", "PT1H", {})})  # fmt: skip
    assert found(graph, events={"add_to_cart"}) == []


def test_what_a_message_says_is_checked_by_the_channel() -> None:
    def content(kind: str, config: Mapping[str, Any]) -> list[Problem]:
        assert (kind, config["subject"]) == ("send_message", "Hello")
        return [Problem(path="/html", code="template", message="Close the tag.")]

    graph = document({"m": mail()})
    assert found(graph, content=content) == [("/steps/m/config/html", "template")]


# -- anything at all ---------------------------------------------------------------------------

NAMES = [
    "format",
    "name",
    "entry",
    "rule",
    "period",
    "unit",
    "duration",
    "exits",
    "event",
    "match",
    "triggers",
    "steps",
    "kind",
    "config",
    "next",
    "cases",
    "id",
    "condition",
    "filter",
    "timeout",
    "shares",
    "weight",
    "sets",
    "a",
    "b",
    "out",
    "version",
    "window",
    "moment",
    "cron",
]
TEXTS = ["a", "b", "out", "PT1H", "P1D", "once_per_period"]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4),
    st.sampled_from([*STEPS, *TRIGGERS, *TEXTS, 10**400]),
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=3)), inner, max_size=5),
    ),
    max_leaves=25,
)
CONFIG = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=4)
NODE = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from([*STEPS, *TRIGGERS, "nothing", 7]),
        "config": st.one_of(CONFIG, ANYTHING),
        "next": st.one_of(
            st.sampled_from("ab"),
            st.dictionaries(st.text(max_size=3), st.sampled_from("ab")),
            ANYTHING,
        ),
        "version": st.one_of(st.integers(-1, 3), ANYTHING),
    },
)
DRAFT = st.fixed_dictionaries(
    {"format": st.just(1), "name": st.text(max_size=3)},
    optional={
        "triggers": st.dictionaries(st.sampled_from("ab"), st.one_of(NODE, ANYTHING)),
        "steps": st.dictionaries(st.sampled_from("ab/~"), st.one_of(NODE, ANYTHING)),
        "exits": st.one_of(st.lists(CONFIG, max_size=2), ANYTHING),
        "entry": st.one_of(CONFIG, ANYTHING),
        "layout": ANYTHING,
        "canvas": ANYTHING,
    },
)


@settings(max_examples=150, deadline=None)
@given(anything=st.one_of(ANYTHING, DRAFT, DRAFT, DRAFT))
def test_any_json_at_all_gives_problems_and_never_an_exception(anything: Any) -> None:
    problems = check_draft(
        anything, KINDS, attributes={"a"}, events={"b"}, topics={"c"}, content=lambda *_: []
    )
    assert msgspec.json.encode(problems)
    assert facts(anything, KINDS).keys() == facts(CART, KINDS).keys()
    if SCHEMA.is_valid(anything) is False:
        assert problems


def test_what_is_nested_without_end_is_refused() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    assert found({**CART, "description": deep}) == [("", "deep")]
    assert facts(deep, KINDS)["messages_per_week"] == 0


# -- facts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("graph", "per_run", "per_week"),
    [
        (CART | {"entry": {"rule": "once"}}, 2, 2),
        (CART, 2, 168),  # a mail an hour, if one buys at once and starts anew
        (CART | {"entry": {"rule": "every_time"}}, 2, None),
        (CART | {"entry": {"rule": "one_at_a_time", "key": "cart"}}, 2, None),
        (CART | {"entry": {"rule": "once_per_period",
                           "period": {"kind": "rolling", "duration": "P30D"}}}, 2, 2),
        (CART | {"entry": {"rule": "once_per_period",
                           "period": {"kind": "calendar", "unit": "week"}}}, 2, 6),
        (document({"a": mail("w"), "w": step("wait", "a", duration="P1D")}, rule="once"), None, 7),
        (document({"a": mail("w"), "w": step("wait", "a", duration="P7D")}, rule="once"), None, 1),
        (document({"a": mail("b"), "b": mail("a")}, rule="once"), None, None),
        (document({"e": step("exit")}), 0, 0),
        (document({"s": step("split", {"a": "a", "b": "b"},
                             shares=[{"id": "a"}, {"id": "b"}]), "a": mail(), "b": mail()},
                  rule="once"), 1, 1),
        (document({"m": mail()}, triggers={"d": {"kind": "date", "next": "m", "config": {
            "attribute": "birthday"}}}), 1, 1),
        (document({"m": mail()}, triggers={"d": {"kind": "schedule", "next": "m", "config": {
            "repeat": "cron", "cron": "0 9 * * 1,4"}}}), 1, 2),
    ],
)  # fmt: skip
def test_facts_say_the_worst_case(graph: Any, per_run: int | None, per_week: int | None) -> None:
    said = facts(graph, KINDS)
    assert (said["messages_per_run"], said["messages_per_week"]) == (per_run, per_week)


# -- what is published -------------------------------------------------------------------------


def test_the_published_schema_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run manage.py journey_schema"
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))


def test_the_schema_names_the_kind_that_is_wrong() -> None:
    wrong = changed("/steps/first/config/purpose", "fun")
    (error,) = SCHEMA.iter_errors(wrong)
    assert list(error.absolute_path) == ["steps", "first", "config", "purpose"]


@pytest.mark.parametrize("cls", [*STEPS.values(), *TRIGGERS.values()], ids=lambda cls: cls.kind)
def test_every_kind_is_described_for_the_editor(cls: Any) -> None:
    registry = STEPS if cls.kind in STEPS and STEPS[cls.kind] is cls else TRIGGERS
    assert registry[cls.kind] is cls
    kinds = {k["kind"]: k for family in ("steps", "triggers") for k in catalogue(KINDS)[family]}
    kind = kinds[cls.kind]
    assert kind["title"]
    assert kind["icon"]
    assert kind["summary"]
    assert kind["help"].split("\n")[0].endswith(".")
    assert kind["group"] in ("trigger", "flow", "message", "people", "end")
    for name, field in config_schema(cls.Config)["properties"].items():
        assert field.get("title"), name


def test_every_sentence_can_be_translated() -> None:
    for sentence in sentences(KINDS):
        assert isinstance(sentence, str)
        assert sentence.strip()
        assert "!" not in sentence


CONFIGS: list[tuple[Any, dict[str, Any]]] = [
    (TRIGGERS[t["kind"]] if family == "triggers" else STEPS[t["kind"]], t.get("config", {}))
    for path in GALLERY
    for document_ in [json.loads(path.read_text(encoding="utf-8"))]
    for graph in [document_.get("document", document_)]
    for family in ("triggers", "steps")
    for t in graph[family].values()
]


@pytest.mark.parametrize(("cls", "config"), CONFIGS)
def test_a_config_survives_encoding_and_decoding(cls: Any, config: dict[str, Any]) -> None:
    decoded = msgspec.convert(config, cls.Config)
    again = msgspec.json.decode(msgspec.json.encode(decoded), type=cls.Config)
    assert again == decoded
    assert not list(cls.check(decoded, ""))
