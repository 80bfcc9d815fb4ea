"""Sends each customer the first way whose condition holds.

Conditions look at the profile, at what the customer did, at the event that started the run, at
values of the run, and at the local time. Who meets none leaves by Otherwise.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec

from journeys.core.conditions import check_condition, compile_condition
from journeys.core.contract import Go, Outcome, Visit
from journeys.core.fields import Condition, Id, Name, field
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.steps.base import Ports, Step
from journeys.steps.ports import port_problems


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name = ""
    condition: Annotated[Condition, field("If", widget="condition")] = None


class BranchConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cases: Annotated[
        tuple[Case, ...],
        field(
            "Ways",
            widget="cases",
            min_length=1,
            max_length=100,
            start=[{"id": "yes", "name": "Yes"}],
        ),
    ]


class Branch(Step[BranchConfig]):
    kind = "branch"
    title = "Branch"
    group = "flow"
    icon = "arrows-split"
    ports = Ports(each="cases", fixed=("else",))
    summary = (
        "{cases, plural, =0 {No ways yet}"
        " =1 {{cases.0.condition, select, none {One way}"
        " other {If {cases.0.condition, condition}}}}"
        " other {# ways: {cases, names}}}"
    )
    Config = BranchConfig

    def __init__(self, config: BranchConfig) -> None:
        super().__init__(config)
        self.cases = [(case.id, compile_condition(case.condition)) for case in config.cases]

    @classmethod
    def check(cls, config: BranchConfig, path: str) -> Iterator[Problem]:
        yield from port_problems(config.cases, f"{path}/cases", cls.ports.fixed)
        for index, case in enumerate(config.cases):
            at = f"{path}/cases/{index}/condition"
            if not case.condition:
                yield Problem(path=at, code="missing", message="Choose the condition of this way.")
            else:
                yield from check_condition(case.condition, at)

    def conditions(self) -> Iterator[Mapping[str, Any]]:
        yield from (case.condition for case in self.config.cases if case.condition)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        for port, holds in self.cases:
            if holds(visit.view):
                return Go(port)
        return Go("else")
