"""A phone number as customers are looked up by it."""

from typing import Any

SHORTEST, LONGEST = 7, 15


def digits_of(phone: Any) -> str | None:
    """The digits alone, without a leading 00; None for what is no international number."""
    if isinstance(phone, bool) or not isinstance(phone, str | int):
        return None
    digits = "".join(sign for sign in str(phone)[:60] if sign.isascii() and sign.isdigit())
    digits = digits.removeprefix("00")
    return digits if SHORTEST <= len(digits) <= LONGEST else None
