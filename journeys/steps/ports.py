"""What can be wrong with list items that make ports: an id twice, or the id of a fixed port."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from journeys.core.problems import Problem


class HasId(Protocol):
    @property
    def id(self) -> str: ...


def port_problems(items: Iterable[HasId], path: str, taken: tuple[str, ...]) -> Iterator[Problem]:
    seen = set(taken)
    for index, item in enumerate(items):
        if item.id in seen:
            message = f"There are two exits named {item.id}. Rename one."
            yield Problem(path=f"{path}/{index}/id", code="duplicate", message=message)
        seen.add(item.id)
