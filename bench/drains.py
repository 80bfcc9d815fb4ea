"""The drains alone, with neither HTTP nor delivery: where their time goes.

    python -m bench.drains [--customers N] [--drains N] [--journeys N] [--rounds N] [--profile]

In a database of its own on the server that the settings name, dropped afterwards.
"""

import argparse
import cProfile
import os
import pstats
import time
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bench.documents import STEPS_PER_CUSTOMER, flow

NAME = "sojourn_bench_drains"
DONE = "select coalesce(sum(n), 0) from counter_delta where metric = 'run_completed'"
TABLES = ("event", "run", "step_log", "message", "customer", "parked", "inbox")


def set_up() -> None:
    import django

    django.setup()


def publish(journeys: int) -> int:
    """One journey that the events start, and others that they do not."""
    from journeys.models import Journey, State, Version
    from workspaces.models import Workspace

    workspace = Workspace.objects.create(name="Bench", slug="bench")
    for n in range(journeys):
        journey = Journey.objects.create(workspace=workspace, slug=f"bench-{n}", name="Bench")
        document = flow(f"order{n or ''}")
        journey.live_version = Version.objects.create(journey=journey, number=1, document=document)
        journey.state = State.LIVE
        journey.save()
    return int(workspace.pk)


def feed(workspace: int, customers: int, turn: int) -> None:
    """One event per customer, straight into the inbox."""
    import msgspec

    from journeys.core.ids import customer_id, lane_of
    from journeys.core.items import Event
    from journeys.engine.connect import connect
    from journeys.engine.wire import COPY_INBOX, copy

    now = datetime.now(UTC)
    lines = []
    for n in range(customers):
        event = Event(
            kind="track",
            name="order",
            message_id=f"m{turn}-{n}",
            timestamp=now,
            user_id=f"user-{n}",
            properties={"cart_id": f"c{n}", "total": n % 100, "currency": "EUR"},
        )
        lane = lane_of(customer_id(workspace, f"user:user-{n}"))
        body = msgspec.json.encode(event).decode()
        lines.append(f"{lane}\t{workspace}\t{now.isoformat()}\t1\t{body}\n")
    with connect("feed") as connection:
        copy(connection, COPY_INBOX, lines)


def drain(number: int, drains: int, expected: int, profile: bool, ready: Barrier) -> None:
    """Work until all customers have come to the end; tell the CPU that each has cost."""
    set_up()
    from journeys.engine.announce import Announcer
    from journeys.engine.connect import DRAIN_SETTINGS, connect
    from journeys.engine.drain import Drain
    from journeys.engine.lease import Leases
    from journeys.engine.worker import quiet_memory

    connection, side = connect("bench", options=DRAIN_SETTINGS), connect("side")
    leases = Leases(f"bench-{number}", "bench", os.getpid())
    worker = Drain(connection, leases, Announcer(side))
    quiet_memory()
    leases.join(side)
    while len(leases.lanes) != 64 // drains:
        leases.balance(side)
    ready.wait()
    profiler = cProfile.Profile() if profile else None
    if profiler:
        profiler.enable()
    begun, balanced = time.process_time(), time.monotonic()
    while True:
        if time.monotonic() - balanced > 1:
            leases.balance(side, worker.handled)
            balanced = time.monotonic()
        if not worker.run(leases.lanes):
            row = side.execute(DONE).fetchone()
            if row and row[0] >= expected:
                break
            time.sleep(0.01)
    own = time.process_time() - begun
    fields = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    server = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    print(f"drain {number}: {worker.handled} items, CPU {own:.2f} s, its server {server:.2f} s")
    if profiler:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)


def measure(given: argparse.Namespace) -> None:
    set_up()
    from django.core.management import call_command
    from django.db import connection, connections

    call_command("migrate", verbosity=0)
    workspace = publish(given.journeys)
    connections.close_all()
    context = get_context("spawn")
    for turn in range(given.rounds):
        feed(workspace, given.customers, turn)
        expected = given.customers * (turn + 1)
        ready = context.Barrier(given.drains + 1)
        workers = [
            context.Process(target=drain, args=(n, given.drains, expected, given.profile, ready))
            for n in range(given.drains)
        ]
        for worker in workers:
            worker.start()
        ready.wait()
        begun = time.monotonic()
        for worker in workers:
            worker.join()
        rate = given.customers / (time.monotonic() - begun)
        print(f"{rate:,.0f} customers/s, {rate * STEPS_PER_CUSTOMER:,.0f} steps/s")
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            print(f"{table} {cursor.fetchone()[0]:,}", end="  ")
    print()
    connections.close_all()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("customers", 50_000), ("drains", 1), ("journeys", 1), ("rounds", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    from config.database import database_url

    url = database_url()
    own = sql.Identifier(NAME)
    drop = sql.SQL("drop database if exists {} with (force)").format(own)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("create database {}").format(own))
        os.environ["DATABASE_URL"] = make_conninfo(url, dbname=NAME)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        try:
            measure(given)
        finally:
            connection.execute(drop)


if __name__ == "__main__":
    main()
