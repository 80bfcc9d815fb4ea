"""What happens between the database's start and the first page."""

import asyncio
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from config import kept
from config.database import database_url
from config.supervisor.part import Say
from config.supervisor.parts import MANAGE

DATABASE_LIMIT_SECONDS = 60.0
WEB_LIMIT_SECONDS = 60.0


async def database_answers(say: Say) -> bool:
    """Wait until the database takes connections; say so when it does not."""
    limit = time.monotonic() + DATABASE_LIMIT_SECONDS
    why = "it has not been set up"
    while time.monotonic() < limit:
        if url := database_url():
            try:
                async with await psycopg.AsyncConnection.connect(url, connect_timeout=3):
                    return True
            except psycopg.OperationalError as error:
                why = str(error).splitlines()[0]
        await asyncio.sleep(0.1)
    say("set-up", f"The database does not answer: {why}")
    return False


async def prepared(say: Say, environment: dict[str, str], demo: bool) -> bool:
    """Run `manage.py prepare`, passing its lines on; False when it failed."""
    command = [*MANAGE, "prepare", "--demo" if demo else "--no-demo"]
    process = await asyncio.create_subprocess_exec(
        *command,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            say("set-up", line.decode(errors="replace").rstrip())
        return await process.wait() == 0
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise


async def web_answers(port: int) -> bool:
    limit = time.monotonic() + WEB_LIMIT_SECONDS
    while time.monotonic() < limit:
        if await asyncio.to_thread(_is_ready, f"http://127.0.0.1:{port}/readyz"):
            return True
        await asyncio.sleep(0.1)
    return False


def _is_ready(url: str) -> bool:
    try:
        with urlopen(url, timeout=3) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def announce(address: str) -> None:
    """The one thing a person reads: where it is and how to sign in."""
    lines = ["", f"  Sojourn is at {address}", *_sign_in_lines(), "  Stop with Ctrl-C.", ""]
    print("\n".join(lines), flush=True, file=sys.stdout)


def _sign_in_lines() -> list[str]:
    content = kept.read(kept.FIRST_SIGN_IN)
    if not content:
        return []
    where = f"{kept.FOLDER.name}/{kept.FIRST_SIGN_IN}"
    kept_where = f"(kept in {where}; remove it when you have changed the password)"
    return [f"  {line}" for line in [*content.splitlines(), kept_where]]
