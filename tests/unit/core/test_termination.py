"""Whatever the journey and whatever happens, every run rests in a lawful state (S13, S14)."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journeys.core.schema import Kinds
from journeys.core.state import Status
from journeys.core.validate import check_draft
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS
from tests.builders import Customer
from tests.conformance.strategies import CITIES, EVENTS, journeys

HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from([*EVENTS, "$identify"]),
        st.sampled_from([0, 1, 30, 60, 61, 24 * 60, 3 * 24 * 60]),
        st.sampled_from(CITIES),
    ),
    max_size=8,
)


@settings(max_examples=50, deadline=None)
@given(graph=journeys(), happenings=HAPPENINGS)
def test_s13_no_run_is_ever_stranded(graph: Any, happenings: list[tuple[str, int, str]]) -> None:
    charlie = Customer(graph, zone="Europe/Berlin")
    for name, minutes, city in happenings:
        gap = timedelta(minutes=minutes)
        if name == "$identify":
            charlie.identifies(gap, city=city)
        else:
            charlie.does(name, gap, total=minutes)
        lawful(charlie)
    charlie.lives(timedelta(days=5))
    lawful(charlie)


def lawful(charlie: Customer) -> None:
    for run in charlie.runs.values():
        if run.status == Status.ACTIVE:
            assert run.step is not None
            assert run.due_at is not None or run.awaits
            assert run.due_at is None or run.due_at > charlie.now
        elif run.status in (Status.COMPLETED, Status.EXITED, Status.FAILED, Status.ENDED):
            assert run.due_at is None
            assert run.awaits == ()
            assert run.ended_at is not None


@settings(max_examples=20, deadline=None)
@given(graph=journeys())
def test_random_journeys_pass_the_checks_or_say_why(graph: Any) -> None:
    for problem in check_draft(graph, Kinds(STEPS, TRIGGERS)):
        assert problem.code
        assert problem.message
        assert problem.path.startswith("/")
