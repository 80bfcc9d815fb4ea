"""An account with a mail server: the suite, signatures, return paths, encryption."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dkim
import pytest

from channels_app.contracts import DeliveryError, Status
from channels_app.email.dkim import Signer, new_key
from channels_app.email.server import MailServer
from channels_app.provider import Account, BadCallbackError, Provider, Told
from tests.integration.channels.conformance import NOW, Conformance, account, outgoing
from tests.integration.channels.mail_server import Handler, certificate, serving
from tests.integration.channels.providers.email_smtp import (
    PASSWORD,
    MailServerStandIn,
    bounce,
    complaint,
    posted,
)
from tests.integration.channels.providers.stand_in import StandIn

# The suite's server asks for a sign-in in the clear, so that its tests need no certificate.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

TOKEN = "abcdefghijklmnopqrstuv23"


class TestConforms(Conformance):
    stand_in = MailServerStandIn

    def test_a_wrong_signature_is_refused(self, *_: Any) -> None:
        pytest.skip("a report proves itself by its return path, which is tested below")


@dataclass
class Sent:
    """One mail through an account, as the server got it."""

    raw: bytes
    return_path: str


def sent(settings: dict[str, Any], **options: Any) -> Handler:
    stand, handler = MailServerStandIn(), Handler()
    with serving(handler, **options) as port:
        given = account(stand, f"smtp://localhost:{port}", username="", **settings)
        carrier = MailServer().carrier(given)
        [receipt] = carrier.deliver([outgoing(stand, "ann")], NOW)
        carrier.rest()
    assert receipt.status is Status.SENT, receipt.reason
    return handler


def test_the_signature_holds_and_covers_the_buttons() -> None:
    key = new_key()
    handler = sent({"dkim_domain": "example.com", "dkim_selector": "s1", "dkim_key": key})
    name, record = Signer("example.com", "s1", key).record()
    asked = []

    def dns(asked_name: bytes, timeout: int = 5) -> bytes:
        asked.append(asked_name.decode().rstrip("."))
        return record.encode()

    assert dkim.verify(handler.raw[0], dnsfunc=dns)
    assert asked == [name] == ["s1._domainkey.example.com"]
    signature = handler.mails[0]["DKIM-Signature"].lower()
    assert "list-unsubscribe : list-unsubscribe-post" in " ".join(signature.split())
    changed = handler.raw[0].replace(b"Dear Ann", b"Dear Eve")
    assert changed != handler.raw[0]
    assert not dkim.verify(changed, dnsfunc=dns)


def test_a_new_account_gets_a_key_and_shows_its_record() -> None:
    made = MailServer().made()
    stand = MailServerStandIn()
    [(title, text)] = (
        MailServer()
        .shown(account(stand, "smtp://localhost:25", dkim_domain="example.com", **made))
        .items()
    )
    assert title == "TXT sojourn._domainkey.example.com"
    assert text.startswith("v=DKIM1; k=rsa; p=")
    assert len(base64.b64decode(text.partition("p=")[2])) > 256


def test_it_speaks_over_starttls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cert, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    handler = sent({"security": "starttls"}, tls_context=context, require_starttls=True)
    assert handler.encrypted == [True]


def test_the_account_s_sender_stands_in_the_mail() -> None:
    handler = sent({"sender_email": "hello@tea.example", "sender_name": "Tea & Co"})
    assert handler.mails[0]["From"] == "Tea & Co <hello@tea.example>"


def heard(mail: bytes) -> list[Told]:
    given = account(MailServerStandIn(), "smtp://localhost:25")
    items = MailServer().hear(given, posted(given, mail), NOW).items
    return [item for item in items if isinstance(item, Told)]


def test_what_a_bounce_says() -> None:
    [told] = heard(bounce(TOKEN))
    assert (told.status, told.ref) == (Status.BOUNCED, TOKEN)
    assert (told.permanent, told.suppress) == (True, True)
    assert "No such user" in told.reason


@pytest.mark.parametrize(
    ("code", "permanent", "suppress"),
    [
        ("5.1.1", True, True),
        ("5.2.2", True, False),
        ("5.7.1", True, False),
        ("4.4.7", False, False),
    ],
)
def test_which_bounces_bar_the_address(code: str, permanent: bool, suppress: bool) -> None:
    [told] = heard(bounce(TOKEN, code))
    assert (told.permanent, told.suppress) == (permanent, suppress)


def test_a_delay_and_an_answer_of_a_person_report_nothing() -> None:
    assert heard(bounce(TOKEN, "4.4.1", "delayed")) == []
    away = b"To: b-" + TOKEN.encode() + b"@bounces.example.com\r\nSubject: Away\r\n\r\nOn holiday."
    assert heard(away) == []


def test_a_complaint() -> None:
    [told] = heard(complaint(TOKEN))
    assert (told.status, told.ref) == (Status.COMPLAINED, TOKEN)


@pytest.mark.parametrize("mail", [b"", b"\x00\xff\xfe", b"To: eve@example.com\r\n\r\nHi"])
def test_mail_to_nobody_of_ours_is_refused(mail: bytes) -> None:
    with pytest.raises(BadCallbackError):
        heard(mail)


def test_connecting_says_what_was_found(tmp_path: Path) -> None:
    stand: StandIn = MailServerStandIn()
    provider: Provider = MailServer()
    with stand.serving() as base_url:
        assert provider.connect(account(stand, base_url)) == "localhost answers, signed in as shop."
        with pytest.raises(DeliveryError, match="could not be used") as refused:
            provider.connect(account(stand, base_url, password="not this"))
        assert PASSWORD not in str(refused.value)
    with pytest.raises(DeliveryError, match="could not be used"):
        provider.connect(account(stand, base_url))


@pytest.mark.parametrize("key", ["no key", "-----BEGIN PRIVATE KEY-----\nAA==\n"])
def test_a_key_that_is_none_is_said(key: str) -> None:
    given: Account = account(
        MailServerStandIn(), "smtp://localhost:25", dkim_domain="example.com", dkim_key=key
    )
    with pytest.raises(DeliveryError, match="DKIM key"):
        MailServer().connect(given)
