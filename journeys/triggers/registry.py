"""Every trigger type, written out by hand, in the order of the palette."""

from collections.abc import Mapping
from typing import Any

from journeys.triggers.api import ApiTrigger
from journeys.triggers.base import Trigger
from journeys.triggers.date import DateTrigger
from journeys.triggers.event import EventTrigger
from journeys.triggers.message import MessageTrigger
from journeys.triggers.schedule import ScheduleTrigger

TRIGGERS: Mapping[str, type[Trigger[Any]]] = {
    "event": EventTrigger,
    "message": MessageTrigger,
    "date": DateTrigger,
    "schedule": ScheduleTrigger,
    "api": ApiTrigger,
}
