"""A journey drawn with the mouse on an empty canvas, and moved by what Segment's library posts."""

import httpx
import pytest
from playwright.sync_api import Page, expect
from segment.analytics.client import Client as Segment

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace, write_key
from tests.running import Run

WAIT_S = 6
MAIL = "<p>Hello {{ customer.first_name }}, your cart is waiting.</p>"


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Drawn by hand")
    owner.post("topics", json={"slug": "cart", "name": {"en": "My cart"}}).raise_for_status()
    return slug


def draw(page: Page, shop: str) -> Editor:
    """From an event; wait for a purchase; in time nothing, else a mail."""
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/w/{shop}/journeys?new=1")
    page.get_by_role("dialog").get_by_label("Name").fill("Forgotten cart")
    page.get_by_role("button", name="Create journey").click()
    editor = Editor(page)
    page.get_by_role("button", name="From an event").click()
    editor.setting("Event").fill("add_to_cart")
    editor.drop("Wait for", x=300, y=600)
    editor.connect("event", "out", "wait_for")
    editor.setting("Event").fill("purchase")
    editor.setting("At most").fill(f"{WAIT_S} seconds")
    editor.draw_on("wait_for", "timeout", "Email")
    write(editor)
    return editor


def write(editor: Editor) -> None:
    editor.inspector.get_by_role("combobox", name="Topic").click()
    editor.page.get_by_role("option", name="My cart").click()
    editor.inspector.get_by_role("tab", name="Content").click()
    editor.inspector.get_by_role("textbox", name="Subject").fill("Still there")
    editor.inspector.get_by_role("textbox", name="Message").fill(MAIL)


def add_and_delete(editor: Editor) -> None:
    """A step too many: it goes again, with its edge, by a key; the mail stands where it stood."""
    editor.drop("End", x=130, y=790)
    editor.connect("wait_for", "event", "exit")
    editor.card("exit").click()
    editor.page.keyboard.press("Delete")
    expect(editor.card("exit")).to_have_count(0)
    expect(editor.edges).to_have_count(2)


def shop_posts(site: Run, key: str) -> Segment:
    errors: list[object] = []
    return Segment(key, host=site.address, sync_mode=True, on_error=lambda *e: errors.append(e))


def test_drawn_published_and_moved(
    signed_in: Page, owner: httpx.Client, shop: str, site: Run
) -> None:
    editor = draw(signed_in, shop)
    add_and_delete(editor)
    editor.saved()
    editor.publish()

    segment = shop_posts(site, write_key(owner))
    for user, name in (("ada", "Ada"), ("ben", "Ben")):
        segment.identify(user, {"first_name": name, "email": f"{user}@example.com"})
        segment.track(user, "add_to_cart", {"total": 20})
    expect(editor.number("event", "entered")).to_contain_text("2")
    expect(editor.number("wait_for", "waiting")).to_contain_text("2")
    segment.track("ben", "purchase", {"total": 20})
    expect(editor.number("wait_for", "waiting")).to_contain_text("1")
    expect(editor.number("email", "sent")).to_contain_text("1")
    expect(editor.number("wait_for", "left")).to_contain_text("2")

    signed_in.goto(f"/w/{shop}/mailbox")
    signed_in.get_by_role("link", name="ada@example.com").click()
    frame = signed_in.frame_locator("iframe")
    expect(frame.get_by_text("Hello Ada, your cart is waiting.")).to_be_visible()
    expect(signed_in.get_by_role("link", name="ben@example.com")).to_have_count(0)
