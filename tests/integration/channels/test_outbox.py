"""The outbox: one intent, once; cancelled, frozen and thawed with its run and journey."""

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction

from channels_app.contracts import Status
from channels_app.delivery import outbox
from tests.integration.channels.outbox_rows import NOW, message, raw, rows, run_id

pytestmark = pytest.mark.django_db
LANES = range(64)


def test_append_keeps_every_character() -> None:
    odd = {"customer": {"name": 'tab\t nl\n cr\r back\\slash "quote" \\N Łódź 漢字'}}
    outbox.append(raw(), [message(context=odd, step="a\\b", content={"subject": "x\ty"})], NOW)
    assert rows("step, context, content, due_at, attempts")[0] == (
        "a\\b",
        '{"customer": {"name": "tab\\t nl\\n cr\\r back\\\\slash \\"quote\\" \\\\N Łódź 漢字"}}',
        '{"subject": "x\\ty"}',
        NOW,
        0,
    )


def test_s16_one_intent_is_stored_once() -> None:
    outbox.append(raw(), [message(1)], NOW)
    with pytest.raises(psycopg.errors.UniqueViolation), transaction.atomic():
        outbox.append(raw(), [message(2), message(1)], NOW)
    assert len(rows()) == 1


def test_s9_cancel_takes_the_runs_own_queued_messages_only() -> None:
    sent = message(1, id=f"{run_id(1)}:2:0")
    outbox.append(raw(), [message(1), sent, message(2), message(65)], NOW)
    raw().execute("update message set status = 3 where id = %s", (sent.id,))
    assert outbox.cancel(raw(), [(1, run_id(1)), (3, run_id(2))], NOW) == 1
    assert [status for _, status, _ in rows()] == [
        Status.CANCELLED,
        Status.SENT,
        Status.QUEUED,
        Status.QUEUED,
    ]


def test_s22_a_paused_journeys_messages_are_frozen_and_thawed() -> None:
    old, new = message(1, due_at=NOW - timedelta(days=2)), message(2)
    outbox.append(raw(), [old, new, message(3, journey_id=8)], NOW)
    assert outbox.freeze(raw(), LANES, 7) == 2
    assert outbox.pending(raw(), LANES, NOW) == 1
    later = NOW + timedelta(hours=1)
    thawed = outbox.thaw(raw(), LANES, 7, later, older_than=timedelta(days=1))
    assert thawed == 1
    assert [(status, reason) for _, status, reason in rows()] == [
        (Status.CANCELLED, "overdue"),
        (Status.QUEUED, ""),
        (Status.QUEUED, ""),
    ]


def test_s9_a_frozen_message_is_cancelled_too() -> None:
    outbox.append(raw(), [message(1)], NOW)
    outbox.freeze(raw(), LANES, 7)
    assert outbox.cancel(raw(), [(1, run_id(1))], NOW) == 1
