"""Mail from the shop's own code, by SMTP: every recipient becomes a message of the outbox.

One signs in with a secret key as the password; the name is not looked at. Headers of ours:

    X-Sojourn-Topic: receipts          the topic, for the preference page
    X-Sojourn-Template: receipt        a saved template instead of the mail's own text
    X-Sojourn-Data: {"order": 17}      what the template reads as `entry`
    X-Sojourn-Purpose: marketing       transactional unless said so

The mail's Message-ID and its recipient are the key: a mail handed over twice is sent once. What is
answered with 250 is stored; a mail whose recipients are refused is answered with the reason.
"""

import json
import re
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import structlog
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from asgiref.sync import sync_to_async
from django.db import connections

from journeys.actions.sending import Answer, Asked, send_all
from workspaces import keys
from workspaces.api.authentication import secret_key
from workspaces.models import KeyKind
from workspaces.permissions import by_key

log = structlog.get_logger(__name__)

SIZE_LIMIT = 10 * 1024 * 1024
RECIPIENTS = 100
_LIQUID = re.compile(r"\{[{%]")


class Handler:
    """What aiosmtpd asks."""

    async def handle_RCPT(  # noqa: N802 - the library's names
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return f"452 4.5.3 At most {RECIPIENTS} recipients a mail"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope
    ) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        take = _in_its_own_connection(take_mail)
        try:
            return str(await take(session.auth_data, envelope.rcpt_tos, raw))
        except Exception:
            log.exception("a mail could not be taken")
            return "451 4.3.0 It could not be stored just now. Try again in a minute."


def authenticate(
    server: Any, session: Session, envelope: Envelope, mechanism: str, login: Any
) -> AuthResult:
    """The key's text is kept for the session, and is looked up anew with every mail."""
    if not isinstance(login, LoginPassword):
        return AuthResult(success=False, handled=False)
    text = login.password.decode("utf-8", "replace").strip()
    known = text.startswith(keys.PREFIX[KeyKind.SECRET.value])
    return AuthResult(success=known, handled=False, auth_data=text if known else None)


def take_mail(key: str, recipients: list[str], raw: bytes) -> str:
    """Queue the mail for each recipient; the answer to DATA."""
    found = secret_key(key)
    if found is None:
        return "535 5.7.8 This key is unknown or was revoked. Make a new secret key."
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    try:
        asked = [_asked(mail, address) for address in recipients]
    except ValueError as error:
        return f"554 5.6.0 {error}"
    answers = send_all(by_key(found), asked)
    refused = [answer for answer in answers if answer.status == "refused"]
    if refused and len(refused) == len(answers):
        return f"554 5.6.0 {_reason(refused[0])}"
    return f"250 2.0.0 Queued as {_ids(answers)}" if not refused else _partly(answers, refused)


def _asked(mail: EmailMessage, recipient: str) -> Asked:
    message_id = str(mail.get("Message-ID", "")).strip()
    template = str(mail.get("X-Sojourn-Template", "")).strip()
    purpose = str(mail.get("X-Sojourn-Purpose", "transactional")).strip()
    if purpose not in ("transactional", "marketing"):
        raise ValueError("X-Sojourn-Purpose is transactional or marketing.")
    return Asked(
        address=recipient,
        content={"template": template} if template else _content(mail),
        data=_data(str(mail.get("X-Sojourn-Data", ""))),
        topic=str(mail.get("X-Sojourn-Topic", "")).strip()[:64],
        purpose="marketing" if purpose == "marketing" else "transactional",
        key=f"smtp:{message_id}:{recipient.lower()}"[:400] if message_id else "",
    )


def _content(mail: EmailMessage) -> Mapping[str, str]:
    """What the mail says, letter by letter: braces of its own are no Liquid."""
    found = {"subject": _literal(str(mail.get("Subject", "")))}
    for name, kind in (("html", "html"), ("text", "plain")):
        part = mail.get_body((kind,))
        if part is not None:
            found[name] = _literal(str(part.get_content()))
    if any(True for _ in mail.iter_attachments()):
        raise ValueError("Attachments are not taken. Put a link into the mail.")
    return found


def _literal(text: str) -> str:
    return _LIQUID.sub(lambda found: '{{ "' + found[0] + '" }}', text)


def _data(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        raise ValueError("X-Sojourn-Data is no JSON.") from None
    if not isinstance(found, dict):
        raise ValueError("X-Sojourn-Data is no JSON object.")
    return found


def _reason(answer: Answer) -> str:
    text = " ".join(problem["message"] for problem in answer.problems)
    return " ".join(text.split())[:300] or "It cannot be sent."


def _ids(answers: list[Answer]) -> str:
    first = next((answer.id for answer in answers if answer.id), "")
    return first if len(answers) == 1 else f"{first} and {len(answers) - 1} more"


def _partly(answers: list[Answer], refused: list[Answer]) -> str:
    count = len(answers) - len(refused)
    return f"250 2.0.0 Queued for {count} of {len(answers)}. {_reason(refused[0])}"


def _in_its_own_connection(work: Callable[..., str]) -> Callable[..., Any]:
    def run(*given: Any) -> str:
        try:
            return work(*given)
        finally:
            connections.close_all()  # the thread may never come again

    return sync_to_async(run, thread_sensitive=False)
