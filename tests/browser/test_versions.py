"""Test a draft, publish it twice, look at what differs, take an old version back."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace
from tests.builders import document, mail, step, wait_for

CART: dict[str, Any] = document(
    {
        "pause": wait_for("purchase", "PT1H", {"timeout": "remind", "purchase": "done"}),
        "remind": mail("done", subject="Still there, {{ customer.first_name }}?"),
        "done": step("exit"),
    },
    layout={
        "start": {"x": 0, "y": 0},
        "pause": {"x": 0, "y": 200},
        "remind": {"x": 200, "y": 400},
        "done": {"x": 0, "y": 600},
    },
)


@pytest.fixture
def editor(signed_in: Page, owner: httpx.Client) -> Editor:
    slug = made_workspace(owner, "Versions")
    made = owner.post("journeys", json={"name": "Cart", "document": CART})
    assert made.status_code == 201, made.text
    signed_in.goto(f"/w/{slug}/journeys/{made.json()['slug']}")
    editor = Editor(signed_in)
    expect(editor.edges).to_have_count(4)
    return editor


def marks(editor: Editor) -> dict[str, str | None]:
    names = ("start", "pause", "remind", "done")
    return {
        name: editor.card(name).locator("[data-mark]").first.get_attribute("data-mark")
        for name in names
    }


def test_a_test_lights_the_way_and_any_branch_can_be_taken(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("button", name="Test", exact=True).click()
    line = page.get_by_role("region", name="What happens")
    expect(line.get_by_text("Comes to the end")).to_be_visible()
    expect(page.get_by_text("Nothing is sent").first).to_be_visible()
    assert marks(editor) == {
        "start": "visited",
        "pause": "visited",
        "remind": "visited",
        "done": "here",
    }
    line.get_by_text("Still there, Ada?").click()
    expect(page.get_by_role("dialog").get_by_text(re.compile("^To "))).to_be_visible()
    page.keyboard.press("Escape")
    line.get_by_role("button", name=re.compile("Waits until")).click()
    line.get_by_role("group", name="What if").get_by_role("button", name="purchase").click()
    expect(line.get_by_text("purchase came")).to_be_visible()
    expect(editor.card("remind").locator("[data-mark]").first).to_have_attribute(
        "data-mark", "faded"
    )
    editor.port("pause", "timeout").click()
    expect(line.get_by_text("The time was up")).to_be_visible()
    page.get_by_role("button", name="Close the test").click()
    expect(page.locator("[data-mark]")).to_have_count(0)


def test_two_versions_are_compared_and_the_first_comes_back(editor: Editor) -> None:
    page = editor.page
    editor.publish()
    editor.card("pause").click()
    editor.setting("At most").fill("2 hours")
    editor.setting("At most").press("Tab")
    editor.saved()
    page.get_by_role("button", name="Publish").click()
    dialogue = page.get_by_role("dialog", name="Publish this draft")
    expect(dialogue.locator("ins")).to_have_text("2 hours")
    expect(dialogue.get_by_text("Nobody is on their way now")).to_be_visible()
    dialogue.get_by_label("What changed", exact=True).fill("Waits longer")
    dialogue.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 is live")).to_be_visible()

    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Publish history").click()
    history = page.get_by_role("dialog", name="Publish history")
    expect(history.get_by_text("Waits longer")).to_be_visible()
    history.get_by_role("button", name="What changed").click()
    comparison = page.get_by_role("complementary", name="Comparison")
    expect(comparison.get_by_text("1 difference")).to_be_visible()
    expect(comparison.locator("del")).to_have_text("1 hour")
    expect(editor.card("pause").get_by_role("img", name="Changed")).to_be_visible()
    page.get_by_role("button", name="Back to the draft").click()

    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Publish history").click()
    page.get_by_role("button", name="Restore to draft").last.click()
    expect(editor.card("pause")).to_contain_text("1 hour")
    editor.saved()
    page.get_by_role("button", name="Undo").click()
    expect(editor.card("pause")).to_contain_text("2 hours")
