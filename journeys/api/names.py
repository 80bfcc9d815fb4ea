"""Names to show beside ids: of journeys, steps and customers, fetched once per page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from journeys.core.ids import lane_of
from journeys.models import Customer, Journey, Version


class Names:
    """The journeys of one workspace, and their steps as the versions name them."""

    def __init__(self, workspace_id: int, version_ids: Iterable[int] = ()) -> None:
        mine = Journey.objects.filter(workspace_id=workspace_id).values_list("id", "slug", "name")
        self._journeys = {journey_id: (slug, name) for journey_id, slug, name in mine}
        versions = Version.objects.filter(
            id__in=set(version_ids), journey__workspace_id=workspace_id
        )
        self._versions = {version.id: version for version in versions}

    def journey(self, journey_id: int | None) -> dict[str, Any]:
        slug, name = self._journeys.get(journey_id or 0, (None, None))
        return {"journey_id": journey_id, "journey": slug, "journey_name": name}

    def step(self, version_id: int | None, step: str | None) -> str | None:
        """The name that the marketer gave, or none."""
        version = self._versions.get(version_id or 0)
        node = version.document.get("steps", {}).get(step, {}) if version else {}
        return node.get("name") or None

    def number(self, version_id: int | None) -> int | None:
        version = self._versions.get(version_id or 0)
        return version.number if version else None

    def place(self, row: Any) -> dict[str, Any]:
        """Journey, version and step of a row that has all three ids."""
        return self.journey(row.journey_id) | {
            "version": self.number(row.version_id),
            "step": row.step or None,
            "step_name": self.step(row.version_id, row.step),
        }


def user_ids(customer_ids: Iterable[UUID]) -> dict[UUID, str | None]:
    """The userId, else the anonymousId, of each customer."""
    wanted = set(customer_ids)
    lanes = {lane_of(str(each)) for each in wanted}
    rows = Customer.objects.filter(lane__in=lanes, id__in=wanted)
    return {row.id: row.user_id or row.anonymous_id for row in rows}
