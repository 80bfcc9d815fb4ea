"""No provider goes without a case of the conformance suite.

Several providers may be one piece of code with different settings (the mail services behind one
library): then one case of them is enough.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from channels_app import registry
from channels_app.registry import PROVIDERS
from tests.integration.channels.conformance import Conformance
from tests.integration.channels.providers.stand_in import StandIn

FOLDER = Path(__file__).parent
# The customers' own inbox is kept here: there is nobody to stand in for.
WITHOUT = {("inapp", "inbox")}


def test_every_provider_has_a_case() -> None:
    for path in FOLDER.glob("test_*.py"):
        import_module(f"{__package__}.{path.stem}")
    wanted = {(kind, name) for kind, names in PROVIDERS.items() for name in names} - WITHOUT
    tried = {_code(stand.kind, stand.provider) for stand in _stand_ins()}
    assert sorted(pair for pair in wanted if _code(*pair) not in tried) == []


def _code(kind: str, name: str) -> tuple[Any, Any]:
    """What does the work of a provider."""
    found: Any = type(registry.provider(kind, name))
    return found.carrier, found.hear


def _stand_ins() -> list[type[StandIn]]:
    """Those that a case of the suite names."""
    cases: list[type[Conformance]] = [Conformance]
    found: list[type[StandIn]] = []
    for case in cases:
        cases.extend(case.__subclasses__())
        if "stand_in" in vars(case):
            found.append(case.stand_in)
    return found
