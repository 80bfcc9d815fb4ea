"""manage.py: Django's command line, which says in a sentence what it cannot reach."""

import sys

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

# Classes of SQLSTATE that mean "no connection": 08 connection, 28 sign-in, 3D no such
# database, 53 no room for one more, 57 shut down.
NOT_CONNECTED = ("08", "28", "3D", "53", "57")
# Django's, and psycopg's own from those who speak to the server directly.
UNREACHED = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def run(arguments: list[str]) -> int:
    """Run the command; the exit code."""
    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    except UNREACHED as error:
        if not lost_connection(error):
            raise
        print(sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def lost_connection(error: Exception) -> bool:
    """Whether the error is about reaching the server, not about a statement."""
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
    return bool(state.startswith(NOT_CONNECTED))


def sentence(error: Exception) -> str:
    why = str(error).strip().splitlines()[0] if str(error).strip() else "the connection was lost"
    return (
        f"The database does not answer: {why}\n"
        "Start the embedded one with `make run` or `make pg`, or look at DATABASE_URL."
    )
