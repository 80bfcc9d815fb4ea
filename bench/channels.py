"""(h) Messages to a provider by HTTP, and (i) signed mail by SMTP, from outbox to receipts.

The provider is a stub in a process of its own that takes everything (`http_stub`, and smtp-sink of
Debian's package postfix); the rest is the product as it runs: a worker claims, renders, hands over
one message at a time, and settles.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.house import Process, Shop, query, until, until_open
from bench.machine import CpuMeter

MESSAGES = 40_000
MAILS = 15_000
LINES = 60
PATIENCE_S = 180.0
# Everything is in the outbox before the first falls due.
HEAD_START_S = 8.0
SENT = "select count(*) from message where channel = '{}' and status = 3"
TIMES = "select min(due_at), max(sent_at), count(*) from message where channel = %s and status = 3"


def by_http(shop: Shop, stages: dict[str, list[int]]) -> dict[str, float]:
    """Text messages by Twilio: one request each, not idempotent, so in small chunks."""
    with stub() as (base_url, process):
        account(shop, "sms", "twilio", twilio(base_url))
        measured = through("sms", shop, {**stages, "stub": [process.pid]}, MESSAGES, _sms)
    return {f"http_{name}": value for name, value in measured.items()}


def by_smtp(shop: Shop, stages: dict[str, list[int]]) -> dict[str, float]:
    """Mail rendered, signed by DKIM (rsa-sha256, 2048 bits) and handed over one by one."""
    with sink() as (port, process):
        account(shop, "email", "smtp", {"host": "127.0.0.1", "port": port, **_SIGNED})
        measured = through("email", shop, {**stages, "sink": [process.pid]}, MAILS, _mail)
    return {f"smtp_{name}": value for name, value in measured.items()}


def through(
    channel: str, shop: Shop, stages: dict[str, list[int]], many: int, made: Any
) -> dict[str, Any]:
    """Append `many` messages, all due at one instant, and time them from there to the last
    receipt; `made(number)` gives a message's own fields."""
    due = datetime.now(UTC) + timedelta(seconds=HEAD_START_S)
    fill(shop, channel, many, due, made)
    time.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
    meter = CpuMeter(stages)
    if not until(SENT.format(channel), many, PATIENCE_S):
        rows = query("select status, reason, count(*) from message group by 1, 2 limit 9")
        raise RuntimeError(f"Not every message was handed over in {PATIENCE_S:.0f} s: {rows}")
    spent = meter.spent()
    [(begun, ended, sent)] = query(TIMES, (channel,))
    rate = sent / (ended - begun).total_seconds()
    cpu = {stage: 1e6 * seconds / sent for stage, seconds in spent.items()}
    return {"messages_per_s": rate, "cpu_us_per_message": cpu}


def fill(shop: Shop, channel: str, many: int, due: datetime, made: Any) -> None:
    """Messages of `many` customers, written as the engine writes them."""
    from uuid import UUID

    from channels_app.contracts import OutboxMessage
    from channels_app.delivery import outbox
    from channels_app.delivery.connect import connect

    now = datetime.now(UTC)
    with connect() as connection, connection.transaction():
        for start in range(0, many, 5000):
            messages = [
                OutboxMessage(
                    lane=number % 64,
                    id=f"{UUID(int=number)}:{channel}:0",
                    workspace_id=shop.workspace.pk,
                    customer_id=str(UUID(int=10**9 + number)),
                    channel=channel,
                    due_at=due,
                    kind="transactional",
                    context={"customer": {"first_name": f"Ann {number}"}},
                    **made(number),
                )
                for number in range(start, min(start + 5000, many))
            ]
            outbox.append(connection, messages, now)


def account(shop: Shop, channel: str, provider: str, settings: dict[str, Any]) -> None:
    """The workspace's account of this kind, as the settings page writes it."""
    from channels_app.accounts.writing import create_account
    from workspaces.actions.people import create_user
    from workspaces.models import Membership, Role
    from workspaces.permissions import Actor

    user = create_user(f"{channel}@example.com", None)
    Membership.objects.create(workspace=shop.workspace, user=user, role=Role.OWNER)
    create_account(Actor(shop.workspace, user=user, role=Role.OWNER), channel, provider, settings)


@contextmanager
def stub() -> Iterator[tuple[str, Process]]:
    """A provider that takes everything; its base URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = Process("-m", "bench.http_stub", str(port))
    try:
        until_open(port)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.stop()


@contextmanager
def sink() -> Iterator[tuple[int, Any]]:
    """Postfix's smtp-sink; its port."""
    program = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin:/bin:/usr/local/sbin")
    if program is None:
        raise RuntimeError("smtp-sink is not there. Install Debian's package postfix.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([program, "-u", "nobody", f"127.0.0.1:{port}", "1000"])
    try:
        until_open(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(10)


def twilio(base_url: str) -> dict[str, Any]:
    return {
        "account_sid": "AC" + "0" * 32,
        "auth_token": "no-token-at-all",
        "sender": "+15005550006",
        "base_url": base_url,
    }


_SIGNED = {"security": "none", "dkim_domain": "shop.example", "sender_email": "tea@shop.example"}
_LINE = "<p style='margin:0 0 12px'>The new harvest of {{ customer.first_name }}'s tea is here.</p>"
_HTML = _LINE * LINES + "<a href='{{ unsubscribe_url }}'>Unsubscribe</a>"


def _mail(number: int) -> dict[str, Any]:
    content = {"subject": "{{ customer.first_name }}, your tea", "html": _HTML}
    return {"recipient": f"ann{number}@example.com", "content": content}


def _sms(number: int) -> dict[str, Any]:
    text = "Hello {{ customer.first_name }}, your order has left. Track it at example.com/t"
    return {"recipient": f"+48600{number:06d}", "content": {"text": text}}
