"""How a jsonb value reads as text, number, truth or date in SQL; the twin of values.py.

Each function takes and gives an expression; null where the value does not read as that type.
"""

from journeys.core.conditions.values import CLOCK, DAY, NUMBER, OFFSET

_ANY_DATE = f"^{DAY}({CLOCK}({OFFSET})?)?$"
_DAY_ONLY = f"^{DAY}$"
_INSTANT = f"{OFFSET}$"


def _scalar(value: str) -> str:
    return f"({value} #>> '{{}}')"


def text(value: str) -> str:
    """As a person reads it: 5.0 is "5", true is "true"."""
    number = f"({value})::numeric"
    return (
        f"case jsonb_typeof({value}) when 'string' then {_scalar(value)}"
        f" when 'boolean' then {_scalar(value)}"
        f" when 'number' then case when abs({number}) < 1e308"
        f" then trim_scale({number})::text end end"
    )


def number(value: str) -> str:
    """A float; texts of digits count, too."""
    exact = f"({value})::numeric"
    return (
        f"case jsonb_typeof({value}) when 'number' then case"
        f" when abs({exact}) >= 1e308 then null when abs({exact}) < 1e-300 then 0"
        f" else {exact}::float8 end"
        f" when 'string' then case when {_scalar(value)} ~ '^{NUMBER}$'"
        f" then {_scalar(value)}::numeric::float8 end end"
    )


def boolean(value: str) -> str:
    return (
        f"case jsonb_typeof({value}) when 'boolean' then ({value})::boolean"
        f" when 'string' then case {_scalar(value)} when 'true' then true when 'false' then false"
        f" end end"
    )


READERS = {"text": text, "number": number, "boolean": boolean}
TYPES = {"text": "text", "number": "float8", "boolean": "boolean"}


def text_if_date(value: str) -> str:
    """The text when it is a date that exists, so that it can be cast without an error."""
    return (
        f"(case when jsonb_typeof({value}) = 'string' and {_scalar(value)} ~ '{_ANY_DATE}'"
        f" then {_scalar(value)} end)"
    )


def is_day(text: str) -> str:
    return f"{text} ~ '{_DAY_ONLY}'"


def is_instant(text: str) -> str:
    # A day ends like an offset of minus so many hours: only what has a clock has an offset.
    return f"({text} ~ '[T ]' and {text} ~ '{_INSTANT}')"


def wall(text: str, zone: str) -> str:
    """The wall clock time in a zone."""
    return (
        f"(case when {is_instant(text)} then ({text})::timestamptz at time zone {zone}"
        f" else ({text})::timestamp end)"
    )
