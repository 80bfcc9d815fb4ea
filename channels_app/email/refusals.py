"""What an SMTP failure means for the message and for its address (S17, S20).

4xx: try again later. 5xx at the recipient: the address is no good, and is suppressed, unless
the server speaks of its own policy or of a full mailbox. A connection that is lost before the
body left: try again. After it: unknown.
"""

import re
import smtplib

from channels_app.contracts import Receipt, Status

FAILURES = (smtplib.SMTPException, OSError)

_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# Full mailbox; too large; the server's own trouble; policy and security, such as "relay denied".
_NOT_THE_ADDRESS = re.compile(r"5\.2\.[2-9]|5\.[3-7]\.\d+")

_NOT_ABOUT_MAIL = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)


def is_about_address(code: str) -> bool:
    """Whether a permanent refusal with this enhanced code (RFC 3463) bars the address."""
    return not _NOT_THE_ADDRESS.match(code)


def is_lost(error: Exception) -> bool:
    """The connection broke, or could not be made; nobody answered."""
    return not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)


def receipt(message_id: str, error: Exception, handed: bool) -> Receipt:
    """The receipt for one message whose hand-over failed so."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return _answered(message_id, code, _text(text), at_recipient=True)
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, _NOT_ABOUT_MAIL):
        return _answered(message_id, error.smtp_code, _text(error.smtp_error), at_recipient=False)
    what = _what(error)
    if handed:
        reason = f"The connection broke before the mail server confirmed the mail: {what}"
        return Receipt(id=message_id, status=Status.UNKNOWN, reason=reason)
    # Also a server that refuses us: the set-up is wrong, and will be mended while the mail waits.
    reason = f"The mail server could not be used: {what}"
    return Receipt(
        id=message_id, status=Status.QUEUED, reason=reason, retry=True, account_failed=True
    )


def _answered(message_id: str, code: int, text: str, at_recipient: bool) -> Receipt:
    reason = f"{code} {text}".strip()
    if 500 <= code < 600:
        return Receipt(
            id=message_id,
            status=Status.FAILED,
            reason=reason,
            permanent=True,
            suppress=at_recipient and is_about_address(_enhanced(text)),
        )
    return Receipt(id=message_id, status=Status.QUEUED, reason=reason, retry=True)


def _what(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"it refused our name and password ({error.smtp_code} {_text(error.smtp_error)})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _enhanced(text: str) -> str:
    found = _ENHANCED.search(text)
    return found.group() if found else ""


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.replace("\0", "").split())[:500]
