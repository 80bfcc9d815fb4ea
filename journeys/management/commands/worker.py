import os
import socket
import sys
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from channels_app.callbacks.queue import Hearing
from channels_app.delivery.listening import Listening
from channels_app.delivery.loop import Loop
from journeys.engine.family import Family, Job
from journeys.engine.worker import Worker

DRAINS = min(2, len(os.sched_getaffinity(0)))
"""Two where there are two cores: one drain waits for PostgreSQL while the other computes (measured:
4,700 customers a second end to end instead of 2,400). One machine seldom gains by more."""


def drain(stop: Event) -> None:
    Worker().run(stop)


def deliver(stop: Event) -> None:
    with Hearing(), Listening():
        Loop(f"{socket.gethostname()}:{os.getpid()}").run(stop)


class Command(BaseCommand):
    help = (
        "Moves customers through journeys and delivers their messages, until it is told to stop."
        " Any number of workers, on any number of machines, share the work."
    )

    # They load every page of the product, which doubles the time of a start after a crash;
    # `manage.py check` and `manage.py prepare` make them.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--drains", type=int, default=DRAINS, help="processes that move customers"
        )
        parser.add_argument(
            "--deliveries", type=int, default=1, help="processes that send messages"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        jobs: dict[str, Job] = {f"drain {n + 1}": drain for n in range(options["drains"])}
        jobs |= {f"delivery {n + 1}": deliver for n in range(options["deliveries"])}
        # Where web and worker share a machine, accepting comes first: what waits is not lost.
        os.nice(settings.SOJOURN_WORKER_NICE)
        connections.close_all()  # a forked child must not share its parent's
        Family(jobs).run()
        sys.stdout.flush()
        sys.stderr.flush()
        # Nothing is open here. Taking the interpreter apart would take longer than stopping did.
        os._exit(0)
