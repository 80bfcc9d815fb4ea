"""Several web processes agree on who is where, whatever gets lost on the way."""

import asyncio
import json
from collections.abc import Awaitable
from typing import Any

import pytest
from django.db import Error as DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from channels_app.live import room
from channels_app.live.gathering import BEAT, EXPIRES, Gathering
from channels_app.live.pace import Pace
from channels_app.live.page import Page, Who
from channels_app.live.people import LONGEST_PAYLOAD, Show, Told, payloads

TOPIC = "draft:1"
SHOP = 7


class Processes:
    """Web processes that hear each other, on a clock of their own."""

    def __init__(self, number: int) -> None:
        self.now = 100.0
        self.all = [Gathering(self._none, lambda: self.now) for _ in range(number)]
        self.pages: list[tuple[Gathering, Page]] = []
        self.person = 0

    async def _none(self, _payloads: list[str]) -> None:
        raise AssertionError("nothing runs by itself here")

    def open(self, process: int, role: str = "editor", workspace: int = SHOP) -> Page:
        self.person += 1
        page = Page(Who(workspace, self.person, f"Person {self.person}", role))
        self.all[process].enter(workspace, TOPIC, page)
        self.pages.append((self.all[process], page))
        return page

    def close(self, page: Page) -> None:
        found = next(each for each in self.pages if each[1] is page)
        self.pages.remove(found)
        found[0].leave(page.who.workspace if page.who else 0, TOPIC, page)

    def talk(self, *, lost: bool = False) -> int:
        """Until nobody has anything more to tell; how many payloads."""
        told = 0
        for _ in range(10):
            said = [(each, payload) for each in self.all for payload in each.untold()]
            told += len(said)
            for speaker, payload in said:
                assert len(payload.encode()) < 8000
                for listener in self.all:
                    if listener is not speaker and not lost:
                        listener.heard(payload)
            if not said:
                return told
        raise AssertionError("they never stop talking")

    def beat(self, silent: Page | None = None) -> None:
        self.now += BEAT
        for process, page in self.pages:
            if page is not silent:
                process.alive(page)
        for each in self.all:
            each.beat()
        self.talk()

    def seen(self, process: int) -> dict[str, Any]:
        found = self.all[process].rooms.get((SHOP, TOPIC))
        return found.people if found else {}


def waiting(page: Page) -> list[dict[str, Any]]:
    return [json.loads(text) for text in page._newest.values()]


def of_kind(page: Page, kind: str) -> list[Any]:
    return [message["data"] for message in waiting(page) if message["type"] == kind]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["open", "close", "show", "beat", "talk", "lose"]),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    max_size=30,
)


@given(STEPS)
def test_every_process_ends_with_the_same_people(steps: list[tuple[str, int, int]]) -> None:
    world = Processes(3)
    for what, process, which in steps:
        page = world.pages[which % len(world.pages)][1] if world.pages else None
        match what:
            case "open":
                world.open(process)
            case "close" if page:
                world.close(page)
            case "show" if page:
                home = next(each for each, mine in world.pages if mine is page)
                home.show(SHOP, page, Show(TOPIC, selected=[f"step_{which}"], editing="mail"))
            case "beat":
                world.beat()
            case "talk":
                world.talk()
            case "lose":
                world.talk(lost=True)
            case _:
                pass
    for _ in range(4):
        world.beat()
    truth = {page.key: home.rooms[SHOP, TOPIC].here[page.key] for home, page in world.pages}
    for number, each in enumerate(world.all):
        if (SHOP, TOPIC) in each.rooms:
            seen = world.seen(number)
            assert seen.keys() == truth.keys()


def test_a_page_sees_the_others_and_not_itself() -> None:
    world = Processes(2)
    alice, bob = world.open(0), world.open(1)
    world.talk()
    assert [each["name"] for each in of_kind(alice, "person")] == ["Person 2"]
    assert of_kind(bob, "people") == [{"you": bob.key, "me": 2, "people": []}]
    assert [each["name"] for each in of_kind(bob, "person")] == ["Person 1"]


def test_what_one_shows_reaches_the_others_and_a_viewer_edits_nothing() -> None:
    world = Processes(2)
    alice, vera = world.open(0), world.open(1, role="viewer")
    world.talk()
    shown = Show(TOPIC, selected=["mail"], editing="mail")
    world.all[0].show(SHOP, alice, shown)
    world.all[1].show(SHOP, vera, shown)
    world.talk()
    assert of_kind(vera, "person")[0]["editing"] == "mail"
    assert of_kind(alice, "person")[0] | {"page": ""} == {
        "page": "",
        "person": 2,
        "name": "Person 2",
        "role": "viewer",
        "cursor": None,
        "selected": ["mail"],
        "editing": None,
    }


def test_of_many_cursors_only_the_newest_is_told_and_none_without_listeners() -> None:
    world = Processes(2)
    alice = world.open(0)
    world.talk()
    for x in range(500):
        world.all[0].show(SHOP, alice, Show(TOPIC, cursor=(x, 0)))
    assert world.talk() == 0
    bob = world.open(1)
    world.talk()
    for x in range(500):
        world.all[0].show(SHOP, alice, Show(TOPIC, cursor=(x, 1)))
    assert world.talk() == 1
    assert of_kind(bob, "cursor") == [{"page": alice.key, "cursor": [499.0, 1.0]}]
    assert len(bob._newest) <= 4


def test_who_falls_silent_is_gone_soon_and_back_with_a_word() -> None:
    world = Processes(2)
    alice, bob = world.open(0), world.open(1)
    world.talk()
    beats = 0
    while alice.key in world.seen(1):
        world.beat(silent=alice)
        beats += 1
    assert beats * BEAT <= EXPIRES + BEAT
    assert of_kind(bob, "left") == [{"page": alice.key}]
    world.beat()
    assert alice.key in world.seen(1)


def test_a_killed_process_takes_its_people_with_it() -> None:
    world = Processes(2)
    world.open(0)
    bob = world.open(1)
    world.talk()
    world.all.pop(0)
    world.pages.pop(0)
    for _ in range(4):
        world.beat()
    assert list(world.seen(0)) == [bob.key]


def test_another_workspace_is_another_room() -> None:
    world = Processes(2)
    alice, stranger = world.open(0), world.open(1, workspace=8)
    near = world.open(0, workspace=8)
    world.talk()
    world.all[0].show(SHOP, alice, Show(TOPIC, selected=["mail"]))
    world.talk()
    assert of_kind(alice, "person") == []
    assert [each["person"] for each in of_kind(stranger, "person")] == [3]
    assert [each["person"] for each in of_kind(near, "person")] == [2]
    assert not world.all[0].show(8, alice, Show(TOPIC))


def test_more_than_fit_watch_unseen() -> None:
    world = Processes(2)
    for number in range(room.MOST_HERE + 5):
        world.open(number % 2)
    world.talk()
    assert room.MOST_HERE <= len(world.seen(0)) <= room.MOST_HERE + 2
    world.beat()
    assert len(world.seen(0)) <= room.MOST_HERE + 2


def test_payloads_fit_whatever_is_in_them() -> None:
    name = "ж" * 80
    world = Processes(1)
    for _ in range(30):
        page = Page(Who(SHOP, 1, name, "owner"))
        world.all[0].enter(SHOP, TOPIC, page)
        ids = [f"{n:02}" + "x" * 62 for n in range(20)]
        world.all[0].show(SHOP, page, Show(TOPIC, selected=ids, editing=ids[0], cursor=(1.5, 2)))
    made = world.all[0].untold()
    assert len(made) > 5
    assert max(len(each.encode()) for each in made) <= LONGEST_PAYLOAD + 2
    assert payloads([]) == []
    assert json.loads(payloads([Told("p", 1, TOPIC)])[0])[0]["t"] == TOPIC


async def test_it_tells_by_itself_and_goes_on_after_an_error() -> None:
    told: list[str] = []

    def tell(texts: list[str]) -> Awaitable[None]:
        told.extend(texts)
        return _done()

    async def _done() -> None:
        if len(told) == 1:
            raise DatabaseError("away")

    made = Gathering(tell)
    task = asyncio.create_task(made.run())
    page = Page(Who(SHOP, 1, "Alice", "owner"))
    made.enter(SHOP, TOPIC, page)
    await asyncio.sleep(0.05)
    made.leave(SHOP, TOPIC, page)
    await asyncio.sleep(0.25)
    task.cancel()
    assert len(told) == 2
    assert json.loads(told[1])[0]["roll"] == []


@pytest.mark.parametrize(("every", "heard"), [(0.1, 600), (0.001, 78)])
def test_the_pace_of_a_page(every: float, heard: int) -> None:
    pace = Pace(30, 60)
    assert sum(pace.allows(1000 + n * every) for n in range(600)) == pytest.approx(heard, abs=1)
