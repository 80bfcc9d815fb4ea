"""Removing what the channels hold of a workspace, some thousand rows at a time."""

from functools import partial

from django.db import connection

from workspaces import deletion

ROWS = 5000
TABLES = (
    "message",
    "mailbox_message",
    "inbox_message",
    "consent",
    "consent_change",
    "suppression",
    "moved_customer",
    "topic",
    "channel_settings",
    "channel_account",
    "account_use",
    "asked_message",
    "endpoint",
    "callback",
    "provider_ref",
    "template",
    "template_version",
    "brand",
    "image",
    "article",
    "feed",
    "engagement",
    "short_link",
)


def register() -> None:
    """Name the parts, in the words that the page of a deletion shows."""
    for table in TABLES:
        deletion.register(table.replace("_", " "), partial(_remove, table))


def _remove(table: str, workspace_id: int) -> int:
    """By ctid, which fits every table whatever its key."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"delete from {table} where ctid = any(array("
            f" select ctid from {table} where workspace_id = %s limit {ROWS}))",
            [workspace_id],
        )
        return int(cursor.rowcount)
