"""The programs that a drain runs: read inside its transaction, so that a pause holds at once."""

import logging
from collections.abc import Iterable
from typing import Any

import msgspec
from psycopg import Connection

from channels_app import registry
from journeys.core.bind import BindError, bind
from journeys.core.person import Journeys
from journeys.core.program import Program
from journeys.engine.dates import Dated, dated
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

LIVE = """
select j.id, j.workspace_id, j.slug, j.state, j.live_version_id, w.zone
  from journey j join workspace w on w.id = j.workspace_id
 where j.state in ('live', 'paused') and j.live_version_id is not null
 order by j.id
"""

_VERSION = """
select v.id, v.journey_id, v.document::text, j.workspace_id, j.slug, w.zone
  from version v join journey j on j.id = v.journey_id join workspace w on w.id = j.workspace_id
"""
VERSIONS = f"{_VERSION} where v.id = any(%s)"
LIVE_VERSION = f"""{_VERSION}
 where j.id = %s and j.live_version_id = v.id and j.state in ('live', 'paused')
"""


log = logging.getLogger(__name__)


class Programs:
    """Versions never change, so each is bound once; which are live is asked for every batch."""

    def __init__(self) -> None:
        self._bound: dict[int, Program | None] = {}
        self._older: set[int] = set()
        self._live: list[Any] = []
        self._zones: dict[int, str] = {}
        self.journeys = Journeys([])
        self.dated: Dated = {}

    def take(self, connection: Connection[Any], live: list[Any]) -> Journeys:
        """What is live and what is paused at this moment of the transaction: the rows of LIVE."""
        if live != self._live:
            self._live = live
            self._fetch(connection, [row[4] for row in live])
            self._rebuild()
        return self.journeys

    def include(self, connection: Connection[Any], versions: Iterable[int]) -> Journeys:
        """The same with the versions that runs under way still stand on."""
        missing = [v for v in set(versions) if self.journeys.of(v) is None and v not in self._older]
        if missing:
            self._fetch(connection, missing)
            self._older.update(missing)
            self._rebuild()
        return self.journeys

    def _fetch(self, connection: Connection[Any], versions: list[int]) -> None:
        unknown = [version for version in versions if version not in self._bound]
        if not unknown:
            return
        for row in connection.execute(VERSIONS, (unknown,)).fetchall():
            self._bound[row[0]] = bound(*row[:5])
            self._zones.setdefault(row[3], row[5])

    def _rebuild(self) -> None:
        self._zones.update({row[1]: row[5] for row in self._live})
        current = {row[4] for row in self._live}
        self._older -= current
        paused = [row[0] for row in self._live if row[3] == "paused"]
        live = [program for v in sorted(current) if (program := self._bound.get(v))]
        older = [program for v in self._older if (program := self._bound.get(v))]
        self.journeys = Journeys(live, older, zones=self._zones, paused=paused)
        self.dated = dated(live)


def bound(version: int, journey: int, document: str, workspace: int, slug: str) -> Program | None:
    """A stored version as a program; None, and a line in the log, when it cannot be read."""
    content = msgspec.json.decode(document)
    try:
        return bind(
            content,
            STEPS,
            TRIGGERS,
            workspace_id=workspace,
            journey_id=journey,
            version_id=version,
            slug=slug,
            uses=uses(content),
            render=registry.render,
        )
    except BindError as error:
        log.error("version %s of %s cannot run: %s", version, slug, error)
        return None


def uses(document: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Per message step, which values its template reads, as "customer.name", "entry.name" or
    "run.name": all that is stored with a message."""
    found = {}
    for name, node in document.get("steps", {}).items():
        if node.get("kind") in STEPS and STEPS[node["kind"]].group == "message":
            contents = contents_of(node.get("config", {}))
            found[name] = tuple(sorted({path for each in contents for path in _used(each)}))
    return found


def contents_of(config: dict[str, Any]) -> list[dict[str, Any]]:
    """What a step that sends says: its own settings, or those of each channel of a cascade."""
    items = config.get("channels")
    return [item for item in items if isinstance(item, dict)] if items else [config]


def _used(config: dict[str, Any]) -> set[str]:
    paths = registry.used_variables(config.get("channel", "email"), config)
    return {".".join(path.split(".")[:2]) for path in paths}
