"""The trigger on what becomes of messages and on what customers say."""

from typing import Any

import pytest

from journeys.core.items import MESSAGE
from journeys.triggers.message import folded
from tests.builders import Customer, document, mail

OPENED = {"what": "opened", "channel": "email", "journey": "welcome", "step": "hello"}


def entered(config: dict[str, Any], **said: Any) -> bool:
    triggers = {"start": {"kind": "message", "config": config, "next": "first"}}
    charlie = Customer(document({"first": mail()}, triggers=triggers))
    charlie.does(MESSAGE, **said)
    assert charlie.refusals in ([], ["filter"])
    return bool(charlie.runs)


@pytest.mark.parametrize(
    ("config", "holds"),
    [
        ({"what": "opened"}, True),
        ({"what": "clicked"}, False),
        ({"what": "opened", "channel": "email"}, True),
        ({"what": "opened", "channel": "sms"}, False),
        ({"what": "opened", "journey": "welcome", "step": "hello"}, True),
        ({"what": "opened", "journey": "other"}, False),
        ({"what": "opened", "topic": "news"}, False),
    ],
)
def test_what_is_not_chosen_does_not_matter(config: dict[str, Any], holds: bool) -> None:
    assert entered(config, **OPENED) is holds


@pytest.mark.parametrize("text", ["join", "JOIN", " Join! ", "start"])
def test_a_keyword_is_the_whole_message(text: str) -> None:
    assert entered({"what": "replied", "keyword": "JOIN, Start"}, what="replied", text=text)


@pytest.mark.parametrize("text", ["join me", "enjoin", ""])
def test_other_words_are_no_keyword(text: str) -> None:
    assert not entered({"what": "replied", "keyword": "JOIN"}, what="replied", text=text)


def test_events_of_another_sort_leave_no_refusal_and_a_filter_does() -> None:
    config = {"what": "clicked", "filter": {"event": "product", "op": "is", "value": "tea"}}
    triggers = {"start": {"kind": "message", "config": config, "next": "first"}}
    charlie = Customer(document({"first": mail()}, triggers=triggers))
    charlie.does(MESSAGE, what="opened")
    assert charlie.refusals == []
    charlie.does(MESSAGE, what="clicked", product="coffee")
    assert charlie.refusals == ["filter"]
    charlie.does(MESSAGE, what="clicked", product="tea")
    assert charlie.runs


def test_folding_keeps_letters_of_every_alphabet() -> None:
    assert folded(" СТОП. ") == "стоп"
    assert folded("退订！") == "退订"
    assert folded("Stop  all!") == "stop all"
