"""Starts when a call puts a customer, or a list of customers, into the journey.

Your own system makes the call, with data that messages can use.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec

from journeys.core.conditions import check_condition, compile_condition
from journeys.core.fields import Condition, field
from journeys.core.problems import Problem
from journeys.core.view import View
from journeys.triggers.base import Trigger


class ApiConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    condition: Annotated[
        Condition, field("Only customers who", "Others are refused, with a reason.", "condition")
    ] = None


class ApiTrigger(Trigger[ApiConfig]):
    kind = "api"
    title = "API call"
    icon = "plug"
    summary = (
        "When your system calls{condition, select, none {}"
        " other {, only if {condition, condition}}}"
    )
    Config = ApiConfig

    def __init__(self, config: ApiConfig) -> None:
        super().__init__(config)
        self.holds = compile_condition(config.condition)

    @classmethod
    def check(cls, config: ApiConfig, path: str) -> Iterator[Problem]:
        if config.condition is not None:
            yield from check_condition(config.condition, f"{path}/condition")

    def admits(self, view: View) -> bool:
        return self.holds(view)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        if self.config.condition:
            yield self.config.condition
