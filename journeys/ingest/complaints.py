"""The decoder's complaints in our words, with the field's name."""

import re

from journeys.ingest.refusals import ItemError

_COMPLAINT = re.compile(r"Expected `(.+?)`, got `(.+?)`")
_FIELD = re.compile(r" - at `\$\.(\w+)")
_WORDS = {"str": "text", "int": "a number", "float": "a number", "bool": "true or false"}
_WORDS |= {"object": "an object", "array": "a list"}


def named(problem: str) -> ItemError:
    """The decoder's complaint in our words, with the field's name."""
    at = _FIELD.search(problem)
    field, path = (at[1], f"/{at[1]}") if at else ("The item", "")
    if match := _COMPLAINT.match(problem):
        allowed = [_WORDS.get(word, word) for word in match[1].split(" | ") if word != "null"]
        moment = len(allowed) > 1 and field in ("timestamp", "sentAt")
        wanted = "text such as 2026-01-31T12:30:00Z" if moment else " or ".join(allowed)
        message = f"{field} must be {wanted}, not {_WORDS.get(match[2], match[2])}."
        return ItemError("wrong_type", message, path)
    if "out of range" in problem:
        what = f"A number in {field}" if at else "A number in the item"
        return ItemError("bad_number", f"{what} is not finite or has too many digits.", path)
    return ItemError("wrong_type", f"{problem}.", path)
