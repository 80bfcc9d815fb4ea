"""What is wrong with a draft: one Problem per place, in words that say what to do."""

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]


class Problem(msgspec.Struct, kw_only=True, frozen=True):
    path: str
    """JSON Pointer (RFC 6901) into the journey document."""
    code: str
    message: str
    severity: Severity = "error"
    step: str | None = None
    """The step or trigger it is about, so that the canvas can put its badge."""
