"""What is told of messages: which word implies which, and what a run keeps of its own messages."""

from collections.abc import Iterable, Mapping

import msgspec

REFUSED = frozenset({"refused", "cancelled"})
FAILED = frozenset({"failed", "bounced", "complained"})
UNDER_WAY = frozenset({"queued", "sending", "unknown", "held", "frozen"})
IMPLIED: Mapping[str, frozenset[str]] = {
    "sent": frozenset(),
    "delivered": frozenset({"sent"}),
    "opened": frozenset({"sent", "delivered"}),
    "clicked": frozenset({"sent", "delivered", "opened"}),
    "replied": frozenset({"sent", "delivered"}),
    "bounced": frozenset({"sent", "failed"}),
    "complained": frozenset({"sent", "delivered"}),
    "failed": frozenset(),
    "refused": frozenset(),
    "cancelled": frozenset({"refused"}),
}
"""What else is true of a message that came so far: one that was clicked was opened, too."""
ASKED = ("delivered", "opened", "clicked", "replied", "bounced", "complained", "failed", "refused")
"""What one may ask of a message, in this order."""


class Heard(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was reported so far on the message that a step sent last."""

    visit: int
    """The visit that sent it; a report on an earlier one says nothing of it."""
    words: tuple[str, ...] = ()


def reached(words: Iterable[str], wanted: str) -> bool:
    """Whether a message of which these words were reported came to the wanted one."""
    return any(word == wanted or wanted in IMPLIED.get(word, ()) for word in words)


def visit_of(intent_id: str) -> int | None:
    """The visit that made an intent `run:visit:n`; None for an intent of another make."""
    parts = intent_id.rsplit(":", 2)
    return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else None


def remember(
    reports: Mapping[str, Heard], step: str, visit: int, word: str
) -> dict[str, Heard] | None:
    """The reports with one more; None when it says nothing new."""
    known = reports.get(step)
    if known is not None and known.visit > visit:
        return None
    words = known.words if known is not None and known.visit == visit else ()
    if reached(words, word):
        return None
    kept = tuple(one for one in words if one not in IMPLIED.get(word, ()))
    return {**reports, step: Heard(visit, (*kept, word))}
