"""Phone numbers as channels compare and dial them: E.164, "+" and at most fifteen digits."""

from functools import lru_cache

import phonenumbers


@lru_cache(maxsize=65536)
def e164(text: str) -> str | None:
    """The number in E.164; None for what is no international number.

    Spaces, brackets and dashes do not count, "00" stands for "+", and a bare number is taken to
    begin with its country's code. Whether somebody has the number is for the provider to say.
    """
    given = text.strip()
    given = given.removeprefix("00")
    if not 7 <= sum(sign.isdigit() for sign in given) <= 20 or len(given) > 40:
        return None
    try:
        number = phonenumbers.parse(given if given.startswith("+") else f"+{given}", None)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
