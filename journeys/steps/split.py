"""Divides customers at random by shares.

The same customer goes the same way each time, unless the shares are drawn anew for every run.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate
from typing import Annotated

import msgspec

from journeys.core.contract import Go, Outcome, Visit
from journeys.core.fields import Id, Name, field
from journeys.core.items import Item
from journeys.core.problems import Problem
from journeys.core.sampling import bucket
from journeys.steps.base import Ports, Step
from journeys.steps.ports import port_problems


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    name: Name = ""
    weight: Annotated[
        float, field("Share", "Shares need not add up to 100.", ge=0, le=1_000_000)
    ] = 1


HALVES = [{"id": "a", "name": "A", "weight": 50}, {"id": "b", "name": "B", "weight": 50}]


class SplitConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shares: Annotated[
        tuple[Share, ...],
        field("Shares", widget="shares", min_length=2, max_length=100, start=HALVES),
    ]
    redraw: Annotated[
        bool,
        field(
            "Draw anew for every run",
            "Otherwise a customer who comes again goes the same way.",
            "switch",
            advanced=True,
        ),
    ] = False


class Split(Step[SplitConfig]):
    kind = "split"
    title = "Split"
    group = "flow"
    icon = "arrows-shuffle"
    ports = Ports(each="shares")
    summary = "{shares, plural, =0 {No shares yet} other {Split # ways: {shares, names}}}"
    Config = SplitConfig

    def __init__(self, config: SplitConfig) -> None:
        super().__init__(config)
        self.edges = list(accumulate(share.weight for share in config.shares))

    @classmethod
    def check(cls, config: SplitConfig, path: str) -> Iterator[Problem]:
        yield from port_problems(config.shares, f"{path}/shares", ())
        if sum(share.weight for share in config.shares) <= 0:
            message = "Give at least one share more than 0."
            yield Problem(path=f"{path}/shares", code="empty", message=message)

    def advance(self, visit: Visit, item: Item | None, now: datetime) -> Outcome:
        run = visit.view.run
        if self.config.redraw:
            drawn = bucket(run.id if run else "", visit.step_id, run.visit if run else 0)
        else:
            journey = run.journey_id if run else 0
            drawn = bucket(visit.view.customer_id, journey, visit.step_id)
        point = drawn * self.edges[-1]
        for share, edge in zip(self.config.shares, self.edges, strict=True):
            if point < edge:
                return Go(share.id, detail={"drawn": round(drawn, 4)})
        return Go(self.config.shares[-1].id)
