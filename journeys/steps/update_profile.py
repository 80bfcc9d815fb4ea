"""Changes the customer's profile.

Sets an attribute, adds to a number, adds a value to a list or takes it out, or removes the
attribute. The value is written here, taken from the profile, the event or the run,
or made of them by Liquid.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from journeys.core.conditions.values import number_of
from journeys.core.contract import Go, Outcome, Visit, is_liquid
from journeys.core.effects import Change, UpdateProfile
from journeys.core.fields import field
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.core.view import MISSING
from journeys.steps.base import Ports, Step

OPERATIONS = {
    "set": "Set to",
    "increment": "Add",
    "append": "Add to the list",
    "remove": "Take out of the list",
    "unset": "Remove",
}


class Set(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attribute: Annotated[str, field("Attribute", widget="attribute", min_length=1, max_length=200)]
    operation: Annotated[
        Literal["set", "increment", "append", "remove", "unset"],
        field("Change", widget="select", labels=OPERATIONS),
    ] = "set"
    value: Annotated[
        Any,
        field(
            "Value",
            widget="value",
            show_if={"operation": ["set", "increment", "append", "remove"]},
        ),
    ] = None


class UpdateProfileConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sets: Annotated[
        tuple[Set, ...], field("Changes", widget="sets", min_length=1, max_length=100, start=[])
    ]


class UpdateProfileStep(Step[UpdateProfileConfig]):
    kind = "update_profile"
    title = "Update profile"
    group = "people"
    icon = "user-edit"
    ports = Ports(fixed=("out",))
    summary = (
        "{sets, plural, =0 {No changes yet}"
        " =1 {Change {sets.0.attribute, select, none {an attribute} other {{sets.0.attribute}}}}"
        " other {# changes}}"
    )
    Config = UpdateProfileConfig

    @classmethod
    def check(cls, config: UpdateProfileConfig, path: str) -> Iterator[Problem]:
        for index, change in enumerate(config.sets):
            at = f"{path}/sets/{index}/value"
            if change.operation != "unset" and change.value is None:
                yield Problem(path=at, code="missing", message="Enter a value.")
            elif change.operation == "increment" and (
                isinstance(change.value, bool) or not isinstance(change.value, int | float | dict)
            ):
                yield Problem(path=at, code="type", message="Enter a number to add.")

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        changes = tuple(self._changes(visit))
        return Go(effects=(UpdateProfile(changes=changes),) if changes else ())

    def _changes(self, visit: Visit) -> Iterator[Change]:
        """A value that is not there changes nothing."""
        for each in self.config.sets:
            value = visit.value(each.value)
            if each.operation == "unset":
                yield Change(attribute=each.attribute, operation="unset")
            elif each.operation == "increment" and is_liquid(each.value):
                number = number_of(value)
                if number is not None:
                    yield Change(attribute=each.attribute, operation="increment", value=number)
            elif value is not MISSING and value is not None:
                yield Change(attribute=each.attribute, operation=each.operation, value=value)
