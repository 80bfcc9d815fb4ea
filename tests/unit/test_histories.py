"""Old runs are tests: every recorded history is moved by today's code as it was moved then."""

from pathlib import Path

import msgspec
import pytest

from tests.histories import FOLDER, replayed

HISTORIES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", HISTORIES, ids=[path.stem for path in HISTORIES])
def test_s26_a_recorded_history_is_replayed_the_same(path: Path) -> None:
    history = msgspec.json.decode(path.read_bytes())
    assert replayed(history) == history["outcome"]


def test_there_are_histories() -> None:
    assert len(HISTORIES) >= 10
