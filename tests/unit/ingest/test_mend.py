"""One bad item must not spoil its batch."""

import json
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.ingest.envelope import batch, events_of
from journeys.ingest.items import Received
from journeys.ingest.mend import TOO_DEEP, mended
from tests.unit.ingest.test_items import AT, json_values

GOOD = b'{"type":"track","userId":"u","event":"e"}'


def errors_of(item: bytes) -> list[dict[str, Any]]:
    """The errors of a batch in which the item stands between two good ones."""
    events, errors = events_of(
        batch(b'{"batch":[' + b",".join([GOOD, item, GOOD]) + b"]}"), Received(at=AT)
    )
    assert len(events) == 3 - len(errors)
    return errors


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        (b"NaN", "bad_number"),
        (b"-Infinity", "bad_number"),
        (b"[Infinity]", "bad_number"),
        (b"1e400", "bad_number"),
        (rb'"\ud800"', "not_storable"),
        (rb'"\udc00\ud800"', "not_storable"),
        (rb'"\\\ud800\\ud800"', "not_storable"),
        (rb'"\u0000"', "not_storable"),
        (b'"\xff"', "not_storable"),
        (b"[" * 5000 + b"]" * 5000, "too_deep"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "too_deep"),
    ],
)
def test_s1_the_good_items_beside_it_are_kept(properties: bytes, code: str) -> None:
    item = b'{"type":"track","userId":"u","event":"e","properties":{"a":' + properties + b"}}"
    (error,) = errors_of(item)
    assert (error["index"], error["code"]) == (1, code)


@pytest.mark.parametrize("text", [rb"NaN", rb"\\ud800", rb"\ud83d\ude00", rb"\"NaN [[{{", rb"\\"])
def test_texts_that_only_look_bad_stay(text: bytes) -> None:
    raw = b'{"type":"track","userId":"u","event":"e","properties":{"a":"' + text + b'","b":NaN}}'
    assert [error["code"] for error in errors_of(raw)] == ["bad_number"]
    good = b'[{"a":"' + text + b'"}]'
    assert mended(good) == good


@given(json_values)
def test_good_json_is_left_alone(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        assert mended(text.encode()) == text.encode()


@given(st.recursive(st.just(math.nan) | st.just(math.inf) | st.text(), st.lists, max_leaves=10))
def test_what_python_writes_becomes_json(value: Any) -> None:
    """json.dumps writes NaN, Infinity and lone surrogates; afterwards the structure can be read."""
    msgspec.json.decode(mended(json.dumps(value).encode()), type=msgspec.Raw)


def test_the_depth_is_pruned_and_what_follows_is_kept() -> None:
    deep = b"[" * (TOO_DEEP + 50) + b'"]"' + b"]" * (TOO_DEEP + 50)
    raw = b"[" + deep + b",1]"
    assert json.loads(mended(raw))[1] == 1
