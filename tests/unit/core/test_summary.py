"""Summaries say the same in Python and in TypeScript: both are held to the same fixtures."""

import json
from pathlib import Path
from typing import Any

import pytest

from journeys.core.catalogue import kind_data
from journeys.core.summary import summarise
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

FIXTURES = json.loads(Path("tests/fixtures/summaries.json").read_text(encoding="utf-8"))
KINDS = [*STEPS.values(), *TRIGGERS.values()]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda f: f["text"])
def test_a_summary_says_what_the_editor_says(fixture: Any) -> None:
    assert summarise(fixture["message"], fixture["config"]) == fixture["text"]


def test_an_unfinished_message_is_no_accident() -> None:
    assert summarise("Wait {duration", {"duration": "PT1H"}) == "Wait PT1H"
    assert summarise("{a, select, x {", {}) == ""


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.kind)
def test_every_kind_has_a_summary_before_it_is_filled_in(cls: Any) -> None:
    fields = kind_data(cls)["schema"]["properties"]
    fresh = {name: field["default"] for name, field in fields.items() if "default" in field}
    text = summarise(cls.summary, fresh)
    assert text
    assert "{" not in text


@pytest.mark.parametrize(
    ("kind", "config", "text"),
    [
        ("wait", {"duration": "P1D", "at": "09:00"}, "Wait 1 day, until 09:00"),
        ("wait_until", {"until": "moment", "moment": {"from": "profile.visit"},
                        "direction": "before", "offset": "P1D", "at": "18:00"},
         "Wait until 1 day before profile.visit, 18:00"),
        ("wait_for", {"cases": [{"id": "a", "event": "purchase"}], "timeout": "PT1H"},
         "Wait up to 1 hour for purchase"),
        ("split", {"shares": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]},
         "Split 2 ways: A, B"),
        ("send_message", {"subject": "Your cart"}, "Your cart"),
        ("update_profile", {"sets": [{"attribute": "city"}]}, "Change city"),
        ("goal", {"event": "purchase"}, "purchase"),
        ("exit", {"reason": "bought"}, "End: bought"),
        ("event", {"event": "add_to_cart"}, "When add_to_cart happens"),
        ("date", {"source": "profile", "attribute": "birthday", "direction": "before", "days": 1,
                  "at": "09:00", "repeat": "yearly"},
         "1 day before birthday, every year, at 09:00"),
        ("schedule", {"repeat": "cron", "cron": "0 9 * * 1", "zone": "customer"},
         "Starts every Mon at 09:00, in each customer's zone, for everyone"),
    ],
)  # fmt: skip
def test_what_a_card_says(kind: str, config: Any, text: str) -> None:
    cls: Any = STEPS.get(kind) or TRIGGERS[kind]
    assert summarise(cls.summary, config) == text
