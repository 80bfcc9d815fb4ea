import os
import signal
import socket
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from channels_app.callbacks.queue import Hearing
from channels_app.delivery.listening import Listening
from channels_app.delivery.loop import Loop


class Command(BaseCommand):
    help = (
        "Delivers messages until it is told to stop, and nothing else. `manage.py worker` does"
        " this too; this command is for more delivery than movement."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with Hearing(), Listening():
            Loop(f"{socket.gethostname()}:{os.getpid()}").run(stop)
