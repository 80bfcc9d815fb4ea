"""EMAIL_URL read into settings; without it, mail of journeys goes to the built-in mailbox."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config import environment

SCHEMES = ("smtp", "smtp+starttls", "smtps")
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
TIMEOUT_SECONDS = 20


def settings() -> dict[str, Any]:
    """Django's EMAIL_* settings and our own, all checked."""
    url = environment.url("EMAIL_URL", "", SCHEMES)
    carried_by = environment.choice(
        "SOJOURN_MAIL", "smtp" if url else "mailbox", ("mailbox", "smtp", "sink")
    )
    if carried_by == "smtp" and not url:
        remedy = "name the server as well: EMAIL_URL=smtp+starttls://user:password@host:587"
        raise environment.refusal("SOJOURN_MAIL", "smtp", remedy)
    return {
        **server(url or "smtp://localhost:25"),
        "EMAIL_BACKEND": f"django.core.mail.backends.{'smtp' if url else 'console'}.EmailBackend",
        "SOJOURN_MAIL": carried_by,
        # What becomes of a mail whose hand-over was cut: it may have left, or not (S17).
        "SOJOURN_SMTP_AFTER_CRASH": environment.choice(
            "SOJOURN_SMTP_AFTER_CRASH", "hold", ("hold", "retry")
        ),
        "SOJOURN_SMTP_CONNECTIONS": environment.number(
            "SOJOURN_SMTP_CONNECTIONS", 4, low=1, high=64
        ),
        "SOJOURN_DELIVERY_TRIES": environment.number("SOJOURN_DELIVERY_TRIES", 8, low=1, high=100),
    }


def server(url: str) -> dict[str, Any]:
    """smtp:// in the clear, smtp+starttls:// upgraded (refused when it cannot be), smtps:// TLS."""
    parts = urlsplit(url)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
