"""From the outbox to the mailbox: what is sent, what is refused, and who is told."""

import json
from datetime import timedelta

import pytest
from django.db import connection as django_connection

from channels_app import arbiter, contracts
from channels_app.contracts import Report, Status
from channels_app.delivery import outbox
from channels_app.models import MailboxMessage
from tests.integration.channels.conftest import Deliver
from tests.integration.channels.outbox_rows import NOW, message, raw, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]


def test_a_mail_arrives_as_the_customer_sees_it(reports: list[Report], deliver: Deliver) -> None:
    outbox.append(raw(), [message(1, awaited=True)], NOW)
    assert deliver().outcomes == {Status.SENT: 1}
    mail = MailboxMessage.objects.get()
    assert mail.subject == "Hello Ann"
    assert mail.html.startswith('<p>Hello Ann</p><a href="http://localhost:8000/u/')
    assert mail.text.startswith("Hello Ann\n\nStop (http://localhost:8000/u/")
    assert mail.headers["From"] == "Tea <tea@example.com>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert rows("status, sent_at, attempts, claimed_by") == [(Status.SENT, NOW, 1, None)]
    assert [(r.id, r.status, r.awaited) for r in reports] == [(mail.intent_id, Status.SENT, True)]


def test_what_is_not_due_waits(deliver: Deliver) -> None:
    outbox.append(raw(), [message(1, due_at=NOW + timedelta(seconds=1))], NOW)
    assert deliver().claimed == 0
    assert deliver(at=NOW + timedelta(seconds=1)).claimed == 1


def test_a_batch_is_bounded_and_the_lanes_take_turns(deliver: Deliver) -> None:
    outbox.append(raw(), [message(n) for n in range(1, 101)], NOW)
    assert [deliver(30).claimed for _ in range(5)] == [30, 30, 30, 10, 0]
    assert MailboxMessage.objects.count() == 100


def test_s15_an_unusable_template_fails_its_own_messages(
    reports: list[Report], deliver: Deliver
) -> None:
    broken = {"subject": "Hi", "html": "a\n{{ x | nope }}"}
    outbox.append(raw(), [message(1, content=broken), message(2)], NOW)
    assert deliver().outcomes == {Status.SENT: 1, Status.FAILED: 1}
    assert rows()[0][1:] == (
        Status.FAILED,
        "The template cannot be used, line 2: unknown filter 'nope'.",
    )
    assert {report.status for report in reports} == {Status.SENT, Status.FAILED}


def test_a_missing_variable_is_reported(deliver: Deliver) -> None:
    outbox.append(raw(), [message(1, context={})], NOW)
    deliver()
    assert rows("status, detail") == [
        (Status.SENT, '{"missing": ["customer.first_name"]}'),
    ]


def test_s22_a_paused_journeys_message_is_frozen_at_the_last_moment(
    monkeypatch: pytest.MonkeyPatch, reports: list[Report], deliver: Deliver
) -> None:
    monkeypatch.setattr(contracts._Registered, "paused", lambda connection: {7})
    outbox.append(raw(), [message(1), message(2, journey_id=8)], NOW)
    deliver()
    assert [status for _, status, _ in rows()] == [Status.FROZEN, Status.SENT]
    assert len(reports) == 1


def consent(number: int, topic: str, state: str) -> None:
    with django_connection.cursor() as cursor:
        cursor.execute(
            "insert into consent"
            " (lane, customer_id, channel, topic, workspace_id, state, source, at)"
            " values (%s, %s, 'email', %s, 1, %s, 'test', %s)",
            (number % 64, message(number).customer_id, topic, state, NOW),
        )


def test_s18_each_refusal_is_stored_with_its_reason_and_what_decided(
    reports: list[Report], deliver: Deliver
) -> None:
    with django_connection.cursor() as cursor:
        cursor.execute(
            "insert into suppression (workspace_id, channel, address, reason, detail, at)"
            " values (1, 'email', 'customer1@example.com', 'refused', '550 no such user', %s)",
            (NOW,),
        )
        cursor.execute(
            'insert into topic (workspace_id, slug, name, "default", created_at)'
            " values (1, 'news', '{}', 'opt_out', %s), (1, 'offers', '{}', 'opt_in', %s)",
            (NOW, NOW),
        )
    consent(2, "", "withdrawn")
    consent(3, "", "withdrawn")
    consent(4, "", "blocked")
    consent(5, "news", "withdrawn")
    consent(6, "news", "withdrawn")
    consent(8, "offers", "granted")
    outbox.append(
        raw(),
        [
            message(1, recipient="Customer1@Example.com", kind="transactional"),
            message(2),
            message(3, kind="transactional"),
            message(4, kind="transactional"),
            message(5, topic="news"),
            message(6, topic="news", kind="transactional"),
            message(7, topic="offers"),
            message(8, topic="offers"),
            message(9, topic="unknown"),
            message(10, recipient=""),
            message(11, recipient="not an address"),
        ],
        NOW,
    )
    deliver()
    said = {"source": "test", "at": NOW.isoformat()}
    stored = dict(enumerate(rows("status, reason, detail::text"), 1))
    reasons = {number: (Status(status), reason) for number, (status, reason, _) in stored.items()}
    assert reasons == {
        1: (Status.REFUSED, "suppressed"),
        2: (Status.REFUSED, "channel_unsubscribed"),
        3: (Status.SENT, ""),
        4: (Status.REFUSED, "channel_blocked"),
        5: (Status.REFUSED, "topic_unsubscribed"),
        6: (Status.SENT, ""),
        7: (Status.REFUSED, "topic_not_granted"),
        8: (Status.SENT, ""),
        9: (Status.SENT, ""),
        10: (Status.REFUSED, "no_address"),
        11: (Status.REFUSED, "bad_address"),
    }
    assert [r.reason for r in reports if r.status is Status.REFUSED].count("suppressed") == 1
    details = {n: row[2] for n, row in stored.items() if row[2]}
    assert json.loads(details[5]) == {"state": "withdrawn", "topic": "news", **said}
    assert json.loads(details[1])["address"] == "customer1@example.com"


def test_s18_the_order_of_the_checks_is_written_out() -> None:
    assert [check.__name__ for check in arbiter.CHECKS] == [
        "address",
        "suppression",
        "channel_consent",
        "topic_consent",
    ]
