"""Reading the built-in mailbox: the list, and one mail as its reader, and its source, show it.

The caller has checked that the person may see the workspace.
"""

from typing import Any

from channels_app.email.mime import source
from channels_app.models import MailboxMessage

# The page shows the HTML in a frame with `sandbox` and this policy, and opens links elsewhere.
FRAME_POLICY = "default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'"


def newest(workspace_id: int, limit: int = 50, before: int | None = None) -> list[MailboxMessage]:
    """The mails with an id below `before`, newest first, without their bodies."""
    found = MailboxMessage.objects.filter(workspace_id=workspace_id)
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found.defer("html", "text").order_by("-id")[:limit])


def one(workspace_id: int, mail_id: int) -> MailboxMessage | None:
    """One mail of this workspace."""
    return MailboxMessage.objects.filter(workspace_id=workspace_id, id=mail_id).first()


def summary(mail: MailboxMessage) -> dict[str, Any]:
    """A row of the list."""
    return {
        "id": mail.id,
        "message_id": mail.intent_id,
        "customer_id": str(mail.customer_id),
        "to": mail.recipient,
        "subject": mail.subject,
        "at": mail.at,
    }


def shown(mail: MailboxMessage) -> dict[str, Any]:
    """The whole mail; `frame` is the HTML for a sandboxed frame's srcdoc."""
    return {
        **summary(mail),
        "html": mail.html,
        "text": mail.text,
        "frame": framed(mail.html),
        "headers": [{"name": name, "value": value} for name, value in mail.headers.items()],
        "source": source(mail.headers, mail.text, mail.html).decode("ascii", "replace"),
    }


def framed(html: str) -> str:
    """The HTML with a policy that runs no script and sends no form, whatever the mail says.

    It stands before everything, for a policy holds only for what comes after it.
    """
    if not html:
        return ""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{FRAME_POLICY}">'
    return f'<!doctype html>{policy}<base target="_blank">{html}'
