"""What a text takes in SMS, and phone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError
from channels_app.phone import e164
from channels_app.sms import gsm
from channels_app.sms.channel import SmsChannel
from channels_app.sms.content import Sms

READER = Reader("UTC", "en", None)


@pytest.mark.parametrize(
    ("text", "encoding", "places", "parts"),
    [
        ("a" * 160, "gsm7", 160, 1),
        ("a" * 161, "gsm7", 161, 2),
        ("a" * 307, "gsm7", 307, 3),
        ("€" * 80, "gsm7", 160, 1),
        ("a" * 152 + "€" + "a" * 8, "gsm7", 162, 2),
        ("Привет", "ucs2", 6, 1),
        ("я" * 71, "ucs2", 71, 2),
        ("😀" * 35, "ucs2", 70, 1),
        ("я" * 66 + "😀" * 3, "ucs2", 72, 2),
        ("", "gsm7", 0, 1),
    ],
)
def test_sizes(text: str, encoding: str, places: int, parts: int) -> None:
    assert gsm.size(text) == gsm.Size(encoding, places, parts)  # type: ignore[arg-type]


SIGNS = st.sampled_from([*gsm.BASIC.replace("\x1b", ""), *gsm.EXTENSION])


@given(st.text(SIGNS, max_size=700))
def test_gsm_there_and_back(text: str) -> None:
    assert gsm.decode(gsm.encode(text, "gsm7")) == text


@given(st.text(st.one_of(SIGNS, st.characters(exclude_categories=["Cs"])), max_size=500))
def test_parts_lose_nothing_and_fit(text: str) -> None:
    parts, encoding = gsm.split(text), gsm.encoding_of(text)
    assert "".join(parts) == text
    limit = gsm.WHOLE[encoding] if len(parts) == 1 else gsm.PART[encoding]
    wide = 1 if encoding == "gsm7" else 2
    assert all(len(gsm.encode(part, encoding)) <= limit * wide for part in parts)


def test_the_table_is_whole() -> None:
    assert len(gsm.BASIC) == len(set(gsm.BASIC)) == 128


def rendered(text: str, **more: object) -> Sms:
    values = {"customer": {"first_name": "Zoë"}}
    return SmsChannel().compile({"text": text, **more}).render(values, READER)[0]


def test_a_text_is_rendered_and_measured() -> None:
    assert rendered(" Hi {{ customer.first_name }} \n") == Sms("Hi Zoë", "ucs2", 1)


def test_too_long_or_empty_for_a_customer_fails() -> None:
    with pytest.raises(TemplateError, match="takes 2 messages; at most 1"):
        rendered("a" * 161, max_parts=1)
    with pytest.raises(TemplateError, match="empty for this customer"):
        rendered("{{ customer.nothing }}")
    with pytest.raises(TemplateError, match="does not have"):
        rendered("Hi {{ customer.nothing }}", strict=True)


def test_flaws() -> None:
    check = SmsChannel().check
    assert [flaw.code for flaw in check({"text": " "}, "marketing")] == ["missing"]
    assert [flaw.code for flaw in check({"text": "a" * 1600}, "marketing")] == ["too_long"]
    assert [flaw.code for flaw in check({"text": "{{ a"}, "marketing")] == ["template_syntax"]
    assert check({"text": "Hi {{ customer.first_name }}"}, "marketing") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+7 (912) 345-67-89", "+79123456789"),
        ("0048 600 000 001", "+48600000001"),
        ("48600000001", "+48600000001"),
        ("+15005550006", "+15005550006"),
        ("+999123456789", None),
        ("+48600000001 ext. 5", None),
        ("600", None),
        ("hello", None),
        ("ann@example.com", None),
        ("+" + "1" * 60, None),
        ("", None),
    ],
)
def test_phone_numbers(text: str, number: str | None) -> None:
    assert e164(text) == number
