"""A mail server of one's own, for the conformance suite: a real one, on the loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar
from urllib.parse import urlsplit

from aiosmtpd.smtp import AuthResult, Envelope, Session

from channels_app.contracts import Status
from channels_app.email.bounces import token_in
from channels_app.provider import Callback
from tests.integration.channels.mail_server import Handler, serving
from tests.integration.channels.providers.stand_in import Mood, Person, StandIn, Taken

ADDRESSES: dict[Person, str] = {
    "ann": "ann@example.com",
    "bea": "bea@example.com",
    "gone": "gone@example.com",
}
PASSWORD = "correct horse"


class _Taking(Handler):
    """Takes down who wrote to whom, and hangs or is busy when told so."""

    def __init__(self, stand_in: "MailServerStandIn") -> None:
        super().__init__()
        self.stand_in = stand_in

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.stand_in.mood == "broken":
            return "451 4.3.0 Local error in processing"
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        ref = token_in(envelope.mail_from or "")
        text = self.mails[-1].get_body(("plain",))
        assert text is not None
        self.stand_in.taken.append(Taken(envelope.rcpt_tos[0], text.get_content(), ref))
        return answer


def _authenticator(
    server: Any, session: Session, envelope: Envelope, mechanism: str, login: Any
) -> AuthResult:
    return AuthResult(success=login.password == PASSWORD.encode())


class MailServerStandIn(StandIn):
    kind = "email"
    provider = "smtp"
    content: ClassVar[dict[str, Any]] = {
        "subject": "Hello",
        "text": "Dear {{ customer.first_name }}, hello.",
    }
    wrong: ClassVar[dict[str, Any]] = {"password": "wrong password"}
    reports = frozenset({Status.BOUNCED, Status.COMPLAINED})
    by_signature = False
    moods: ClassVar[frozenset[Mood]] = frozenset({"broken"})

    @contextmanager
    def serving(self) -> Iterator[str]:
        with serving(
            _Taking(self), authenticator=_authenticator, auth_require_tls=False, auth_required=True
        ) as port:
            yield f"smtp://localhost:{port}"

    def settings(self, base_url: str) -> dict[str, Any]:
        return {
            "host": "localhost",
            "port": urlsplit(base_url).port,
            "security": "none",
            "username": "shop",
            "password": PASSWORD,
            "bounce_domain": "bounces.example.com",
        }

    def recipient(self, person: Person) -> str:
        return ADDRESSES[person]

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        make = complaint if status is Status.COMPLAINED else bounce
        return posted(account, make(taken.ref))

    def forged(self, callback: Callback) -> Callback:
        return callback


def posted(account: Any, mail: bytes) -> Callback:
    url = f"{account.hook_url}bounce"
    return Callback(method="POST", url=url, path="bounce", body=mail)


def bounce(token: str, code: str = "5.1.1", action: str = "failed") -> bytes:
    """As a mail server reports it (RFC 3464)."""
    return f"""\
From: MAILER-DAEMON@mx.example.org
To: b-{token}@bounces.example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="mark"

--mark
Content-Type: text/plain

Your mail could not be delivered.

--mark
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ann@example.com
Action: {action}
Status: {code}
Diagnostic-Code: smtp; 550 {code} No such user

--mark--
""".replace("\n", "\r\n").encode()


def complaint(token: str) -> bytes:
    """As a mailbox provider's feedback loop reports it (RFC 5965)."""
    return f"""\
From: feedback@isp.example.org
To: b-{token}@bounces.example.com
Subject: FW: Hello
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="mark"

--mark
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Loop/1.0
Version: 1

--mark--
""".replace("\n", "\r\n").encode()
