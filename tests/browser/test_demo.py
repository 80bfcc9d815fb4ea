"""The demo as a marketer sees it: customers enter, wait, leave or get the mail, by themselves."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import write_key
from tests.browser.sound import problems
from tests.running import Run

DEMO = "/w/demo-shop"


@pytest.fixture
def demo(owner: httpx.Client) -> httpx.Client:
    owner.headers["X-Workspace"] = "demo-shop"
    return owner


def adds_to_cart(demo: httpx.Client, site: Run, user: str) -> None:
    """One more customer, so that no test waits for the recorded ones."""
    calls: list[dict[str, Any]] = [
        {"type": "identify", "traits": {"first_name": user.title(), "last_name": "Tester"}},
        {"type": "track", "event": "sign_up"},
        {"type": "track", "event": "add_to_cart"},
    ]
    batch = [call | {"userId": user} for call in calls]
    answer = httpx.post(
        f"{site.address}/v1/batch", json={"batch": batch}, auth=(write_key(demo), "")
    )
    assert answer.json() == {"success": True}


def figure(number: Locator) -> int:
    found = re.search(r"\d+$", number.inner_text().strip())
    assert found
    return int(found[0])


def test_customers_move_through_the_cart_while_one_looks(
    signed_in: Page, demo: httpx.Client, site: Run
) -> None:
    signed_in.goto(f"{DEMO}/journeys/abandoned-cart")
    editor = Editor(signed_in)
    entered = editor.number("cart", "entered")
    before = entered.inner_text(), figure(entered)
    editor.card("wait_an_hour").click()
    editor.inspector.get_by_role("tab", name="People").click()
    adds_to_cart(demo, site, "mona")
    person = editor.inspector.get_by_role("link", name="Mona Tester")
    row = editor.inspector.get_by_role("listitem").filter(has_text="Mona Tester")
    expect(row).to_contain_text("or for purchase")
    expect(entered).not_to_have_text(before[0])
    assert figure(entered) > before[1]
    person.click()
    expect(signed_in.get_by_role("heading", name="Mona Tester", level=1)).to_be_visible()
    expect(signed_in.get_by_text("because add_to_cart happened")).to_be_visible()
    expect(signed_in.get_by_text("Waits at A minute (an hour) for a purchase")).to_be_visible()


def test_events_are_seen_as_they_come_with_what_each_did(
    signed_in: Page, demo: httpx.Client, site: Run
) -> None:
    signed_in.goto(f"{DEMO}/events")
    expect(signed_in.get_by_text("Live", exact=True)).to_be_visible()
    adds_to_cart(demo, site, "nils")
    row = signed_in.get_by_role("row").filter(has_text="nils").filter(has_text="sign_up")
    expect(row.get_by_text("Entered Welcome")).to_be_visible()


def test_a_sent_mail_opens_and_tells_why_it_was_sent(signed_in: Page) -> None:
    signed_in.goto(f"{DEMO}/mailbox")
    signed_in.get_by_text("Welcome to Demo shop").first.click()
    frame = signed_in.frame_locator("iframe")
    expect(frame.get_by_text("You get this mail because")).to_be_visible()
    signed_in.get_by_role("tab", name="Headers").click()
    expect(signed_in.get_by_text("List-Unsubscribe=One-Click")).to_be_visible()
    signed_in.get_by_role("link", name="Why it was sent").click()
    drawer = signed_in.get_by_role("dialog", name="Message")
    expect(drawer.get_by_text("Welcome", exact=True).first).to_be_visible()


def test_one_sends_oneself_the_mail_of_a_step(signed_in: Page) -> None:
    signed_in.set_viewport_size({"width": 1440, "height": 1100})
    signed_in.goto(f"{DEMO}/journeys/abandoned-cart")
    editor = Editor(signed_in)
    editor.card("second_reminder").click()
    editor.inspector.get_by_role("tab", name="Content").click()
    editor.inspector.get_by_label("Send a test to").fill("me@example.com")
    editor.inspector.get_by_role("button", name="Send me this mail").click()
    expect(signed_in.get_by_text("A test mail to me@example.com is on its way.")).to_be_visible()
    signed_in.goto(f"{DEMO}/mailbox")
    expect(signed_in.get_by_role("link", name="me@example.com")).to_be_visible()


def places(demo: httpx.Client) -> list[str]:
    """Pages that are full, with what opens on them; test_pages has the others."""
    event = demo.get("events").json()["results"][0]["id"]
    message = demo.get("messages").json()["results"][0]["id"]
    mail = demo.get("mailbox").json()["results"][0]["id"]
    customer = demo.get("customers").json()["results"][0]["id"]
    return [
        "home", "journeys/abandoned-cart", f"customers/{customer}", f"events?event={event}",
        f"messages?message={message}", f"mailbox/{mail}",
    ]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_full_pages_are_sound(signed_in: Page, demo: httpx.Client, scheme: str, width: int) -> None:
    """Light on a desk and dark on a telephone: axe finds nothing, and nothing sticks out."""
    signed_in.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    signed_in.set_viewport_size({"width": width, "height": 900})
    found = []
    for place in places(demo):
        signed_in.goto(f"{DEMO}/{place}")
        found += [(place, *each) for each in problems(signed_in)]
    assert found == []
