"""S17: delivery is killed in the middle of a hand-over; nothing is lost, and nothing guessed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection as django_connection
from psycopg.conninfo import make_conninfo

from channels_app import registry
from channels_app.contracts import Status
from channels_app.delivery import outbox
from channels_app.delivery.claim import Claimer, keep_alive
from channels_app.delivery.connect import connect
from channels_app.delivery.expire import expire
from channels_app.delivery.loop import Loop
from channels_app.email.smtp import Smtp
from channels_app.models import Claim, MailboxMessage
from tests.integration.channels.mail_server import Handler, serving
from tests.integration.channels.outbox_rows import NOW, message, raw, rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

# The content comes with the messages, so that the process needs no journey.
CONTENT = {"subject": "Hello", "text": "Hello {{ customer.first_name }}"}
DELIVER = "from channels_app.management.commands.deliver import Command; Command().handle()"
PROGRAM = f"import django; django.setup(); {DELIVER}"


@contextmanager
def delivering(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A delivery process on the database of the test; killed if it still lives."""
    given = django_connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    url = make_conninfo(**{name: given[name] for name in names if given.get(name)})
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url}
    inherited = dict(os.environ)  # noqa: TID251 - a process needs one
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], env=inherited | settings | environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(what: Any, seconds: float = 30) -> None:
    """Wait for another process; fails when it takes too long."""
    give_up = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.02)


def statuses() -> dict[str, int]:
    found: dict[str, int] = {}
    for (status,) in rows("status"):
        found[Status(status).word] = found.get(Status(status).word, 0) + 1
    return found


def test_s17_after_a_kill_in_the_middle_of_a_hand_over_the_outcome_is_held(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = Handler()
    with serving(handler) as port:
        mails = [message(1, recipient="hang@example.com", content=CONTENT)]
        mails += [message(n, content=CONTENT) for n in range(2, 40)]
        outbox.append(raw(), mails, NOW)
        address = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "SOJOURN_SMTP_CONNECTIONS": "1"}
        with delivering(**address) as process:
            until(handler.hang.is_set)
            process.send_signal(signal.SIGKILL)
            process.wait()
        began = time.monotonic()
        stop = Event()
        settings.SOJOURN_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", port
        transport = Smtp()
        monkeypatch.setattr(registry, "transport", lambda name: transport)
        other = Thread(target=Loop("other").run, args=(stop,))
        other.start()
        try:
            until(lambda: statuses().keys() == {"held", "sent"})
            took = time.monotonic() - began
        finally:
            stop.set()
            other.join()
            transport.rest()
    held = statuses().get("held", 0)
    # One connection, four mails at most were under way; each of the others went out once.
    assert 1 <= held <= 4
    taken = [mail["To"] for mail in handler.mails]
    assert len(taken) == len(set(taken))
    assert took < 20
    assert Claim.objects.count() == 0


def test_s16_a_kill_while_the_mailbox_is_written_neither_loses_nor_doubles() -> None:
    many = 3000
    outbox.append(raw(), [message(n, content=CONTENT) for n in range(1, many + 1)], NOW)
    with delivering() as process:
        until(MailboxMessage.objects.exists)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with delivering():
        until(lambda: statuses() == {"sent": many})
    assert MailboxMessage.objects.count() == many
    assert Claim.objects.count() == 0


def test_s17_an_expired_claim_gives_back_what_had_not_begun() -> None:
    outbox.append(raw(), [message(n) for n in (1, 2, 3)], NOW)
    with connect() as connection:
        claim = Claimer("dead", range(64)).take(connection, NOW, 10)
        assert claim is not None
        begun = message(2).id
        connection.execute(
            "update delivery_claim set begun = array[%s], until = now() - interval '1 s'", (begun,)
        )
        assert not keep_alive(connection, [claim.id])
        assert expire(connection, NOW) == 3
    assert [status for _, status, _ in rows()] == [Status.QUEUED, Status.UNKNOWN, Status.QUEUED]


def test_s17_a_claim_that_lives_is_left_alone() -> None:
    outbox.append(raw(), [message(1)], NOW)
    with connect() as connection:
        Claimer("slow", range(64)).take(connection, NOW, 10)
        assert expire(connection, NOW) == 0
        assert Claimer("other", range(64)).take(connection, NOW, 10) is None
