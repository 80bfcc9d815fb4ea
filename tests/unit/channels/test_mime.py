"""The source of a mail, put together by hand, read back by the standard library."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels_app.base import Outgoing, Sender, Waiting
from channels_app.email.address import normal, wire
from channels_app.email.content import Mail
from channels_app.email.headers import headers, message_id
from channels_app.email.mime import source

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def outgoing(subject: str = "Hi", sender: str = "Tea", **changes: Any) -> Outgoing:
    fields: dict[str, Any] = {
        "lane": 1,
        "id": "00000000-0000-0000-0000-000000000001:3:0",
        "workspace_id": 1,
        "customer_id": "00000000-0000-0000-0000-000000000002",
        "run_id": None,
        "journey_id": None,
        "version_id": None,
        "step": "mail",
        "channel": "email",
        "recipient": "ann@example.com",
        "topic": "",
        "kind": "marketing",
        "zone": "",
        "language": "",
        "content": None,
        "context": {},
        "awaited": False,
        "attempts": 0,
    }
    shop = Sender(1, "Tea shop", "UTC", "en", sender, "tea@example.com", False)
    body = Mail(subject, "", "text\n")
    return Outgoing(Waiting(**fields | changes), shop, body, [])


def parsed(mail: bytes) -> EmailMessage:
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    found = message_from_bytes(mail, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    found: str = part.get_content()
    return found.replace("\r\n", "\n")


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)
bodies = st.lists(st.one_of(texts, st.text("ab .=-", max_size=2000)), max_size=6).map("\n".join)


@settings(deadline=None)
@given(bodies, bodies)
def test_bodies_arrive_as_they_were(text: str, html: str) -> None:
    mail = parsed(source(headers(outgoing(), NOW), text, html))
    assert body(mail, "plain").rstrip("\n") == text.rstrip("\n")
    if html:
        assert body(mail, "html").rstrip("\n") == html.rstrip("\n")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_subject_is_one_header_whatever_it_holds(subject: str) -> None:
    subject = "".join(c for c in subject if not 0xD800 <= ord(c) < 0xE000)
    mail = parsed(source(headers(outgoing(subject), NOW), "x", ""))
    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Unsubscribe"),
        *("List-Unsubscribe-Post", "Content-Type", "Content-Transfer-Encoding"),
    }
    shown = headers(outgoing(subject), NOW)["Subject"]
    assert "".join(mail["Subject"].split()) == "".join(shown.split())


@pytest.mark.parametrize(
    "name",
    ["Tea", "Tea & Co. (Kraków)", 'The "Tea", shop', "Чай", "a\r\nBcc: x@y.z", "茶" * 40, "\\"],
)
def test_the_senders_name_is_kept_and_cannot_add_a_header(name: str) -> None:
    mail = parsed(source(headers(outgoing(sender=name), NOW), "x", ""))
    [address] = mail["From"].addresses
    assert address.addr_spec == "tea@example.com"
    # Python's reader leaves the space between two encoded words, which RFC 2047 takes away.
    assert "".join(address.display_name.split()) == "".join(name.split())
    assert mail["Bcc"] is None


def test_one_click_headers_are_for_marketing_only() -> None:
    marketing = headers(outgoing(), NOW)
    assert marketing["List-Unsubscribe"].startswith("<http://localhost:8000/u/")
    assert marketing["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in headers(outgoing(kind="transactional"), NOW)


def test_s17_the_message_id_is_the_intents() -> None:
    first, second = (headers(outgoing(), NOW)["Message-ID"] for _ in range(2))
    assert first == second == "<00000000-0000-0000-0000-000000000001.3.0@example.com>"
    odd = message_id("an order <1>\r\nX: y")
    assert odd.isalnum()
    assert odd != message_id("an order <2>")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("Ann@Example.COM", "Ann@example.com"),
        (" ann@example.com ", "ann@example.com"),
        ("ann@żółw.pl", "ann@xn--w-uga1v8h.pl"),
        ("ann@localhost", "ann@localhost"),
        ("ann", None),
        ("a b@example.com", None),
        ("ann@example.com\r\nBcc: x@y.z", None),
        ("ann@-bad.com", None),
        ("żółw@example.com", None),
        ("ann@example.com,bob@example.com", None),
        ("a" * 65 + "@example.com", None),
        ("ann@" + "x" * 64 + ".com", None),
    ],
)
def test_addresses(given_: str, expected: str | None) -> None:
    assert wire(given_) == expected
    assert normal(given_) == (expected.lower() if expected else None)
