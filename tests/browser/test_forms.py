"""Forms in a real browser: a condition by keyboard, a schedule, a message beside its preview."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor, _where
from tests.browser.conftest import made_workspace, write_key
from tests.browser.sound import problems, settled
from tests.running import Run, until

DOCUMENT = {
    "format": 1,
    "name": "Forms",
    "triggers": {
        "monday": {
            "kind": "schedule",
            "config": {"repeat": "cron", "cron": "0 9 * * 1"},
            "next": "way",
        }
    },
    "steps": {
        "way": {
            "kind": "branch",
            "config": {"cases": [{"id": "yes", "name": "Yes"}]},
            "next": {"yes": "mail"},
        },
        "mail": {
            "kind": "send_message",
            "config": {"subject": "Hello", "html": "<p>Hello</p>"},
            "next": {},
        },
    },
    "layout": {"monday": {"x": 0, "y": 0}, "way": {"x": 0, "y": 160}, "mail": {"x": 0, "y": 320}},
}


@pytest.fixture
def editor(signed_in: Page, owner: httpx.Client) -> Editor:
    slug = made_workspace(owner, "Forms")
    body = {"name": "Forms", "document": DOCUMENT}
    owner.post("journeys", json=body).raise_for_status()
    signed_in.set_viewport_size({"width": 1440, "height": 1000})
    signed_in.goto(f"/w/{slug}/journeys/forms")
    return Editor(signed_in)


def test_a_condition_is_built_by_keyboard(editor: Editor) -> None:
    page, form = editor.page, editor.inspector
    editor.card("way").click()
    form.get_by_role("button", name="Add condition").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Profile attribute").press("Enter")
    editor.setting("Profile attribute").press_sequentially("city")
    editor.setting("Value").press_sequentially("Paris")
    expect(form.get_by_role("heading", name="If city is Paris")).to_be_visible()
    expect(editor.card("way")).to_contain_text("If city is Paris")
    editor.saved()
    settled(page)
    assert problems(page) == []


def test_a_schedule_says_its_next_times(editor: Editor) -> None:
    editor.card("monday").click()
    times = editor.inspector.locator("time")
    expect(times).to_have_count(5)
    editor.setting("When").click()
    editor.page.get_by_role("option", name="Every month on").click()
    expect(editor.card("monday")).to_contain_text("on day 1 of every month at 09:00")
    expect(times).to_have_count(5)


def test_a_message_is_written_beside_its_preview(editor: Editor) -> None:
    page = editor.page
    editor.card("mail").click()
    editor.inspector.get_by_role("tab", name="Content").click()
    editor.inspector.get_by_role("button", name="Beside its preview").click()
    desk = page.get_by_role("dialog")
    desk.get_by_role("textbox", name="Message").fill("<p>Dear {{ workspace.name }}</p>")
    expect(desk.frame_locator("iframe").get_by_text("Dear Forms")).to_be_visible()
    settled(page)
    assert problems(page) == []
    desk.get_by_role("textbox", name="Message").fill("<p>{% if %}</p>")
    expect(desk.get_by_text("line 1")).to_be_visible()
    expect(desk.frame_locator("iframe").get_by_text("Dear Forms")).to_be_visible()
    desk.get_by_role("textbox", name="Message").press("Tab")
    expect(desk.get_by_role("textbox", name="Message")).not_to_be_focused()


def test_a_message_is_shown_for_a_customer_and_sent_to_oneself(
    editor: Editor, owner: httpx.Client, site: Run
) -> None:
    ada = {"userId": "ada", "traits": {"first_name": "Ada", "email": "ada@example.com"}}
    with httpx.Client(base_url=site.address, auth=(write_key(owner), "")) as shop:
        shop.post("/v1/identify", json=ada).raise_for_status()
    until(lambda: owner.get("customers").json()["results"], within := 20)
    page = editor.page
    editor.card("mail").click()
    editor.inspector.get_by_role("tab", name="Content").click()
    editor.inspector.get_by_role("button", name="Beside its preview").click()
    desk = page.get_by_role("dialog")
    desk.get_by_role("textbox", name="Message").fill("<p>Dear {{ customer.first_name }}</p>")
    desk.get_by_role("combobox", name="Customer whose values").press_sequentially("ada@ex")
    page.get_by_role("option", name="Ada, ada@example.com").click()
    expect(desk.frame_locator("iframe").get_by_text("Dear Ada")).to_be_visible()
    desk.get_by_label("Send a test to").fill("me@example.com")
    desk.get_by_role("button", name="Send me this mail").click()
    expect(desk.get_by_text("A test mail to me@example.com is on its way.")).to_be_visible()
    until(lambda: owner.get("mailbox").json()["results"], within)
    (mail,) = owner.get("mailbox").json()["results"]
    assert (mail["recipient"], mail["subject"]) == ("me@example.com", "Hello")

    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("tab", name="Content").click()
    page.get_by_role("button", name="Beside its preview").click()
    desk = page.get_by_role("dialog", name="Hello: message")
    text = _where(desk.get_by_role("textbox", name="Text", exact=True))
    look = _where(desk.get_by_role("region", name="What the customer gets"))
    send = _where(desk.get_by_role("button", name="Send me this mail"))
    assert text["y"] + text["height"] <= look["y"]
    assert look["y"] + look["height"] <= send["y"]
    assert problems(page) == []


def test_what_is_missing_or_wrong_stands_at_its_field(editor: Editor) -> None:
    page, form = editor.page, editor.inspector
    editor.card("monday").click()
    editor.setting("When").click()
    page.get_by_role("option", name="Cron expression").click()
    form.get_by_role("textbox", name="Cron expression").fill("99 9 * * 1")
    expect(form.get_by_text("Enter five fields")).to_have_count(1)
    editor.saved()
    expect(form.get_by_text("Enter five fields")).to_have_count(1)

    form.get_by_role("combobox", name="How often").click()
    page.get_by_role("option", name="Once").click()
    moment = form.get_by_label("Date and time")
    expect(moment).to_have_accessible_description("Choose when it starts.")
    expect(moment).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("must be fixed first")).to_be_visible()
    page.keyboard.press("Escape")
    expect(moment).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_text("Choose when it starts.")).to_have_count(1)
    settled(page)
    assert problems(page) == []
