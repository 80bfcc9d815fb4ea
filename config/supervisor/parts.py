"""The parts of the group, as the commands that start them."""

import signal
import sys

from config import kept
from config.supervisor.part import Part, Say

PYTHON = sys.executable
MANAGE = [PYTHON, "-u", str(kept.ROOT / "manage.py")]


def database(say: Say, environment: dict[str, str]) -> Part:
    command = [PYTHON, "-u", "-m", "config.postgres", "run"]
    # SIGINT is PostgreSQL's "fast" stop. Its children end by themselves when it dies, and
    # must not be killed: that would make it recover from its log.
    return Part(
        "database",
        command,
        say,
        environment,
        stop_signal=signal.SIGINT,
        patience=60,
        kills_family=False,
    )


def web(say: Say, environment: dict[str, str], bind: str, port: int) -> Part:
    command = [PYTHON, "-u", "-m", "uvicorn", "config.asgi:application"]
    command += ["--host", bind, "--port", str(port), "--no-access-log", "--log-level", "warning"]
    command += ["--timeout-graceful-shutdown", "3", "--ws-max-size", "65536"]
    return Part("web", command, say, environment)


def worker(say: Say, environment: dict[str, str]) -> Part:
    return Part("worker", [*MANAGE, "worker"], say, environment)


def jobs(say: Say, environment: dict[str, str]) -> Part:
    return Part("jobs", [*MANAGE, "qcluster"], say, environment, patience=5)


def mail_in(say: Say, environment: dict[str, str]) -> Part:
    """Takes mail from the shop's own code; only where a port is set for it."""
    return Part("mail", [*MANAGE, "smtp_in"], say, environment, patience=3)


def demo(say: Say, environment: dict[str, str], port: int) -> Part:
    url = f"http://127.0.0.1:{port}"
    return Part("demo", [*MANAGE, "demo", "--feed", "--url", url], say, environment, patience=3)
