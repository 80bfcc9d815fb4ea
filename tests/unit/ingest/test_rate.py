"""The fence against a runaway sender."""

from hypothesis import given
from hypothesis import strategies as st

from journeys.ingest.rate import Rates


def test_the_burst_passes_then_the_rate_holds() -> None:
    rates = Rates(10, burst=2)
    assert rates.wait_for(1, 20, 0.0) == 0
    assert rates.wait_for(1, 5, 0.0) == 0.5
    assert rates.wait_for(1, 5, 0.5) == 0


def test_workspaces_do_not_disturb_each_other() -> None:
    rates = Rates(10, burst=1)
    rates.wait_for(1, 10, 0.0)
    assert rates.wait_for(2, 10, 0.0) == 0


def test_a_batch_larger_than_the_bucket_passes_some_day() -> None:
    rates = Rates(10, burst=1)
    assert rates.wait_for(1, 100, 0.0) == 0
    assert rates.wait_for(1, 1, 1.0) > 0


def test_zero_sets_no_limit() -> None:
    assert Rates(0).wait_for(1, 10**9, 0.0) == 0


@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0, 1)), min_size=1, max_size=50))
def test_over_any_time_no_more_than_burst_and_rate_pass(steps: list[tuple[int, float]]) -> None:
    rates, at, passed = Rates(10, burst=1), 0.0, 0
    for items, pause in steps:
        at += pause
        if not rates.wait_for(1, items, at):
            passed += items
    assert passed <= 10 + 10 * at + 30
