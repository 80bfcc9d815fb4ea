"""Ends the journey for this customer, with a reason that you can count."""

from datetime import datetime
from typing import Annotated

import msgspec

from journeys.core.contract import Outcome, Stop, Visit
from journeys.core.fields import field
from journeys.core.items import Item
from journeys.steps.base import Ports, Step


class ExitConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reason: Annotated[
        str, field("Reason", "Shown in the numbers.", placeholder="bought", max_length=200)
    ] = ""


class Exit(Step[ExitConfig]):
    kind = "exit"
    title = "End"
    group = "end"
    icon = "flag"
    ports = Ports()
    summary = "{reason, select, none {End here} other {End: {reason}}}"
    Config = ExitConfig

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        return Stop(reason=self.config.reason)
