"""The drains alone: customers and steps a second through the journey of the speed targets.

    DATABASE_URL=... python -m bench.drains [customers] [drains] [--profile]

Uses a database of its own beside the one that the settings name, and drops it afterwards.
"""

import cProfile
import gc
import os
import pstats
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

NAME = "sojourn_bench_drains"
JOURNEY = {
    "format": 1,
    "name": "Bench",
    "entry": {"rule": "one_at_a_time"},
    "triggers": {"start": {"kind": "event", "config": {"event": "order"}, "next": "hold"}},
    "steps": {
        "hold": {
            "kind": "wait_for",
            "config": {"cases": [{"id": "bought", "event": "purchase"}], "timeout": "PT1S"},
            "next": {"timeout": "split", "bought": "end"},
        },
        "split": {
            "kind": "branch",
            "config": {
                "cases": [{"id": "big", "condition": {"event": "total", "op": "gt", "value": 1000}
                           if False else {"entry": "total", "type": "number", "op": "gt", "value": 50}}]
            },
            "next": {"big": "mail", "else": "mail"},
        },
        "mail": {
            "kind": "send_message",
            "config": {"channel": "email", "topic": "news", "subject": "Hi {{ customer.first_name }}",
                       "html": "<p>{{ entry.total }} in {{ entry.cart_id }}</p>"},
            "next": {"out": "end"},
        },
        "end": {"kind": "exit", "config": {"reason": "done"}, "next": {}},
    },
}  # fmt: skip


def prepare(url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(NAME))
        )
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
    return make_conninfo(url, dbname=NAME)


def setup() -> None:
    import django

    django.setup()


def publish(copies: int = 1) -> int:
    from journeys.models import Journey, State, Version
    from workspaces.models import Workspace

    workspace = Workspace.objects.create(name="Bench", slug="bench")
    for n in range(copies):
        journey = Journey.objects.create(workspace=workspace, slug=f"bench-{n}", name="Bench")
        version = Version.objects.create(journey=journey, number=1, document=JOURNEY)
        if n:
            version.document = {
                **JOURNEY,
                "triggers": {
                    "start": {"kind": "event", "config": {"event": f"other{n}"}, "next": "hold"}
                },
            }
            version.save()
        journey.live_version, journey.state = version, State.LIVE
        journey.save()
    return int(workspace.pk)


def feed(workspace: int, customers: int, round_: int = 0) -> None:
    from datetime import UTC, datetime

    import msgspec

    from journeys.core.ids import customer_id, lane_of
    from journeys.core.items import Event
    from journeys.engine.connect import connect
    from journeys.engine.wire import COPY_INBOX, copy

    encode = msgspec.json.Encoder().encode
    with connect("feed") as connection:
        for start in range(0, customers, 10_000):
            now = datetime.now(UTC)
            lines = []
            for n in range(start, min(start + 10_000, customers)):
                user = f"user-{n}"
                event = Event(
                    kind="track",
                    name="order",
                    message_id=f"m{round_}-{n}",
                    timestamp=now,
                    user_id=user,
                    properties={"cart_id": f"c{n}", "total": n % 100, "currency": "EUR"},
                )
                lane = lane_of(customer_id(workspace, f"user:{user}"))
                lines.append(
                    f"{lane}\t{workspace}\t{now.isoformat()}\t1\t{encode(event).decode()}\n"
                )
            copy(connection, COPY_INBOX, lines)


def drain(number: int, expected: int, profile: str) -> None:
    setup()
    from journeys.engine.announce import Announcer
    from journeys.engine.connect import DRAIN_SETTINGS, connect
    from journeys.engine.drain import Drain
    from journeys.engine.lease import Leases

    connection, side = connect("bench", options=DRAIN_SETTINGS), connect("side")
    leases = Leases(f"bench-{number}", "bench", os.getpid())
    leases.join(side)
    runner = Drain(connection, leases, Announcer(side))
    gc.collect()
    gc.freeze()
    gc.disable()
    profiler = cProfile.Profile() if profile else None
    if profiler:
        profiler.enable()
    started = time.process_time()
    balanced, looked = 0.0, time.monotonic()
    while True:
        if time.monotonic() - balanced > 1:
            leases.balance(side, runner.handled)
            balanced = time.monotonic()
        done = runner.run(leases.lanes)
        if done:
            continue
        if time.monotonic() - looked > 0.2:
            looked = time.monotonic()
            row = side.execute(
                "select coalesce(sum(n), 0) from counter_delta where metric = 'run_completed'"
            ).fetchone()
            if row and row[0] >= expected:
                break
        time.sleep(0.005)
    own = time.process_time() - started
    fields = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    backend = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    each = 1e6 / max(1, runner.handled / 2)
    print(
        f"drain {number}: {runner.handled} items; CPU per customer: Python {own * each:.0f} us,"
        f" PostgreSQL {backend * each:.0f} us"
    )
    if profiler:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(45)


def rows(names: list[str]) -> dict[str, int]:
    from journeys.engine.connect import connect

    with connect("look") as connection:
        return {n: connection.execute(f"select count(*) from {n}").fetchone()[0] for n in names}  # type: ignore[index]


def main() -> None:
    arguments = [a for a in sys.argv[1:] if not a.startswith("-")]
    customers = int(arguments[0]) if arguments else 50_000
    drains = int(arguments[1]) if len(arguments) > 1 else 1
    copies = int(arguments[2]) if len(arguments) > 2 else 1
    rounds = int(arguments[3]) if len(arguments) > 3 else 1
    sys.path.insert(0, str(Path(__file__).parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.database import database_url

    url = database_url()
    os.environ["DATABASE_URL"] = prepare(url)
    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    workspace = publish(copies)
    from django.db import connections

    connections.close_all()
    context = get_context("spawn")
    profile = "yes" if "--profile" in sys.argv else ""
    for round_ in range(rounds):
        feed(workspace, customers, round_)
        time.sleep(0.5)
        expected = customers * (round_ + 1)
        workers: list[Any] = [
            context.Process(target=drain, args=(n, expected, profile)) for n in range(drains)
        ]
        begun = time.monotonic()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        took = time.monotonic() - begun
        print(
            f"round {round_}: {customers} customers, {drains} drains: {took:.1f} s, {customers / took:.0f} customers/s,"
            f" {customers * 5 / took:.0f} steps/s"
        )
    print(rows(["event", "run", "step_log", "message", "claim", "customer", "parked", "inbox"]))


if __name__ == "__main__":
    main()
