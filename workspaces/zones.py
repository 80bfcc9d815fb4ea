"""Time zones by their IANA names."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError


def is_zone(name: str) -> bool:
    """Whether the name is an IANA zone that this installation can compute with."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return name in available_timezones()


def check_zone(name: str) -> None:
    """A validator of model and form fields."""
    if not is_zone(name):
        message = "'%(name)s' is not a time zone. Write an IANA name, such as Europe/Warsaw."
        raise ValidationError(message, code="zone", params={"name": name[:64]})
