"""One item from bytes to event: fields, limits, and what cannot be stored."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.core.items import Event
from journeys.ingest.items import ITEM_LIMIT, Received, decode, event_of
from journeys.ingest.refusals import ItemError

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = Received(at=AT)


def taken(kind: str | None = "track", told: Received = TOLD, **fields: Any) -> Event:
    return taken_raw(json.dumps(fields).encode(), kind, told)


def taken_raw(raw: bytes, kind: str | None = "track", told: Received = TOLD) -> Event:
    return event_of(kind, decode(raw), raw, told)


def refused(kind: str | None = "track", **fields: Any) -> ItemError:
    with pytest.raises(ItemError) as caught:
        taken(kind, **fields)
    return caught.value


def refused_raw(raw: bytes) -> ItemError:
    with pytest.raises(ItemError) as caught:
        taken_raw(raw)
    return caught.value


def test_track() -> None:
    event = taken(userId="u1", event="Order Done", properties={"total": 3}, messageId="m1")
    assert event == Event(
        kind="track",
        name="Order Done",
        message_id="m1",
        timestamp=AT,
        user_id="u1",
        properties={"total": 3},
    )


def test_identify_carries_traits() -> None:
    event = taken("identify", anonymousId="a", traits={"city": "Łódź"})
    assert (event.name, event.properties) == ("$identify", {"city": "Łódź"})
    assert (event.user_id, event.anonymous_id) == (None, "a")


@pytest.mark.parametrize("kind", ["page", "screen"])
def test_page_and_screen_keep_their_name_as_a_property(kind: str) -> None:
    event = taken(kind, userId="u", name="Cart", category="Shop", properties={"url": "/cart"})
    assert event.name == f"${kind}"
    assert event.properties == {"url": "/cart", "name": "Cart", "category": "Shop"}


def test_group_keeps_its_id_in_the_context() -> None:
    event = taken("group", userId="u", groupId="g", traits={"plan": "x"}, context={"ip": "::1"})
    assert event.properties == {"plan": "x"}
    assert event.context == {"ip": "::1", "groupId": "g"}


def test_alias() -> None:
    event = taken("alias", userId="u", previousId="a")
    assert (event.user_id, event.previous_id) == ("u", "a")


def test_a_message_id_is_made_when_there_is_none() -> None:
    first, second = taken(userId="u", event="e"), taken(userId="u", event="e", messageId=" ")
    assert first.message_id
    assert first.message_id != second.message_id


def test_the_batch_lends_context_sent_at_and_historical() -> None:
    sent = datetime(2026, 3, 1, 13, tzinfo=UTC)
    told = Received(at=AT, sent=sent, context={"a": 1, "b": 1}, historical=True)
    event = taken(
        told=told, userId="u", event="e", timestamp="2026-03-01T12:59:00Z", context={"b": 2}
    )
    assert event.timestamp == datetime(2026, 3, 1, 11, 59, tzinfo=UTC)
    assert event.context == {"a": 1, "b": 2}
    assert event.historical
    assert not taken(told=told, userId="u", event="e", historical=False).historical


def test_s6_the_item_s_own_sent_at_comes_first() -> None:
    told = Received(at=AT, sent=datetime(2030, 1, 1, tzinfo=UTC))
    event = taken(
        told=told,
        userId="u",
        event="e",
        timestamp="2026-03-01T09:00:00Z",
        sentAt="2026-03-01T10:00:00Z",
    )
    assert event.timestamp == datetime(2026, 3, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "fields", "code", "path"),
    [
        ("track", {"event": "e"}, "missing", "/userId"),
        ("track", {"event": "e", "userId": "", "anonymousId": "  "}, "missing", "/userId"),
        ("track", {"userId": "u"}, "missing", "/event"),
        ("track", {"userId": "u", "event": " "}, "missing", "/event"),
        ("group", {"userId": "u"}, "missing", "/groupId"),
        ("alias", {"userId": "u"}, "missing", "/previousId"),
        ("alias", {"anonymousId": "u", "previousId": "p"}, "missing", "/userId"),
        (None, {"userId": "u"}, "missing", "/type"),
        ("delete", {"userId": "u"}, "unknown_type", "/type"),
        ("track", {"userId": [5], "event": "e"}, "wrong_type", "/userId"),
        ("track", {"userId": "u", "event": ["e"]}, "wrong_type", "/event"),
        ("track", {"userId": "u", "event": "e", "properties": []}, "wrong_type", "/properties"),
        ("identify", {"userId": "u", "traits": "x"}, "wrong_type", "/traits"),
        ("track", {"userId": "u", "event": "e", "context": 1}, "wrong_type", "/context"),
        ("track", {"userId": "u", "event": "e", "messageId": 1}, "wrong_type", "/messageId"),
        ("track", {"userId": "u", "event": "e", "timestamp": True}, "wrong_type", "/timestamp"),
        ("track", {"userId": "u", "event": "e", "timestamp": 17}, "bad_timestamp", "/timestamp"),
        ("track", {"userId": "u", "event": "e", "sentAt": "x"}, "bad_timestamp", "/sentAt"),
        ("track", {"userId": "u" * 256, "event": "e"}, "too_long", "/userId"),
        ("track", {"anonymousId": "u" * 256, "event": "e"}, "too_long", "/anonymousId"),
        ("track", {"userId": "u", "event": "e" * 256}, "too_long", "/event"),
        ("track", {"userId": "u", "event": "e", "messageId": "m" * 256}, "too_long", "/messageId"),
        ("track", {"userId": "u", "event": "e\0"}, "not_storable", ""),
        ("track", {"userId": "u", "event": "e", "properties": {"a\0": 1}}, "not_storable", ""),
        ("track", {"userId": "u", "event": "e", "context": {"a": ["\0"]}}, "not_storable", ""),
        ("track", {"userId": "u", "event": "e", "properties": {"a": "\ud800"}}, "bad_json", ""),
    ],
)
def test_refuses_by_field(kind: str | None, fields: dict[str, Any], code: str, path: str) -> None:
    error = refused(kind, **fields)
    assert (error.code, error.path) == (code, path)
    assert error.message.endswith(".")


def test_a_number_as_an_id_is_its_text() -> None:
    event = taken(userId=42, anonymousId=7, event="e")
    assert (event.user_id, event.anonymous_id) == ("42", "7")


def test_names_the_type_in_plain_words() -> None:
    assert refused(userId=True, event="e").message == (
        "userId must be a number or text, not true or false."
    )
    assert refused(userId="u", event="e", properties=[]).message == (
        "properties must be an object, not a list."
    )


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"userId":"u","event":"e","properties":{"a":1e400}}', "bad_number"),
        (b'{"userId":"u","event":"e","properties":{"a":-1e400}}', "bad_number"),
        (b'{"userId":"u","event":"e","properties":{"a":' + b"9" * 5000 + b"}}", "bad_number"),
        (b'{"userId":"u","event":"e","properties":{"a":NaN}}', "bad_json"),
        (b'{"userId":"u","event":"\xff"}', "not_storable"),
        (b'{"userId":"u","event":"\xed\xa0\x80"}', "not_storable"),
        (
            b'{"userId":"u","event":"e","properties":' + b'{"a":' * 101 + b"1" + b"}" * 102,
            "too_deep",
        ),
        (b'{"a":' + b"[" * 2000 + b"]" * 2000 + b"}", "too_deep"),
        (b"[1]", "wrong_type"),
        (b"null", "wrong_type"),
        (b'"' + b"x" * ITEM_LIMIT + b'"', "too_large"),
        (b"{", "bad_json"),
    ],
)
def test_s1_refuses_what_postgresql_or_a_reader_cannot_hold(raw: bytes, code: str) -> None:
    assert refused_raw(raw).code == code


def test_keeps_what_only_looks_bad() -> None:
    raw = rb'{"userId":"u","event":"a\\u0000b","properties":{"n":123456789012345678901234567890}}'
    event = taken_raw(raw)
    assert event.name == r"a\u0000b"
    assert event.properties["n"] == 123456789012345678901234567890


def test_ninety_levels_pass() -> None:
    nested = b'{"a":' * 90 + b"1" + b"}" * 90
    taken_raw(b'{"userId":"u","event":"e","properties":' + nested + b"}")


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**200), 2**200)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('abé\\"\n'), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text('ab\\"\n\té'), json_values, max_size=5))
def test_the_inbox_form_reads_back_the_same(properties: dict[str, Any]) -> None:
    event = taken(userId="u", event="e", properties=properties)
    assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event
    assert event.properties == properties
