"""A journey built without a mouse on an empty canvas, and moved by what Segment's library posts."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace, write_key
from tests.browser.keyboard import Keyboard
from tests.browser.test_drawing import shop_posts
from tests.running import Run

FIRST_S, SECOND_S = 6, 4


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Built by keyboard")
    owner.post("topics", json={"slug": "cart", "name": {"en": "My cart"}}).raise_for_status()
    return slug


def new_journey(page: Page, shop: str, name: str) -> Keyboard:
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/w/{shop}/journeys?new=1")
    keys = Keyboard(page)
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    keys.type(name)
    keys.press("Enter")
    expect(page.get_by_role("button", name="From an event")).to_be_visible()
    return keys


def begin_with_event(keys: Keyboard) -> None:
    keys.press("F6")
    keys.focused("From an event")
    keys.press("Enter")
    keys.focused("Event")
    keys.settings()
    keys.walk_to("Event")
    keys.type("add_to_cart")
    keys.back()


def end_on_purchase(keys: Keyboard) -> None:
    """The journey's own settings stand where nothing is selected."""
    keys.press("Escape")
    expect(keys.page.get_by_role("complementary").get_by_text("Ends at once when")).to_be_visible()
    keys.press("F6")
    keys.walk_to("Add event")
    keys.press("Enter")
    keys.walk_to("Event that ends the run", key="Shift+Tab")
    keys.type("purchase")
    keys.back()


def add(keys: Keyboard, step: str, behind: str | None = None) -> None:
    keys.press("/")
    if behind:
        keys.pick(behind)
    keys.pick(step)
    keys.focused(step)


def wait_for_purchase(keys: Keyboard, seconds: int) -> None:
    keys.settings()
    keys.walk_to("Event")
    keys.type("purchase")
    keys.write("At most", f"{seconds} seconds")
    keys.back()


def write_mail(keys: Keyboard, subject: str) -> None:
    keys.settings()
    keys.walk_to("Topic")
    keys.choose("My cart")
    keys.walk_to("Settings", key="Shift+Tab")
    keys.press("ArrowRight")
    keys.write("Subject", subject)
    keys.write("Message", f"<p>{subject}</p>")
    keys.back()


def publish(keys: Keyboard) -> None:
    expect(keys.page.get_by_text("Saved", exact=True)).to_be_visible()
    keys.press("Control+Enter")
    dialogue = keys.page.get_by_role("dialog", name="Publish this draft")
    expect(dialogue.get_by_role("button", name="Publish")).to_be_enabled()
    keys.walk_to("Publish")
    keys.press("Enter")
    expect(keys.page.get_by_text(re.compile(r"^Version \d+ is live"))).to_be_visible()


def test_an_abandoned_cart_by_keyboard_alone(
    signed_in: Page, owner: httpx.Client, shop: str, site: Run
) -> None:
    keys = new_journey(signed_in, shop, "Forgotten cart")
    begin_with_event(keys)
    end_on_purchase(keys)
    add(keys, "Wait for")
    wait_for_purchase(keys, FIRST_S)
    add(keys, "Email", behind="Timeout")
    write_mail(keys, "First reminder")
    add(keys, "Wait for")
    wait_for_purchase(keys, SECOND_S)
    add(keys, "Email", behind="Timeout")
    write_mail(keys, "Second reminder")
    add(keys, "End")
    editor = Editor(signed_in)
    expect(editor.edges).to_have_count(5)
    publish(keys)

    segment = shop_posts(site, write_key(owner))
    for user in ("ada", "ben"):
        segment.identify(user, {"email": f"{user}@example.com"})
        segment.track(user, "add_to_cart", {"total": 20})
    expect(editor.number("event", "entered")).to_contain_text("2")
    expect(editor.number("wait_for", "waiting")).to_contain_text("2")
    segment.track("ben", "purchase", {"total": 20})
    expect(editor.number("email", "sent")).to_contain_text("1")
    expect(editor.number("email_2", "sent")).to_contain_text("1")

    signed_in.goto(f"/w/{shop}/mailbox")
    expect(signed_in.get_by_role("link", name="ada@example.com")).to_have_count(2)
    expect(signed_in.get_by_role("link", name="ben@example.com")).to_have_count(0)
