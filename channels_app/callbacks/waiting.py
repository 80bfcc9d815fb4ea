"""A callback that waits to be handled."""

from datetime import datetime
from typing import Any

import msgspec

from channels_app.provider import Said, Told


class Again(Exception):  # noqa: N818 - not an error: it is too early
    """What it speaks of is not known yet."""


class Row(msgspec.Struct, frozen=True):
    id: int
    workspace_id: int
    account_id: int
    channel: str
    event_id: str
    item: Any
    received_at: datetime

    def heard(self) -> Told | Said:
        found: Told | Said = msgspec.convert(self.item, Told | Said)
        return found
