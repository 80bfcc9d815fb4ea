"""The journey as a list: built there from nothing, without a mouse, without seeing a drawing."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import made_workspace, write_key
from tests.browser.keyboard import Keyboard
from tests.browser.sound import problems
from tests.browser.test_drawing import shop_posts
from tests.browser.test_keyboard import (
    begin_with_event,
    end_on_purchase,
    new_journey,
    publish,
    wait_for_purchase,
    write_mail,
)
from tests.running import Run, until

ROWS = [
    "When add_to_cart happens",
    "Wait up to 6 seconds for purchase",
    "purchase",
    "Timeout",
    "First reminder",
    "Wait up to 4 seconds for purchase",
    "purchase",
    "Timeout",
    "Second reminder",
    "End here",
]


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Built in the list")
    owner.post("topics", json={"slug": "cart", "name": {"en": "My cart"}}).raise_for_status()
    return slug


def add_below(keys: Keyboard, step: str, way: str | None = None) -> None:
    """Behind the row that has the focus, or behind one of its ways on, which stand below it."""
    if way:
        for _ in range(4):
            keys.press("ArrowDown")
            if keys.focus.startswith(way):
                break
        else:
            raise AssertionError(f"There is no way on called {way}")
    keys.press("/")
    keys.pick(step)
    keys.focused(step)


def test_an_abandoned_cart_in_the_list_by_keyboard_alone(
    signed_in: Page, owner: httpx.Client, shop: str, site: Run
) -> None:
    page = signed_in
    keys = new_journey(page, shop, "Forgotten cart")
    keys.press("o")
    page.wait_for_url("**view=outline*")
    begin_with_event(keys)
    end_on_purchase(keys)
    add_below(keys, "Wait for")
    wait_for_purchase(keys, 6)
    add_below(keys, "Email", way="Timeout")
    write_mail(keys, "First reminder")
    add_below(keys, "Wait for")
    wait_for_purchase(keys, 4)
    add_below(keys, "Email", way="Timeout")
    write_mail(keys, "Second reminder")
    add_below(keys, "End")
    expect(page.get_by_role("treeitem")).to_contain_text(ROWS)
    assert problems(page) == []
    publish(keys)

    segment = shop_posts(site, write_key(owner))
    for user in ("ada", "ben"):
        segment.identify(user, {"email": f"{user}@example.com"})
        segment.track(user, "add_to_cart", {"total": 20})
    row = page.get_by_role("treeitem")
    expect(row.filter(has_text="When add_to_cart happens")).to_contain_text("2 entered")
    expect(row.filter(has_text="Wait up to 6 seconds")).to_contain_text("2 here now")
    segment.track("ben", "purchase", {"total": 20})
    expect(row.filter(has_text="Second reminder")).to_contain_text("1 entered")
    until(lambda: len(owner.get("mailbox").json()["results"]) == 2, 20)
    mails = owner.get("mailbox").json()["results"]
    assert {mail["recipient"] for mail in mails} == {"ada@example.com"}
