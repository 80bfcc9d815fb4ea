"""Random journeys and random histories, small enough to shrink and odd enough to find something."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from journeys.core.items import Event
from tests.builders import NOON, document, mail, step

EVENTS = ["view", "cart", "purchase", "reply"]
CITIES = ["Riga", "Oslo"]
DURATIONS = ["PT1M", "PT30M", "PT1H", "P1D", "P3D"]
STEP_IDS = [f"s{n}" for n in range(8)]

Document = dict[str, Any]

events = st.sampled_from(EVENTS)
durations = st.sampled_from(DURATIONS)
conditions = st.one_of(
    st.builds(
        lambda city: {"profile": "city", "type": "text", "op": "is", "value": city},
        st.sampled_from(CITIES),
    ),
    st.builds(
        lambda name, n, within: {
            "did": name, "times": {"op": "at_least", "n": n}, "within": within,
        },
        events, st.integers(1, 3), st.sampled_from([None, "PT1H", "P2D"]),
    ),
    st.just({"entry": "total", "type": "number", "op": "gt", "value": 50}),
    st.just({"local_time": {"from": "09:00", "to": "18:00", "weekdays": [1, 2, 3, 4, 5]}}),
)  # fmt: skip


@st.composite
def journeys(draw: Callable[[Any], Any]) -> Document:
    """A journey of up to eight steps; cycles only through waits, ports drawn or left open."""
    ids = STEP_IDS[: draw(st.integers(1, 8))]
    steps = {name: draw(_step(ids, place)) for place, name in enumerate(ids)}
    rule = draw(st.sampled_from(["once", "one_at_a_time", "every_time"]))
    exits = [{"id": "out", "event": draw(events)}] if draw(st.booleans()) else []
    return document(
        steps,
        first=ids[0],
        event=draw(events),
        entry={"rule": rule},
        exits=exits,
    )


def _step(ids: list[str], place: int) -> st.SearchStrategy[Document]:
    ahead = st.sampled_from(ids[place + 1 :]) if ids[place + 1 :] else st.nothing()
    anywhere = st.sampled_from(ids)
    maybe = st.one_of(st.none(), ahead) if ids[place + 1 :] else st.none()
    back = st.one_of(st.none(), anywhere)
    return st.one_of(
        st.builds(lambda d, to: step("wait", _out(to), duration=d), durations, back),
        st.builds(_wait_for, events, durations, st.booleans(), back, back),
        st.builds(_branch, conditions, maybe, maybe),
        st.builds(_split, maybe, maybe),
        st.builds(lambda to: mail(_out(to)), maybe),
        st.builds(lambda to: mail({**_out(to), "refused": to} if to else {}), maybe),
        st.builds(_update, st.sampled_from(CITIES), maybe),
        st.builds(lambda name, to: step("emit_event", _out(to), event=name), events, maybe),
        st.builds(lambda name, to: step("goal", _out(to), event=name), events, maybe),
        st.just(step("exit", reason="enough")),
    )


def _out(to: str | None) -> dict[str, str]:
    return {"out": to} if to else {}


def _ports(**ports: str | None) -> dict[str, str]:
    return {port: to for port, to in ports.items() if to}


def _wait_for(
    name: str, timeout: str, restart: bool, hit: str | None, miss: str | None
) -> Document:
    return step(
        "wait_for",
        {**({"hit": hit} if hit else {}), **({"timeout": miss} if miss else {})},
        cases=[{"id": "hit", "event": name}],
        timeout=timeout,
        restart_on_repeat=restart,
    )


def _branch(condition: Document, yes: str | None, no: str | None) -> Document:
    return step(
        "branch", _ports(yes=yes, **{"else": no}), cases=[{"id": "yes", "condition": condition}]
    )


def _split(a: str | None, b: str | None) -> Document:
    shares = [{"id": "a", "weight": 1}, {"id": "b", "weight": 2}]
    return step("split", _ports(a=a, b=b), shares=shares)


def _update(city: str, to: str | None) -> Document:
    return step("update_profile", _out(to), sets=[{"attribute": "city", "value": city}])


@st.composite
def histories(draw: Callable[[Any], Any], customers: int = 1) -> list[Event]:
    """Up to a dozen accepted events in order, minutes to days apart, some identifying, some
    late."""
    found: list[Event] = []
    at = NOON
    for number in range(1, draw(st.integers(1, 12)) + 1):
        at += timedelta(minutes=draw(st.sampled_from([0, 1, 30, 60, 1440, 4320])))
        who = f"customer-{draw(st.integers(1, customers))}"
        common: dict[str, Any] = {
            "message_id": f"m{number}", "user_id": who, "at": at, "seq": number,
            "timestamp": at - timedelta(hours=draw(st.sampled_from([0, 0, 0, 1, 30]))),
        }  # fmt: skip
        if draw(st.integers(0, 4)) == 0:
            traits = {"city": draw(st.sampled_from(CITIES))}
            found.append(Event(kind="identify", name="$identify", properties=traits, **common))
        else:
            total = {"total": draw(st.sampled_from([10, 100]))}
            found.append(Event(kind="track", name=draw(events), properties=total, **common))
    return found
