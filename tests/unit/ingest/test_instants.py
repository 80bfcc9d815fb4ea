"""Timestamps and S6, the sender's wrong clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.ingest.instants import corrected, parse, within_range
from journeys.ingest.refusals import ItemError

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
moments = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
skews = st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T12:00:00Z", NOON),
        ("2026-03-01T12:00:00.000Z", NOON),
        ("2026-03-01t12:00:00z", NOON),
        ("2026-03-01 12:00:00", NOON),
        ("2026-03-01T12:00", NOON),
        ("2026-03-01T13:00:00+01:00", NOON),
        ("2026-03-01T13:00:00+0100", NOON),
        ("2026-03-01T12:00:00.123456789Z", NOON.replace(microsecond=123456)),
        ("2026-03-01T12:00:00,5Z", NOON.replace(microsecond=500000)),
        ("2026-03-01", NOON.replace(hour=0)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2016-12-31T23:59:60.5Z", datetime(2016, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_reads_rfc_3339_with_and_without_zone(text: str, expected: datetime) -> None:
    assert parse(text, "timestamp") == expected


@pytest.mark.parametrize(
    "value",
    [
        1772366400,
        1772366400000.5,
        "1772366400",
        "20260301",
        "2026-W09-7",
        "yesterday",
        "",
        "2026-02-30T00:00:00Z",
        "2026-03-01T25:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-03-01T12:00:00Z; drop",
        "２０２６-03-01T12:00:00Z",
    ],
)
def test_refuses_what_is_no_instant_with_an_example(value: object) -> None:
    with pytest.raises(ItemError) as caught:
        parse(value, "timestamp")
    assert caught.value.code == "bad_timestamp"
    assert caught.value.path == "/timestamp"
    assert "2026-01-31T12:30:00Z" in caught.value.message


def test_says_that_an_epoch_is_a_number() -> None:
    with pytest.raises(ItemError, match="a count of seconds"):
        parse(1772366400, "sentAt")


@given(happened=moments, skew=skews, delay=st.timedeltas(timedelta(0), timedelta(days=30)))
def test_s6_skew_of_the_sender_vanishes(
    happened: datetime, skew: timedelta, delay: timedelta
) -> None:
    """A client whose clock is off by `skew` sends `delay` after the event, and arrives at once."""
    assert corrected(happened + skew, happened + delay + skew, happened + delay) == happened


@given(happened=moments, received=moments)
def test_s6_without_sent_at_the_timestamp_stands(happened: datetime, received: datetime) -> None:
    assert corrected(happened, None, received) == happened


def test_s6_refuses_what_would_leave_the_calendar() -> None:
    early, late = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
    with pytest.raises(ItemError, match="too far apart"):
        corrected(early, late, datetime(2026, 1, 1, tzinfo=UTC))


def test_stored_moments_leave_room_for_waits() -> None:
    with pytest.raises(ItemError, match="outside the years"):
        within_range(datetime(9999, 1, 1, tzinfo=UTC))
    assert within_range(NOON) == NOON


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=5, minutes=30)))))
def test_parse_reads_what_isoformat_writes(moment: datetime) -> None:
    try:
        expected = moment.astimezone(UTC)
    except OverflowError:
        return
    assert parse(moment.isoformat(), "timestamp") == expected
