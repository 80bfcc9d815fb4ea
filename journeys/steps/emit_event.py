"""Records an event of the customer, which other journeys can start from or wait for."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import msgspec

from journeys.core.contract import Go, Outcome, Visit
from journeys.core.effects import Emit
from journeys.core.fields import EventName, field
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.core.view import MISSING
from journeys.steps.base import Ports, Step


class Property(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, field("Property", min_length=1, max_length=200)]
    value: Annotated[Any, field("Value", widget="value")] = None


class EmitEventConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event: EventName
    properties: Annotated[
        tuple[Property, ...], field("Properties", widget="properties", max_length=100)
    ] = ()


class EmitEvent(Step[EmitEventConfig]):
    kind = "emit_event"
    title = "Record event"
    group = "people"
    icon = "antenna-bars-5"
    ports = Ports(fixed=("out",))
    summary = "Record {event, select, none {an event} other {{event}}}"
    Config = EmitEventConfig

    @classmethod
    def check(cls, config: EmitEventConfig, path: str) -> Iterator[Problem]:
        if config.event.startswith("$"):
            message = "Names that begin with $ are kept for the product. Choose another."
            yield Problem(path=f"{path}/event", code="reserved", message=message)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        values = {p.name: visit.value(p.value) for p in self.config.properties}
        found = {name: value for name, value in values.items() if value is not MISSING}
        return Go(effects=(Emit(name=self.config.event, properties=found),))
