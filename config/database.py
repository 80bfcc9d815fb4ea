"""DATABASE_URL read into Django's settings; without it, the embedded server's own file."""

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from config import environment, kept
from config.kept import EMBEDDED_URL_FILE


def database_url() -> str:
    """The variable, else what `make pg` or `make run` has written."""
    return environment.text("DATABASE_URL") or kept.read(EMBEDDED_URL_FILE)


def parsed(url: str, test_name: str) -> dict[str, Any]:
    """Django's DATABASES entry for the URL, in any form that libpq reads."""
    try:
        found: dict[str, Any] = dict(conninfo_to_dict(url))
    except psycopg.ProgrammingError as error:
        # libpq's sentence may repeat the URL, and with it the password.
        why = "it is not a postgresql:// URL"
        raise environment.refusal("DATABASE_URL", "(hidden)", why) from error.with_traceback(None)
    port = str(found.pop("port", ""))
    if port and not port.isdecimal():
        raise environment.refusal("DATABASE_URL", "(hidden)", "its port is not a number")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname", "sojourn"),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": port,
        "OPTIONS": {"connect_timeout": "10"} | found,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": test_name},
    }
