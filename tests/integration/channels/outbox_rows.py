"""Messages for the tests of delivery, and the rows they became."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from channels_app.contracts import OutboxMessage

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORKSPACE = 1


def raw() -> psycopg.Connection[Any]:
    """Django's own connection, without its wrapper."""
    connection.ensure_connection()
    found: psycopg.Connection[Any] = connection.connection
    return found


def run_id(number: int) -> str:
    return str(UUID(int=number))


def message(number: int = 1, **changes: Any) -> OutboxMessage:
    """A mail of run `number`'s first visit; `changes` replace fields."""
    fields: dict[str, Any] = {
        "lane": number % 64,
        "id": f"{run_id(number)}:1:0",
        "workspace_id": WORKSPACE,
        "customer_id": str(UUID(int=1000 + number)),
        "run_id": run_id(number),
        "journey_id": 7,
        "version_id": 9,
        "step": "mail",
        "channel": "email",
        "recipient": f"customer{number}@example.com",
        "due_at": NOW,
        "context": {"customer": {"first_name": "Ann"}},
    }
    return OutboxMessage(**(fields | changes))


def rows(columns: str = "id, status, reason") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns} from message order by lane, id")
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
