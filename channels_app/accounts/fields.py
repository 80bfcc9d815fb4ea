"""What is wrong with the values of a provider's settings, field by field."""

import re
from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

# msgspec's words for what it expected, and ours.
WORDS = {
    "str": "Write a text",
    "int": "Write a whole number",
    "float": "Write a number",
    "bool": "Say yes or no",
    "array": "Write a list",
    "object": "Write an object",
}
_EXPECTED = re.compile(r"Expected `(\w+)[^`]*`(?: (>=?|<=?|of length >=|of length <=) (\S+))?")
_BOUNDS = {
    ">=": ", {} or more",
    ">": ", more than {}",
    "<=": ", {} at most",
    "<": ", less than {}",
    "of length >=": " of {} characters or more",
    "of length <=": " of {} characters at most",
}


def mistakes(settings: type[msgspec.Struct], values: Mapping[str, Any]) -> dict[str, str]:
    """A sentence per field that cannot be taken; "" for what concerns the whole. Empty is well.

    Values that the settings do not know are not looked at: an older version may have known them.
    """
    found: dict[str, str] = {}
    hints = get_type_hints(settings, include_extras=True)
    for field in msgspec.structs.fields(settings):
        name = field.encode_name
        if name not in values:
            if field.required:
                found[name] = "This is needed."
        elif what := _mistake(values[name], hints[field.name]):
            found[name] = what
    # What only the whole shows: a `__post_init__` that raises ValueError with a sentence.
    whole = "" if found else _mistake(dict(values), settings)
    return {"": whole} if whole else found


def names(settings: type[msgspec.Struct]) -> set[str]:
    """The fields that there are."""
    return {field.encode_name for field in msgspec.structs.fields(settings)}


def _mistake(value: Any, wanted: Any) -> str:
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        return _sentence(str(error).partition(" - at `$")[0])
    return ""


def _sentence(words: str) -> str:
    if words.startswith("Invalid enum value"):
        return "Choose one of those that are offered."
    if " matching regex " in words:
        return "This does not have the form that is wanted here."
    expected = _EXPECTED.match(words)
    if expected and expected[1] in WORDS:
        bound = _BOUNDS.get(expected[2] or "", "").format(expected[3])
        return f"{WORDS[expected[1]]}{bound}."
    return words if words.endswith((".", "!")) else f"{words}."
