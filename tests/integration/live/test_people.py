"""Who has a draft open: seen by the others of the workspace, in any process, by nobody else."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest
from django.db import connection
from websockets.exceptions import ConnectionClosed

from channels_app.live import consumers, gathering, people
from config import kept
from journeys.actions.documents import delete_journey, rename_journey, save_draft
from journeys.actions.lifecycle import archive
from journeys.ingest.connection import parameters
from journeys.models import State
from tests.integration.live.pages import Place, Socket
from tests.running import free_port, until
from workspaces.models import Membership, Role, User


def at_the_draft(place: Place, user: User) -> Socket:
    socket = place.as_(user)
    socket.say(subscribe=f"draft:{place.journey.id}")
    socket.hear("draft")
    return socket


def with_others(socket: Socket, number: int) -> list[Any]:
    found = socket.hear("people")["data"]["people"]
    assert len(found) == number, found
    return list(found)


def test_two_people_see_each_other(place: Place) -> None:
    topic = f"draft:{place.journey.id}"
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    vera = at_the_draft(place, place.shop.vera)
    [seen] = with_others(vera, 1)
    assert (seen["name"], seen["role"]) == ("Alice", "owner")
    came = alice.hear("person")["data"]
    assert (came["name"], came["role"], came["person"]) == ("Vera", "viewer", place.shop.vera.id)
    alice.say(show={"topic": topic, "selected": ["mail"], "editing": "mail"})
    shown = vera.hear("person")["data"]
    assert (shown["page"], shown["selected"], shown["editing"]) == (seen["page"], ["mail"], "mail")
    alice.say(show={"topic": topic, "cursor": [12.5, -3]})
    assert vera.hear("cursor")["data"] == {"page": seen["page"], "cursor": [12.5, -3.0]}
    alice.wire.close()
    assert vera.hear("left")["data"] == {"page": seen["page"]}


def test_a_page_that_answers_no_ping_is_gone_and_one_that_does_stays(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "BEAT", 0.2)
    monkeypatch.setattr(gathering, "EXPIRES", 0.7)
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    at_the_draft(place, place.shop.bob)  # a tab that was killed: its connection hangs
    began = time.monotonic()
    heard = []
    while "left" not in heard:
        assert time.monotonic() - began < 5
        heard.append(json.loads(alice.wire.recv(timeout=5))["type"])
        alice.say(alive=True)
    assert {"person", "ping"} <= set(heard)


def test_another_workspace_sees_and_shows_nothing(place: Place) -> None:
    topic = f"draft:{place.journey.id}"
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    charlie = place.as_(place.charlie, place.other)
    charlie.say(subscribe=topic)
    assert charlie.hear("error")["data"]["error"]["code"] == "not_found"
    charlie.say(show={"topic": topic, "selected": ["mail"], "cursor": [1, 1]})
    assert charlie.hear("error")["data"]["error"]["code"] == "not_here"
    own = place.a_journey(place.other)
    charlie.say(subscribe=f"draft:{own.id}")
    charlie.hear("draft")
    with_others(charlie, 0)
    charlie.say(show={"topic": f"draft:{own.id}", "selected": ["mail"]})
    alice.say(show={"topic": topic, "selected": ["mail"]})
    assert alice.rest() == []
    assert charlie.rest() == []


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"topic": 5},
        {"topic": "draft:1", "name": "Mallory"},
        {"topic": "draft:1", "cursor": ["a", 1]},
        {"topic": "draft:1", "cursor": [1]},
        {"topic": "draft:1", "cursor": [1e9, 1]},
        {"topic": "draft:1", "selected": "mail"},
        {"topic": "draft:1", "selected": ["<b>"]},
        {"topic": "draft:1", "selected": ["a" * 65]},
        {"topic": "draft:1", "selected": ["a"] * 21},
        {"topic": "draft:1", "editing": ""},
        {"topic": "draft:1", "editing": "mail\n"},
        "draft:1",
        None,
    ],
)
def test_bad_input_changes_nothing(place: Place, shown: Any) -> None:
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    bob = at_the_draft(place, place.shop.bob)
    with_others(bob, 1)
    alice.hear("person")
    if isinstance(shown, dict) and shown.get("topic") == "draft:1":
        shown = shown | {"topic": f"draft:{place.journey.id}"}
    bob.say(show=shown)
    if shown is not None:
        assert bob.hear("error")["data"]["error"]["code"] == "bad_message"
    assert alice.rest() == []


def test_a_flood_is_not_passed_on_and_then_ends(place: Place) -> None:
    topic = f"draft:{place.journey.id}"
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    bob = at_the_draft(place, place.shop.bob)
    with_others(bob, 1)
    with pytest.raises(ConnectionClosed) as caught:
        _flood(bob, topic)
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == consumers.POLICY_VIOLATION
    kinds = [message["type"] for message in alice.rest()]
    assert kinds.count("cursor") < 200
    assert kinds[-1] == "left"


def _flood(socket: Socket, topic: str) -> None:
    for n in range(5000):
        socket.say(show={"topic": topic, "cursor": [n, 0]})
    while True:
        socket.next()


def test_showing_before_the_topic_is_watched_is_refused(place: Place) -> None:
    bob = place.as_(place.shop.bob)
    bob.say(show={"topic": f"draft:{place.journey.id}", "selected": []})
    assert bob.hear("error")["data"]["error"]["code"] == "not_here"
    bob.say(subscribe="events")
    bob.hear("recent")
    bob.say(show={"topic": "events", "selected": []})
    assert bob.hear("error")["data"]["error"]["code"] == "not_here"


def test_a_lowered_role_is_said_to_the_page_and_to_the_others(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "LOOK_AGAIN", 0.2)
    alice, bob = at_the_draft(place, place.shop.alice), at_the_draft(place, place.shop.bob)
    with_others(bob, 1)
    Membership.objects.filter(user=place.shop.bob).update(role=Role.VIEWER)
    assert bob.hear("role")["data"] == {"role": "viewer"}
    roles = [m["data"]["role"] for m in alice.rest() if m["type"] == "person"]
    assert roles == ["editor", "viewer"]


def test_a_save_is_announced_with_its_revision_and_its_person(place: Place) -> None:
    bob = at_the_draft(place, place.shop.bob)
    with_others(bob, 0)
    journey = save_draft(place.shop.owner, place.journey, place.journey.draft, 0)
    said = bob.hear("draft")["data"]
    assert said == {
        "revision": 1,
        "state": "draft",
        "version": None,
        "by": {"person": place.shop.alice.id, "name": "Alice"},
    }
    rename_journey(place.shop.owner, journey, "Baskets")
    assert bob.hear("draft")["data"]["revision"] == 2
    archive(place.shop.owner, journey)
    assert bob.hear("draft")["data"]["state"] == State.ARCHIVED
    delete_journey(place.shop.owner, journey)
    assert bob.hear("draft")["data"] == {"gone": True, "by": said["by"]}


@pytest.fixture
def second(place: Place, tmp_path: Any) -> Iterator[Place]:
    """Another web process on the same database."""
    port = free_port()
    named = {each: str(value) for each, value in connection.get_connection_params().items()}
    url = (
        f"postgresql://{named['user']}:{named['password']}@/{named['dbname']}"
        f"?host={named['host']}&port={named['port']}"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port)],
        cwd=kept.ROOT,
        env=dict(os.environ)  # noqa: TID251 - passed on to a program
        | {"DATABASE_URL": url, "SOJOURN_FOLDER": str(kept.FOLDER)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(port), 60)
        home, place.host = place.host, f"127.0.0.1:{port}"
        yield place
        place.host = home
    finally:
        process.kill()
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def test_people_of_two_web_processes_see_each_other(
    host: str, second: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = f"draft:{second.journey.id}"
    there, second.host = second.host, host
    alice = at_the_draft(second, second.shop.alice)
    with_others(alice, 0)
    second.host = there
    bob = at_the_draft(second, second.shop.bob)
    bobs = alice.hear("person")["data"]
    assert bobs["name"] == "Bob"
    bob.hear("people")
    assert [m["data"]["name"] for m in bob.rest() if m["type"] == "person"] == ["Alice"]
    began = time.monotonic()
    bob.say(show={"topic": topic, "cursor": [3, 4], "selected": ["mail"]})
    assert alice.hear("person")["data"]["selected"] == ["mail"]
    assert time.monotonic() - began < 2
    for x in range(40):
        bob.say(show={"topic": topic, "cursor": [x, 0]})
        time.sleep(0.01)
    points = [m["data"]["cursor"][0] for m in alice.rest() if m["type"] == "cursor"]
    assert points[-1] == 39
    assert len(points) < 20
    bob.wire.close()
    assert alice.hear("left")["data"] == {"page": bobs["page"]}


def test_what_another_process_tells_by_mistake_does_no_harm(place: Place) -> None:
    alice = at_the_draft(place, place.shop.alice)
    with_others(alice, 0)
    with psycopg.connect(**parameters(), autocommit=True) as wire:
        for payload in ("", "{", "[5]", '[{"p":1}]', '[{"p":"x","w":1,"t":"draft:1"}]'):
            wire.execute("select pg_notify(%s, %s)", (people.CHANNEL, payload))
    bob = at_the_draft(place, place.shop.bob)
    with_others(bob, 1)
    assert alice.hear("person")["data"]["name"] == "Bob"
