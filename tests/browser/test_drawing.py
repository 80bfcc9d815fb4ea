"""An abandoned cart drawn with the mouse on an empty canvas, and moved by what Segment's
library posts."""

import httpx
import pytest
from playwright.sync_api import Page, expect
from segment.analytics.client import Client as Segment

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace, write_key
from tests.running import Run

FIRST_S, SECOND_S = 8, 3
MAIL = "<p>Hello {{ customer.first_name }}, your cart is waiting.</p>"


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Drawn by hand")
    owner.post("topics", json={"slug": "cart", "name": {"en": "My cart"}}).raise_for_status()
    return slug


def draw(page: Page, shop: str) -> Editor:
    """Wait for a purchase, else remind; wait again, else remind again; a purchase ends it all."""
    page.set_viewport_size({"width": 1440, "height": 1400})
    page.goto(f"/w/{shop}/journeys?new=1")
    page.get_by_role("dialog").get_by_label("Name").fill("Forgotten cart")
    page.get_by_role("button", name="Create journey").click()
    editor = Editor(page)
    page.get_by_role("button", name="From an event").click()
    editor.setting("Event").fill("add_to_cart")
    editor.drop("Wait for", x=300, y=900)
    editor.connect("event", "out", "wait_for")
    await_purchase(editor, FIRST_S)
    add_and_delete(editor)
    end_on_purchase(editor)
    remind(editor, "wait_for", "Still there")
    draw_on(editor, "email", "out", "Wait for")
    await_purchase(editor, SECOND_S)
    remind(editor, "wait_for_2", "Last call")
    draw_on(editor, "email_2", "out", "End")
    return editor


def draw_on(editor: Editor, step: str, port: str, entry: str) -> None:
    editor.tidy()
    editor.draw_on(step, port, entry)


def await_purchase(editor: Editor, seconds: int) -> None:
    editor.setting("Event").fill("purchase")
    editor.setting("At most").fill(f"{seconds} seconds")


def add_and_delete(editor: Editor) -> None:
    """A step too many: it goes again, with its edge, by a key; the others stay."""
    editor.drop("End", x=130, y=1150)
    editor.connect("wait_for", "event", "exit")
    editor.card("exit").click()
    editor.page.keyboard.press("Delete")
    expect(editor.card("exit")).to_have_count(0)
    expect(editor.edges).to_have_count(1)


def end_on_purchase(editor: Editor) -> None:
    """The journey's own settings stand where nothing is selected."""
    editor.drawing.click(position={"x": 30, "y": 30})
    editor.inspector.get_by_role("button", name="Add event").click()
    editor.setting("Event that ends the run").fill("purchase")


def remind(editor: Editor, step: str, subject: str) -> None:
    draw_on(editor, step, "timeout", "Email")
    editor.inspector.get_by_role("tab", name="Settings").click()
    editor.inspector.get_by_role("combobox", name="Topic").click()
    editor.page.get_by_role("option", name="My cart").click()
    editor.inspector.get_by_role("tab", name="Content").click()
    editor.inspector.get_by_role("textbox", name="Subject").fill(subject)
    editor.inspector.get_by_role("textbox", name="Message").fill(MAIL)


def shop_posts(site: Run, key: str) -> Segment:
    errors: list[object] = []
    return Segment(key, host=site.address, sync_mode=True, on_error=lambda *e: errors.append(e))


def test_drawn_published_and_moved(
    signed_in: Page, owner: httpx.Client, shop: str, site: Run
) -> None:
    editor = draw(signed_in, shop)
    expect(editor.edges).to_have_count(5)
    editor.tidy()
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
    expect(editor.number("wait_for_2", "waiting")).to_contain_text("1")
    expect(editor.number("email_2", "sent")).to_contain_text("1")

    signed_in.goto(f"/w/{shop}/mailbox")
    expect(signed_in.get_by_role("link", name="ada@example.com")).to_have_count(2)
    expect(signed_in.get_by_role("link", name="ben@example.com")).to_have_count(0)
    expect(signed_in.get_by_text("Still there", exact=True)).to_be_visible()
    signed_in.get_by_text("Last call", exact=True).click()
    frame = signed_in.frame_locator("iframe")
    expect(frame.get_by_text("Hello Ada, your cart is waiting.")).to_be_visible()
