"""The law of statuses: whatever the order of reports, and however often, the end is the same."""

from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from channels_app.contracts import Status
from channels_app.delivery.reports import raised

reports = st.lists(st.sampled_from(list(Status)), max_size=8)


@settings(deadline=None)
@given(st.sampled_from(list(Status)), reports, st.randoms())
def test_s20_order_and_repetition_do_not_matter(old: Status, told: list[Status], r: object) -> None:
    shuffled = told + told
    r.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reduce(raised, told, old) is reduce(raised, shuffled, old)


@settings(deadline=None)
@given(reports)
def test_s20_status_only_rises(told: list[Status]) -> None:
    status = Status.SENT
    for report in told:
        after = raised(status, report)
        assert after >= status
        status = after
