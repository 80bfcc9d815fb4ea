"""Names and faces for the recorded customers of the demo, who come without any.

Everything is derived from the customer's id, so that it is the same at every start.
"""

from datetime import date, timedelta
from typing import Any

from journeys.core.sampling import bucket

FIRST_NAMES = (
    "Ada", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hugo", "Ida", "Jonas", "Klara",
    "Liam", "Mila", "Noah", "Olga", "Paul", "Rosa", "Samuel", "Tilda", "Viktor", "Wanda", "Zoe",
)  # fmt: skip
LAST_NAMES = (
    "Adler", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Hansen", "Ivanova",
    "Jansen", "Kowalska", "Lindqvist", "Moreau", "Novak", "Olsen", "Petrov", "Rossi", "Schmidt",
    "Tamm", "Virtanen", "Weber", "Ziegler",
)  # fmt: skip
CITIES = (
    ("Berlin", "Europe/Berlin"), ("Warsaw", "Europe/Warsaw"), ("Riga", "Europe/Riga"),
    ("Lisbon", "Europe/Lisbon"), ("Oslo", "Europe/Oslo"), ("Athens", "Europe/Athens"),
)  # fmt: skip
BIRTHDAYS_TODAY = 12
"""One of so many customers has the birthday on the day of the start, so that one sees a
greeting."""


def traits(user_id: str, today: date) -> dict[str, Any]:
    """The profile of one customer."""
    first = _pick(FIRST_NAMES, user_id, "first")
    last = _pick(LAST_NAMES, user_id, "last")
    city, zone = _pick(CITIES, user_id, "city")
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}.{user_id[-4:]}@example.com".lower(),
        "city": city,
        "timezone": zone,
        "birthday": _birthday(user_id, today).isoformat(),
    }


def _birthday(user_id: str, today: date) -> date:
    if bucket(user_id, "today") * BIRTHDAYS_TODAY < 1:
        return today.replace(year=1990, day=min(today.day, 28))
    return date(1960, 1, 1) + timedelta(days=int(bucket(user_id, "birthday") * 16_000))


def _pick(choices: tuple[Any, ...], *parts: object) -> Any:
    return choices[int(bucket(*parts) * len(choices))]
