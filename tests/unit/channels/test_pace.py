"""When what a courier has no room for comes back."""

from datetime import UTC, datetime, timedelta

from channels_app.delivery.pace import SLOWEST_CALL, Pace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_they_come_back_one_after_the_other_and_after_those_before() -> None:
    pace = Pace()
    pace.speed = 800.0
    first = pace.times(NOW, 100, 10)
    assert first[0] == NOW + timedelta(seconds=100 / 800)
    # A tenth of a second's worth at a time.
    assert len(set(first)) == 1
    second = pace.times(NOW, 100, 500)
    assert second[0] == first[0] + timedelta(milliseconds=10)
    assert len(set(second)) == 5
    assert second[-1] - second[0] == timedelta(milliseconds=400)


def test_a_provider_that_hangs_is_not_called_ever_later() -> None:
    pace = Pace()
    pace.speed = 0.001
    times = pace.times(NOW, 1000, 500)
    assert times[0] == NOW + timedelta(seconds=2)
    assert times[-1] - times[0] <= timedelta(seconds=500 / SLOWEST_CALL)
