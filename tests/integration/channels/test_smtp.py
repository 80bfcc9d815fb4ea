"""Mail by SMTP against a real server: what it takes, refuses, and what it does not say."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from channels_app import registry
from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.email.smtp import Smtp
from channels_app.models import Suppression
from tests.integration.channels.conftest import Deliver
from tests.integration.channels.mail_server import Handler, certificate, serving
from tests.integration.channels.outbox_rows import NOW, message, raw, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]


@pytest.fixture(autouse=True)
def by_smtp(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.SOJOURN_MAIL = "smtp"
    settings.EMAIL_HOST = "localhost"
    settings.EMAIL_TIMEOUT = 5
    transport = Smtp()
    monkeypatch.setattr(registry, "transport", lambda name: transport)
    yield
    transport.rest()


@pytest.fixture
def server(settings: Any) -> Iterator[Handler]:
    handler = Handler()
    with serving(handler) as port:
        settings.EMAIL_PORT = port
        yield handler


def to(*names: str) -> None:
    mails = [message(n, recipient=f"{name}@example.com") for n, name in enumerate(names, 1)]
    outbox.append(raw(), mails, NOW)


def outcomes() -> list[tuple[Status, str]]:
    return [(Status(status), reason) for _, status, reason in rows()]


def test_a_mail_by_smtp_is_whole(server: Handler, deliver: Deliver) -> None:
    to("ann")
    deliver()
    [mail] = server.mails
    assert (mail["From"], mail["To"]) == ("Tea <tea@example.com>", "ann@example.com")
    assert mail["Subject"] == "Hello Ann"
    assert mail["Message-ID"] == f"<{message(1).id.replace(':', '.')}@example.com>"
    assert mail["List-Unsubscribe"].startswith("<http://localhost:8000/u/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().startswith("Hello Ann\r\n\r\nStop (http://localhost:8000/u/")
    assert html.get_content().startswith("<p>Hello Ann</p>")
    assert outcomes() == [(Status.SENT, "")]


def test_transactional_mail_has_no_unsubscribe_header(server: Handler, deliver: Deliver) -> None:
    outbox.append(raw(), [message(1, kind="transactional")], NOW)
    deliver()
    assert server.mails[0]["List-Unsubscribe"] is None


def test_s17_a_refused_recipient_harms_no_other(
    server: Handler, deliver: Deliver, reports: list[Report]
) -> None:
    to("ann", "gone", "bea", "busy", "spam", "policy", "cyd")
    deliver()
    assert {mail["To"] for mail in server.mails} == {
        f"{name}@example.com" for name in ("ann", "bea", "cyd")
    }
    assert outcomes() == [
        (Status.SENT, ""),
        (Status.FAILED, "550 5.1.1 No such user"),
        (Status.SENT, ""),
        (Status.QUEUED, "451 4.3.0 Come back later"),
        (Status.FAILED, "554 5.6.0 Not this content"),
        (Status.FAILED, "554 5.7.1 Relay access denied"),
        (Status.SENT, ""),
    ]
    assert len(reports) == 6


def test_s20_a_recipient_refused_for_good_is_suppressed(server: Handler, deliver: Deliver) -> None:
    to("gone", "policy", "spam", "busy")
    deliver()
    [barred] = Suppression.objects.all()
    assert (barred.address, barred.reason) == ("gone@example.com", "refused")
    assert barred.detail == "550 5.1.1 No such user"
    outbox.append(raw(), [message(5, recipient="Gone@example.com")], NOW)
    deliver()
    assert outcomes()[-1] == (Status.REFUSED, "suppressed")


def test_a_temporary_failure_is_tried_again_later_and_given_up_at_last(
    server: Handler, deliver: Deliver, settings: Any
) -> None:
    settings.SOJOURN_DELIVERY_TRIES = 3
    to("busy")
    at, pauses = NOW, []
    for _ in range(3):
        assert deliver(at=at).claimed == 1
        assert deliver(at=at).claimed == 0
        due = rows("due_at")[0][0]
        pauses.append((due - at).total_seconds())
        at = due
    assert 30 <= pauses[0] < 38
    assert 60 <= pauses[1] < 75
    assert outcomes() == [
        (Status.FAILED, "Given up after 3 tries. The last: 451 4.3.0 Come back later")
    ]


def test_a_connection_is_used_for_many_mails(server: Handler, deliver: Deliver) -> None:
    to(*(f"c{n}" for n in range(40)))
    deliver()
    assert len(server.mails) == 40
    assert len(server.peers) <= 4


def test_a_connection_lost_before_the_body_is_tried_again(
    server: Handler, deliver: Deliver
) -> None:
    to("early", "ann")
    deliver()
    [(status, reason), ann] = outcomes()
    assert status is Status.QUEUED
    assert reason.startswith("The mail server could not be used: ")
    assert ann == (Status.SENT, "")


def test_s17_a_connection_cut_after_the_body_leaves_the_outcome_unknown(
    server: Handler, deliver: Deliver, reports: list[Report]
) -> None:
    to("cut", "ann")
    deliver()
    [(status, reason), ann] = outcomes()
    assert status is Status.UNKNOWN
    assert reason.startswith("The connection broke before the mail server confirmed the mail")
    assert ann == (Status.SENT, "")
    assert [report.status for report in reports] == [Status.SENT]
    assert deliver(at=NOW + timedelta(days=9)).claimed == 0


def test_s17_by_the_policy_retry_an_unknown_mail_is_sent_again_with_the_same_id(
    server: Handler, deliver: Deliver, settings: Any
) -> None:
    settings.SOJOURN_SMTP_AFTER_CRASH = "retry"
    to("cut")
    deliver()
    deliver(at=NOW + timedelta(days=1))
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_away_costs_no_mail(settings: Any, deliver: Deliver) -> None:
    settings.EMAIL_PORT = 1
    to("ann")
    deliver()
    [(status, reason)] = outcomes()
    assert status is Status.QUEUED
    assert "could not be used" in reason


def test_starttls_and_sign_in(
    settings: Any, deliver: Deliver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cert, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    signed_in: list[bytes] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        signed_in.append(data.login)
        return AuthResult(success=data.password == b"secret", handled=False)

    handler = Handler()
    options = {"tls_context": context, "require_starttls": True, "auth_required": True}
    with serving(handler, **options, authenticator=check) as port:
        settings.EMAIL_PORT = port
        settings.EMAIL_USE_TLS = True
        settings.EMAIL_HOST_USER = "shop"
        settings.EMAIL_HOST_PASSWORD = "wrong"
        to("ann")
        deliver()
        assert outcomes()[0][0] is Status.QUEUED
        assert "refused our name and password" in outcomes()[0][1]
        settings.EMAIL_HOST_PASSWORD = "secret"
        deliver(at=NOW + timedelta(days=1))
    assert outcomes() == [(Status.SENT, "")]
    assert handler.encrypted == [True]
    assert set(signed_in) == {b"shop"}


def test_a_server_without_starttls_gets_nothing_in_the_clear(
    server: Handler, deliver: Deliver, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    to("ann")
    deliver()
    assert server.mails == []
    assert outcomes()[0][0] is Status.QUEUED
