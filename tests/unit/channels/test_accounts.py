"""Limits of accounts, and what is wrong with their settings."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from channels_app.accounts.fields import mistakes
from channels_app.accounts.limits import in_second, on_day
from channels_app.delivery.backoff import spread
from channels_app.delivery.health import FAILURES, State
from channels_app.setting import setting

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(st.floats(0.001, 5000), st.integers(0, 10**9), st.integers(1, 500))
def test_the_seconds_of_a_span_hold_what_the_rate_says(rate: float, at: int, span: int) -> None:
    total = sum(in_second(rate, second) for second in range(at, at + span))
    assert abs(total - rate * span) <= 1.001


def test_a_warm_up_grows_and_ends() -> None:
    warm_up = {"start": "2026-03-01", "first": 50, "factor": 2.0}
    days = [on_day(warm_up, date(2026, 2, 20) + timedelta(days=n)) for n in (0, 9, 10, 11, 400)]
    assert days == [50, 50, 100, 200, None]
    assert on_day({"start": "2000-01-01", "first": 1, "factor": 10.0}, date(2026, 1, 1)) is None
    assert on_day({"start": "2000-01-01", "first": 7, "factor": 1.0}, date(2026, 1, 1)) == 7


@given(st.text(max_size=20), st.integers(-100, 5000))
def test_nothing_comes_back_before_it_may(message_id: str, seconds: int) -> None:
    until = NOW + timedelta(seconds=seconds)
    at = spread(message_id, until, NOW)
    assert until <= at <= until + timedelta(seconds=max(seconds / 4, 1))


def test_an_account_wakes_when_its_rest_is_over() -> None:
    state = State(failures=FAILURES, rests_until=NOW)
    assert state.rests(NOW - timedelta(seconds=1))
    assert not state.rests(NOW)
    assert state.wakes
    assert not State(failures=FAILURES - 1).wakes


class Settings(msgspec.Struct):
    key: Annotated[str, setting("Key", secret=True, min_length=3)]
    size: Annotated[int, setting("Size", ge=1, le=9)] = 1
    region: Annotated[Literal["eu", "us"], setting("Region")] = "eu"
    quick: bool = False
    names: list[str] = []

    def __post_init__(self) -> None:
        if self.quick and self.region == "us":
            raise ValueError("There is nothing quick in this region.")


def test_every_field_says_what_is_wrong_with_it() -> None:
    assert mistakes(Settings, {"key": "abc", "unknown": 1}) == {}
    values = {"key": "ab", "size": 10, "region": "pl", "quick": "yes", "names": [1]}
    assert mistakes(Settings, values) == {
        "key": "Write a text of 3 characters or more.",
        "size": "Write a whole number, 9 at most.",
        "region": "Choose one of those that are offered.",
        "quick": "Say yes or no.",
        "names": "Write a text.",
    }
    assert mistakes(Settings, {}) == {"key": "This is needed."}
    assert mistakes(Settings, {"key": "abc", "region": "us", "quick": True}) == {
        "": "There is nothing quick in this region."
    }
