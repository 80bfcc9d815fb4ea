"""In which language a customer gets a message that is written in several."""

from collections.abc import Iterable, Sequence


def chosen(written: Sequence[str], wanted: Iterable[str]) -> str:
    """The first of the wanted languages that is written, a country's form by its language too;
    else the first written. Empty when nothing is."""
    known = {language.lower(): language for language in written}
    for language in wanted:
        tag = language.replace("_", "-").lower()
        while tag:
            if tag in known:
                return known[tag]
            tag = tag.rpartition("-")[0]
    return written[0] if written else ""
