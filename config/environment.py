"""Reading the environment: each reader returns a checked value or refuses it in a sentence.

A refusal names the variable, says what it holds and what it may hold, so that a wrong
set-up is mended without opening the source.
"""

import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The variable's text; an empty variable counts as unset."""
    value = os.environ.get(name, "").strip()
    return value or default


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise refusal(name, value, "write 1 or 0")


def number(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name)
    if not value:
        return default
    if not re.fullmatch(r"\d{1,12}", value, re.ASCII) or not low <= int(value) <= high:
        raise refusal(name, value, f"write a whole number from {low} to {high}")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise refusal(name, value, "write one of: " + ", ".join(allowed))
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    found = [word.strip() for word in text(name).split(",")]
    return [word for word in found if word] or default


def email(name: str, default: str) -> str:
    value = text(name, default)
    try:
        validate_email(value)
    except ValidationError:
        raise refusal(name, value, "write an email address") from None
    return value


def url(name: str, default: str, schemes: tuple[str, ...]) -> str:
    """A URL with one of the schemes and a host; the refusal does not repeat a password."""
    value = text(name, default)
    if not value:
        return value
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise refusal(name, "(hidden)", f"it is not a URL: {error}") from None
    if parts.scheme not in schemes or not (parts.hostname or parts.scheme == "unix"):
        raise refusal(
            name, "(hidden)", f"write a URL that begins with {schemes[0]}:// and names a host"
        )
    return value


def refusal(name: str, value: str, remedy: str) -> ImproperlyConfigured:
    shown = value if value == "(hidden)" else f"'{value}'"
    return ImproperlyConfigured(f"The environment variable {name} is {shown}; {remedy}.")
