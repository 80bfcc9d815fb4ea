"""System checks of the set-up; `manage.py check --database default` asks the server too."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DatabaseError, connections
from django.http.request import validate_host

OLDEST_POSTGRESQL = 15


def register_all() -> None:
    register(check_addresses, Tags.security)
    register(check_secret_key, Tags.security)
    register(check_sealing_keys, Tags.security)
    register(check_database_is_named, Tags.compatibility)
    register(check_frontend_is_built, Tags.staticfiles)
    register(check_server, Tags.database)
    register(check_redis, Tags.database)


def check_addresses(**kwargs: Any) -> list[CheckMessage]:
    base = urlsplit(settings.BASE_URL)
    host = base.hostname or ""
    found: list[CheckMessage] = []
    if not validate_host(host, settings.ALLOWED_HOSTS):
        found.append(
            Error(
                f"SOJOURN_ALLOWED_HOSTS does not hold {host}, the host of SOJOURN_BASE_URL.",
                hint=f"Set SOJOURN_ALLOWED_HOSTS={host}.",
                id="sojourn.E001",
            )
        )
    if base.scheme == "http" and not _is_local(host):
        found.append(
            Caution(
                "SOJOURN_BASE_URL begins with http:// and its host is not this machine.",
                hint="Serve it over https://; cookies are sent in the clear otherwise.",
                id="sojourn.W001",
            )
        )
    if settings.DEBUG and not _is_local(host):
        found.append(
            Error("SOJOURN_DEBUG is on for an address that others can reach.", id="sojourn.E002")
        )
    return found


def check_secret_key(**kwargs: Any) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) >= 32:
        return []
    hint = "Set SOJOURN_SECRET_KEY to 50 random characters, or leave it out to have one made."
    return [Error("The secret key is shorter than 32 characters.", hint=hint, id="sojourn.E003")]


def check_sealing_keys(**kwargs: Any) -> list[CheckMessage]:
    if all(len(key) >= 32 for key in settings.SOJOURN_SECRET_KEYS):
        return []
    hint = "Give 50 random characters each, the newest first, separated by commas."
    short = "A key of SOJOURN_SECRET_KEYS is shorter than 32 characters."
    return [Error(short, hint=hint, id="sojourn.E005")]


def check_database_is_named(**kwargs: Any) -> list[CheckMessage]:
    if settings.DATABASE_URL:
        return []
    hint = "Start the embedded server with `make pg` or `make run`, or set DATABASE_URL."
    return [Caution("No database is named.", hint=hint, id="sojourn.W002")]


def check_frontend_is_built(**kwargs: Any) -> list[CheckMessage]:
    if (settings.BASE_DIR / "static" / "frontend").is_dir():
        return []
    hint = "Run `make build`; the pages of the product are empty without it."
    return [Caution("The frontend is not built.", hint=hint, id="sojourn.W003")]


def check_server(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or []:
        try:
            found += _check_one_server(alias)
        except DatabaseError as error:
            message = f"The database does not answer: {str(error).splitlines()[0]}"
            found.append(Error(message, id="sojourn.E006"))
    return found


def check_redis(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Asked only where the databases are asked too: a plain check opens no connection."""
    if not (databases and settings.REDIS_URL):
        return []
    import redis  # half a second of every start, for those who have one

    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=5) as client:
            client.ping()
    except redis.RedisError as error:
        hint = "Start it, look at REDIS_URL, or leave that out on a single machine."
        return [Error(f"Redis does not answer: {error}", hint=hint, id="sojourn.E007")]
    return []


def _check_one_server(alias: str) -> list[CheckMessage]:
    asked = "current_setting('server_version_num')::int / 10000, current_setting('fsync')"
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {asked}, current_setting('server_encoding')")
        version, fsync, encoding = cursor.fetchone()
    found: list[CheckMessage] = []
    if version < OLDEST_POSTGRESQL:
        message = (
            f"The server is PostgreSQL {version}; {OLDEST_POSTGRESQL} is the oldest that works."
        )
        found.append(Error(message, id="sojourn.E004"))
    if encoding != "UTF8":
        message = f"The database's encoding is {encoding}; it must be UTF8."
        found.append(Error(message, id="sojourn.E005"))
    if fsync != "on":
        message = "fsync is off: an accepted event may be lost when the machine fails."
        found.append(Caution(message, hint="Switch it on.", id="sojourn.W004"))
    return found


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
