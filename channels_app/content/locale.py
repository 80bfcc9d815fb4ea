"""Dates and money as the customer reads them: in their zone and in their language."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names, get_month_names
from babel.numbers import (
    UnknownCurrencyError,
    format_currency,
    format_decimal,
    get_currency_precision,
)

NAMED = ("short", "medium", "long", "full")


class Reader(msgspec.Struct, frozen=True):
    """For whom a template is rendered, and when."""

    zone: str = "UTC"
    language: str = "en"
    now: datetime | None = None


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """The locale of a language tag; English when there is none such."""
    try:
        return Locale.parse(language.replace("-", "_") or "en")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone; UTC when there is none such."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def money(value: float | str, currency: str, language: str) -> str:
    """An amount with its currency; without one, a number with two digits."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return str(value)
    locale = locale_of(language)
    if not currency:
        return format_decimal(number, "#,##0.00", locale=locale)
    try:
        get_currency_precision(currency)
        return format_currency(number, currency, locale=locale)
    except (UnknownCurrencyError, ValueError):
        return f"{format_decimal(number, '#,##0.00', locale=locale)} {currency}"


@lru_cache(maxsize=8192)
def number(value: float | str, digits: int | None, language: str) -> str:
    """A number as the language writes it, with at most three digits after the comma."""
    try:
        amount = float(value)
        if digits is not None:
            amount = round(amount, max(0, min(digits, 6)))
        return format_decimal(amount, locale=locale_of(language))
    except (TypeError, ValueError, OverflowError):
        return str(value)


# As people give them: one, few, many. A language with two forms has one and other.
FORMS = {"one": 0, "few": 1, "two": 1, "many": 2, "zero": 2, "other": 1}


def plural(value: float | str, forms: Sequence[str], language: str) -> str:
    """The form that goes with the number, by the rules of CLDR."""
    if not forms:
        return str(value)
    try:
        amount = float(value)
        count = int(amount) if amount.is_integer() else amount
        rule = locale_of(language).plural_form(abs(count))
    except (TypeError, ValueError, OverflowError):
        return forms[-1]
    place = FORMS.get(rule, 1)
    if rule == "other" and len(forms) > 2 and language[:2] in ("ru", "pl", "uk", "be"):
        place = 1  # a fraction: 1,5 литра
    return forms[min(place, len(forms) - 1)]


@lru_cache(maxsize=8192)
def shown(value: Any, style: str, reader: Reader) -> str:
    """A date in one of the named styles, "time", or by strftime's codes."""
    at = moment(value, reader)
    if at is None:
        return str(value)
    locale = locale_of(reader.language)
    if style in NAMED:
        return format_date(at, style, locale=locale)
    if style == "time":
        return format_time(at, "short", locale=locale) if isinstance(at, datetime) else ""
    return _by_codes(at, style, locale)


def moment(value: Any, reader: Reader) -> datetime | date | None:
    """What a template may call a date: ISO text, seconds since 1970, "now" or "today"."""
    if value in ("now", "today"):
        return reader.now.astimezone(zone_of(reader.zone)) if reader.now else None
    if isinstance(value, bool) or value is None:
        return None
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC).astimezone(zone_of(reader.zone))
        return _from_text(str(value).strip(), reader)
    except (ValueError, OverflowError, OSError):
        return None


def _from_text(text: str, reader: Reader) -> datetime | date:
    if len(text) == len("2026-01-31"):
        return date.fromisoformat(text)
    at = datetime.fromisoformat(text)
    zone = zone_of(reader.zone)
    # A time without a zone is the customer's own.
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _by_codes(at: datetime | date, style: str, locale: Locale) -> str:
    # A month beside a day is declined in Polish and Russian ("1 marca"); alone it is not.
    context: Literal["format", "stand-alone"]
    context = "format" if "%d" in style or "%e" in style or "%-d" in style else "stand-alone"
    names = {
        "%B": get_month_names("wide", context, locale)[at.month],
        "%b": get_month_names("abbreviated", context, locale)[at.month],
        "%A": get_day_names("wide", "format", locale)[at.weekday()],
        "%a": get_day_names("abbreviated", "format", locale)[at.weekday()],
    }
    for code, name in names.items():
        style = style.replace(code, name.replace("%", "%%"))
    return at.strftime(style)
