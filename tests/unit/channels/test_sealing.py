"""Secrets at rest."""

from typing import Any

import pytest

from channels_app.sealing import SealBrokenError, resealed, seal, unseal

OLD, NEW = (
    "the old key, forty characters long at least",
    "the new key, forty characters long at least",
)


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    settings.SOJOURN_SECRET_KEYS = [OLD]


def test_what_was_sealed_is_opened_and_not_readable() -> None:
    sealed = seal({"token": "s3cret"})
    assert "s3cret" not in sealed
    assert unseal(sealed) == {"token": "s3cret"}
    assert unseal(seal({})) == {}


def test_keys_are_rotated(settings: Any) -> None:
    sealed = seal({"token": "s3cret"})
    settings.SOJOURN_SECRET_KEYS = [NEW, OLD]
    again = resealed(sealed)
    settings.SOJOURN_SECRET_KEYS = [NEW]
    assert unseal(again) == {"token": "s3cret"}
    with pytest.raises(SealBrokenError, match="SOJOURN_SECRET_KEYS"):
        unseal(sealed)
