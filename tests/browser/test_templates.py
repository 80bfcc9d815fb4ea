"""Accounts, templates and the visual mail editor, as a marketer meets them."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import made_workspace
from tests.browser.test_pages import AXE, RULES


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    return made_workspace(owner, "Templates and channels")


def test_an_account_is_added_and_sends_a_test(signed_in: Page, shop: str) -> None:
    page = signed_in
    page.goto(f"/w/{shop}/channels")
    page.get_by_role("button", name="Add account: SMS").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Trial").click()
    expect(dialogue.get_by_text("nothing leaves")).to_be_visible()
    dialogue.get_by_role("button", name="Add account").click()
    page.wait_for_url(re.compile(r"/channels/\d+$"))
    page.get_by_label("Phone number").fill("+48600100200")
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_text("It works", exact=True)).to_be_visible()
    expect(page.get_by_text("This is a test of the account")).to_be_visible()
    page.goto(f"/w/{shop}/mailbox")
    page.get_by_role("link", name="+48600100200").click()
    expect(page.get_by_role("heading", name="SMS")).to_be_visible()
    expect(page.get_by_text(re.compile("UCS-2, .* 2 parts"))).to_be_visible()


def test_a_secret_is_written_and_never_shown(signed_in: Page, shop: str) -> None:
    page = signed_in
    page.goto(f"/w/{shop}/channels?add=sms&by=twilio")
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Add account").click()
    expect(dialogue.get_by_text("This is needed.").first).to_be_visible()
    dialogue.get_by_label("Account SID").fill("AC" + "0" * 32)
    dialogue.get_by_role("textbox", name="Auth token").fill("s3cret" * 5)
    dialogue.get_by_label("Sender").fill("+15551234567")
    dialogue.get_by_role("button", name="Add account").click()
    page.wait_for_url(re.compile(r"/channels/\d+$"))
    expect(page.get_by_role("button", name="Replace: Auth token")).to_be_visible()
    assert "s3cret" not in page.content()


def written_mail(page: Page) -> Locator:
    """A mail made of blocks by keyboard and mouse; its dialogue, still open."""
    page.get_by_role("button", name="Build it visually").click()
    dialogue = page.get_by_role("dialog", name="The mail")
    frame = page.frame_locator(".gjs-frame")
    expect(frame.get_by_text("A good heading")).to_be_visible()
    dialogue.get_by_role("tab", name="Structure").click()
    dialogue.get_by_role("button", name=re.compile("^Button")).click()
    dialogue.get_by_label("Text", exact=True).fill("To the sale")
    dialogue.get_by_label("Link", exact=True).fill("https://shop.example/sale")
    expect(frame.get_by_text("To the sale")).to_be_visible()
    dialogue.get_by_role("tab", name="Blocks").click()
    divider = dialogue.get_by_role("button", name="Line", exact=True)
    divider.focus()
    divider.press("Enter")
    expect(dialogue.get_by_label("Thickness")).to_be_visible()
    dialogue.get_by_role("button", name="Undo").click()
    return dialogue


def test_a_mail_of_blocks_becomes_a_template_that_a_journey_sends(
    signed_in: Page, shop: str, owner: httpx.Client
) -> None:
    page = signed_in
    page.goto(f"/w/{shop}/templates")
    page.get_by_role("button", name="New template").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Spring sale")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/templates/spring-sale")
    page.get_by_role("textbox", name="Subject").click()
    page.keyboard.type("Spring is here")
    dialogue = written_mail(page)
    dialogue.get_by_text("MJML", exact=True).click()
    expect(dialogue.get_by_role("textbox", name="MJML")).to_contain_text(
        "https://shop.example/sale"
    )
    dialogue.get_by_text("Preview", exact=True).click()
    look = dialogue.frame_locator("iframe[title='The mail']")
    expect(look.get_by_text("To the sale")).to_be_visible()
    dialogue.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1", exact=True)).to_be_visible()
    _use_in_a_journey(page, shop, owner)
    uses = owner.get("templates/spring-sale/uses").json()
    assert [use["step"] for use in uses["steps"]] == ["mail"]


def _use_in_a_journey(page: Page, shop: str, owner: httpx.Client) -> None:
    step = {"kind": "send_message", "config": {"channel": "email"}}
    document = {"format": 1, "name": "Sale", "triggers": {}, "steps": {"mail": step}, "layout": {}}
    made = owner.post("journeys", json={"name": "Sale", "document": document})
    assert made.status_code == 201, made.text
    page.goto(f"/w/{shop}/journeys/{made.json()['slug']}")
    page.locator('[data-id="mail"]').click()
    page.get_by_role("tab", name="Content").click()
    page.get_by_label("Template").first.click()
    page.get_by_role("option", name="Spring sale").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.get_by_text("Preview", exact=True).click()
    look = page.frame_locator("iframe[title='The mail']")
    expect(look.get_by_text("To the sale")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_visual_editor_passes_axe(
    signed_in: Page, shop: str, owner: httpx.Client, scheme: str
) -> None:
    page = signed_in
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    owner.post("templates", json={"name": "Axe", "slug": "axe", "channel": "email"})
    page.goto(f"/w/{shop}/templates/axe")
    written_mail(page)
    # The tip of the button that was pressed stands outside of the page's regions while it is shown.
    page.mouse.move(0, 0)
    expect(page.get_by_role("tooltip")).to_have_count(0)
    page.evaluate(Path(AXE).read_text())
    # The drawing is GrapesJS's own; what it shows is the mail.
    found = page.evaluate(
        "rules => axe.run({exclude: ['.gjs-editor']}, {runOnly: rules}).then("
        "r => r.violations.map(v => [v.id, v.nodes[0].html]))",
        RULES,
    )
    assert found == []
