"""Ties between an event and the run it may touch: `order.cart_id` equals the entry's `cart_id`."""

from collections.abc import Iterable, Mapping
from typing import Any

from journeys.core.conditions.values import same
from journeys.core.graph import Match
from journeys.core.view import View, dig


def ties(matches: Iterable[Match], view: View) -> bool:
    """Whether the event in the view belongs to its run by every match. Absent values never do."""
    if view.event is None:
        return False
    entry: Mapping[str, Any] = view.run.entry.get("properties", {}) if view.run else {}
    return all(
        same(dig(view.event.properties, match.event), dig(entry, match.entry)) for match in matches
    )
