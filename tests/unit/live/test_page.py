"""What waits for a slow page is bounded, and only the newest state is sent."""

import asyncio

import pytest

from channels_app.live.page import MOST_WAITING, Page


async def taken(page: Page) -> list[str]:
    found: list[str] = []
    while True:
        try:
            found.append(await asyncio.wait_for(page.take(), 0.01))
        except TimeoutError:
            return found


async def test_a_newer_state_takes_the_place_of_an_unsent_one() -> None:
    page = Page()
    for number in range(5):
        page.put("journey:1", "counters", f"{number}", replaces=True)
        page.put("journey:2", "counters", f"other {number}", replaces=True)
    assert await taken(page) == ["4", "other 4"]


async def test_a_stream_keeps_its_order_and_drops_the_oldest() -> None:
    page = Page()
    for number in range(MOST_WAITING + 5):
        page.put("events", "event", str(number), replaces=False)
    found = await taken(page)
    assert found == [str(number) for number in range(5, MOST_WAITING + 5)]


async def test_an_unsubscribed_topic_says_no_more() -> None:
    page = Page()
    page.put("journey:1", "counters", "1", replaces=True)
    page.put("journey:2", "counters", "2", replaces=True)
    page.forget("journey:1")
    assert await taken(page) == ["2"]


async def test_take_waits() -> None:
    page = Page()
    waiting = asyncio.create_task(page.take())
    await asyncio.sleep(0)
    assert not waiting.done()
    page.put("events", "event", "x", replaces=False)
    assert await waiting == "x"


@pytest.mark.parametrize(
    ("topic", "known"),
    [
        ("journey:12", True),
        ("events", True),
        ("mailbox", True),
        ("workspace", True),
        ("journey", False),
        ("journey:", False),
        ("events:", False),
        ("events:1", False),
        ("nothing", False),
        ("", False),
        (":", False),
    ],
)
def test_topics_are_named_exactly(topic: str, known: bool) -> None:
    from channels_app.live.events import source_of

    assert (source_of(topic) is not None) == known
