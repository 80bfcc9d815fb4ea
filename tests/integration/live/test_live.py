"""The websocket: who may watch, what they first get, what comes after, and of whom not."""

import threading
from collections.abc import Callable

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from channels_app.live import consumers
from journeys.api.numbers import counters
from journeys.core.items import Event
from journeys.engine import intake
from journeys.engine.connect import connect as connect_engine
from journeys.ingest.connection import parameters
from journeys.models import CounterDelta, Journey, State, Version
from tests.builders import document, mail
from tests.integration.api.rows import a_customer, a_message, an_event
from tests.integration.engine.shop import new_drain
from tests.integration.live.pages import Place, Socket, announce
from tests.people import Caller
from workspaces.clock import now
from workspaces.models import Membership


def entered(journey: Journey, n: int = 1) -> None:
    CounterDelta.objects.create(
        journey_id=journey.id, version_id=1, step="", port="", metric="run_entered", hour=now(), n=n
    )


@pytest.mark.parametrize("name", ["alice", "bob", "vera"])
def test_every_member_may_watch(place: Place, name: str) -> None:
    socket = place.as_(getattr(place.shop, name))
    socket.say(subscribe=f"journey:{place.journey.id}")
    message = socket.hear("counters")
    assert message["topic"] == f"journey:{place.journey.id}"
    assert message["data"] == counters(place.journey.id)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda place: place.as_(place.charlie),
        lambda place: place.as_(None),
        lambda place: place.at("/ws/live?workspace=nowhere", place.shop.alice),
        lambda place: place.at("/ws/live", place.shop.alice),
        lambda place: place.at("/ws/other?workspace=alices-shop", place.shop.alice),
        lambda place: place.as_(place.shop.alice, origin="https://evil.example"),
        lambda place: place.as_(place.shop.alice, origin=None),
    ],
    ids=[
        "stranger",
        "anonymous",
        "no such",
        "none named",
        "other path",
        "other origin",
        "no origin",
    ],
)
def test_nobody_else_may(place: Place, attempt: Callable[[Place], Socket]) -> None:
    with pytest.raises(InvalidStatus) as caught:
        attempt(place)
    assert caught.value.response.status_code == 403


def test_numbers_follow_the_commit(place: Place) -> None:
    socket = place.watching(f"journey:{place.journey.id}", "counters")
    entered(place.journey, 3)
    announce(place.shop.workspace, j=[place.journey.id])
    assert socket.hear("counters")["data"]["runs"]["entered"] == 3


def test_many_changes_are_few_messages_and_the_last_is_right(place: Place) -> None:
    socket = place.watching(f"journey:{place.journey.id}", "counters")
    for _ in range(40):
        entered(place.journey)
        announce(place.shop.workspace, j=[place.journey.id])
    seen = [0]
    while seen[-1] < 40:
        seen.append(socket.hear("counters")["data"]["runs"]["entered"])
    assert len(seen) < 20
    assert seen == sorted(seen)


def test_another_workspace_is_never_seen(place: Place) -> None:
    theirs = place.a_journey(place.other)
    socket = place.watching("events", "recent")
    socket.say(subscribe=f"journey:{theirs.id}")
    assert socket.hear("error")["data"]["error"]["code"] == "not_found"
    event = an_event(a_customer(place.other.id, "zoe"), "secret")
    announce(place.other, j=[theirs.id], e=[f"{event.lane}:{event.id}"])
    # Even when an announcement names another workspace's event by mistake.
    announce(place.shop.workspace, e=[f"{event.lane}:{event.id}"])
    assert socket.silent()


def test_events_stream_as_the_api_gives_them(place: Place) -> None:
    customer = a_customer(place.shop.workspace.id, "zoe")
    an_event(customer, "before", minutes=-5)
    socket = place.as_(place.shop.vera)
    socket.say(subscribe="events")
    assert [row["name"] for row in socket.hear("recent")["data"]] == ["before"]
    events = [an_event(customer, f"e{number}", minutes=number) for number in range(3)]
    announce(place.shop.workspace, e=[f"{each.lane}:{each.id}" for each in events])
    heard = [socket.hear("event")["data"] for _ in events]
    _, listed = Caller(place.shop.vera, place.shop.workspace.slug).get("events")
    assert [row["name"] for row in heard] == ["e0", "e1", "e2"]
    assert heard == listed["results"][:3][::-1]
    assert heard[0]["matched"]


def test_what_the_drain_announces_reaches_the_page(place: Place) -> None:
    cart = document({"remind": mail()}, rule="every_time")
    version = Version.objects.create(journey=place.journey, number=1, document=cart)
    place.journey.live_version, place.journey.state = version, State.LIVE
    place.journey.save()
    numbers = place.watching(f"journey:{place.journey.id}", "counters")
    stream = place.watching("events", "recent")
    event = Event(kind="track", name="add_to_cart", message_id="m", timestamp=now(), user_id="zoe")
    with connect_engine("test") as own, connect_engine("side") as side:
        drain = new_drain("test", side)
        intake.append(own, place.shop.workspace.pk, now(), [event])
        while drain.run(range(64)):
            pass
        drain.connection.close()
    assert numbers.hear("counters")["data"]["runs"]["entered"] == 1
    row = stream.hear("event")["data"]
    assert (row["name"], row["user_id"]) == ("add_to_cart", "zoe")
    assert row["matched"][0]["journey_id"] == place.journey.id


def test_the_first_event_of_a_workspace_is_announced(place: Place) -> None:
    socket = place.as_(place.shop.alice)
    socket.say(subscribe="workspace")
    assert socket.hear("state")["data"] == {"has_events": False}
    customer = a_customer(place.shop.workspace.id, "zoe")
    for number in range(2):
        event = an_event(customer, f"e{number}", minutes=number)
        announce(place.shop.workspace, e=[f"{event.lane}:{event.id}"])
        if number == 0:
            assert socket.hear("first_event")["data"]["name"] == "e0"
    assert socket.silent()


def test_mail_is_announced(place: Place) -> None:
    socket = place.as_(place.shop.alice)
    socket.say(subscribe="mailbox")
    assert socket.hear("mail")["data"] is None
    _, mail = a_message(a_customer(place.shop.workspace.id, "zoe"))
    announce(place.shop.workspace, m=1)
    assert socket.hear("mail")["data"]["id"] == mail.id


def test_unsubscribing_ends_it(place: Place) -> None:
    socket = place.watching(f"journey:{place.journey.id}", "counters")
    socket.say(unsubscribe=f"journey:{place.journey.id}")
    socket.say(subscribe="workspace")
    socket.hear("state")
    announce(place.shop.workspace, j=[place.journey.id])
    assert socket.silent()


def test_what_is_not_understood_is_answered_with_an_error(place: Place) -> None:
    socket = place.as_(place.shop.alice)
    for text in ("", "{", "[]", "5", '{"subscribe":5}', '{"do":"it"}', "x" * 5000):
        socket.wire.send(text)
        assert socket.hear("error")["data"]["error"]["code"] == "bad_message"
    socket.wire.send(b"\x00\xff")
    socket.hear("error")
    for topic in ("nothing", "journey", "journey:x", "journey:9999999999999999999999"):
        socket.say(subscribe=topic)
        assert socket.hear("error")["topic"] == topic
    for number in range(consumers.MOST_TOPICS):
        socket.say(subscribe=f"journey:{number + 100_000}")
        socket.hear("error")
    socket.say(subscribe="events")
    assert socket.hear("error")["data"]["error"]["code"] == "too_many"


def test_a_killed_listener_comes_back_and_everybody_gets_the_state_again(place: Place) -> None:
    socket = place.watching(f"journey:{place.journey.id}", "counters")
    socket.silent(0.3)
    entered(place.journey, 7)
    with psycopg.connect(**parameters(), autocommit=True) as killer:
        killer.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'sojourn live' and datname = current_database()"
        )
    assert socket.hear("counters")["data"]["runs"]["entered"] == 7
    entered(place.journey, 1)
    announce(place.shop.workspace, j=[place.journey.id])
    assert socket.hear("counters")["data"]["runs"]["entered"] == 8


def test_who_is_removed_or_signs_out_is_let_go(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "LOOK_AGAIN", 0.1)
    bob, vera = place.as_(place.shop.bob), place.as_(place.shop.vera)
    threading.Event().wait(0.3)
    Membership.objects.filter(user=place.shop.bob).delete()
    with pytest.raises(ConnectionClosed) as caught:
        bob.wire.recv(timeout=5)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == consumers.POLICY_VIOLATION
    assert vera.silent(0.3)


def test_many_pages_of_one_topic_all_hear(place: Place) -> None:
    pages = [place.watching(f"journey:{place.journey.id}", "counters") for _ in range(5)]
    pages[0].wire.close()
    entered(place.journey, 2)
    announce(place.shop.workspace, j=[place.journey.id])
    for page in pages[1:]:
        assert page.hear("counters")["data"]["runs"]["entered"] == 2
