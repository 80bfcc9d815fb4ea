"""make run: start everything, say where it is, stop it cleanly on Ctrl-C."""

import asyncio
import fcntl
import os
import socket
import sys
from typing import IO

from django.core.exceptions import ImproperlyConfigured

from config import environment, kept
from config.supervisor import parts, readiness
from config.supervisor.group import Group
from config.supervisor.part import Part

COLOURS = {"database": 34, "web": 32, "worker": 36, "jobs": 35, "set-up": 33}


def say(name: str, line: str) -> None:
    """One line of a part's output, with the part's name before it."""
    label = f"{name:>8} |"
    if sys.stdout.isatty():
        label = f"\033[{COLOURS.get(name, 0)}m{label}\033[0m"
    print(label, line, flush=True)


def port_is_free(bind: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError:
            return False
    return True


def only_one() -> IO[str] | None:
    """Hold the checkout for this group until the process ends; None when another one has it."""
    lock = (kept.folder() / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


async def run(bind: str, port: int, demo: bool) -> int:
    variables = dict(os.environ)
    variables.setdefault("SOJOURN_BASE_URL", f"http://localhost:{port}")
    variables["PYTHONPATH"] = str(kept.ROOT)
    embedded = not environment.text("DATABASE_URL")
    foundations: list[Part] = [parts.database(say, variables)] if embedded else []
    others = [
        parts.web(say, variables, bind, port),
        parts.worker(say, variables),
        parts.jobs(say, variables),
    ]
    if environment.number("SOJOURN_SMTP_IN_PORT", 0, low=0, high=65535):
        others.append(parts.mail_in(say, variables))
    if demo:
        others.append(parts.demo(say, variables, port))

    async def prepare() -> bool:
        return await readiness.database_answers(say) and await readiness.prepared(
            say, variables, demo
        )

    async def ready() -> None:
        if await readiness.web_answers(port):
            readiness.announce(variables["SOJOURN_BASE_URL"])
        else:
            say("set-up", "The web part does not answer yet; its lines above say why.")

    return await Group(foundations, others, prepare).run(ready)


def main() -> int:
    try:
        port = environment.number("PORT", 8000, low=1, high=65535)
        demo = environment.flag("DEMO", True)
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    bind = environment.text("BIND", "127.0.0.1")
    lock = only_one()
    if lock is None:
        print("Sojourn already runs from this folder; stop that one first.", file=sys.stderr)
        return 1
    with lock:
        if not port_is_free(bind, port):
            print(
                f"Port {port} of {bind} is in use by another program. "
                f"Stop that one, or choose another port: make run PORT={port + 1}",
                file=sys.stderr,
            )
            return 1
        return asyncio.run(run(bind, port, demo))


if __name__ == "__main__":
    sys.exit(main())
