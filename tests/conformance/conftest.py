"""The live half of the conformance suite runs in the engine's test shop."""

from tests.integration.engine.conftest import shop

__all__ = ["shop"]
