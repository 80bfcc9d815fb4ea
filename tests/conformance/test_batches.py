"""S26, the law beneath it: however a queue is cut into batches, the moves and intents are the
same."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journeys.core.items import Event
from journeys.core.person import Journeys
from journeys.core.play import Played, play
from journeys.simulation.virtual import newcomer, sent_at_once
from tests.builders import program
from tests.conformance.strategies import Document, histories, journeys

LATER = timedelta(days=400)


def outcome(parts: list[Played]) -> dict[str, Any]:
    """What must not depend on the batches: log, intents, refusals, final runs."""
    runs = {}
    for part in parts:
        runs.update(part.runs)
    return {
        "log": [trace for part in parts for trace in part.traces],
        "intents": [(m.send.id, m.at) for part in parts for m in part.messages],
        "refusals": [refusal for part in parts for refusal in part.refusals],
        "runs": {k: (r.status, r.step, r.visit, r.due_at, r.reason) for k, r in runs.items()},
    }


def run_in_batches(graphs: list[Document], events: list[Event], cuts: list[int]) -> dict[str, Any]:
    programs = [program(graph, n, n) for n, graph in enumerate(graphs, start=1)]
    person, all_journeys = newcomer(1, "customer-1", None), Journeys(programs)
    end: datetime = (events[-1].at or events[-1].timestamp) + LATER
    parts, start = [], 0
    for cut in [*sorted(cuts), len(events)]:
        batch = events[start:cut]
        start = max(start, cut)
        horizon = batch[-1].at if batch else None
        if horizon is not None:
            parts.append(play(person, batch, horizon, all_journeys, None, sent_at_once))
    parts.append(play(person, [], end, all_journeys, None, sent_at_once))
    return outcome(parts)


@given(st.lists(journeys(), min_size=1, max_size=3), histories(), st.lists(st.integers(0, 12)))
def test_s26_batches_do_not_matter(
    graphs: list[Document], events: list[Event], cuts: list[int]
) -> None:
    whole = run_in_batches(graphs, events, [])
    assert run_in_batches(graphs, events, cuts) == whole


@given(st.lists(journeys(), min_size=1, max_size=2), histories())
def test_s13_whoever_is_active_waits_for_something(
    graphs: list[Document], events: list[Event]
) -> None:
    programs = [program(graph, n, n) for n, graph in enumerate(graphs, start=1)]
    person = newcomer(1, "customer-1", None)
    end = events[-1].at
    assert end is not None
    play(person, events, end, Journeys(programs), None, sent_at_once)
    for run in person.runs.values():
        assert run.due_at is not None or run.awaits


@given(st.lists(journeys(), min_size=1, max_size=2), histories())
def test_s16_intents_are_unique_and_replays_give_the_same(
    graphs: list[Document], events: list[Event]
) -> None:
    first = run_in_batches(graphs, events, [])
    intents = [name for name, _ in first["intents"]]
    assert len(intents) == len(set(intents))
    assert run_in_batches(graphs, events, []) == first
