"""The problems panel mends what is plain, each by one click, and each can be undone."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace, write_key
from tests.browser.sound import problems
from tests.builders import document, mail, step
from tests.running import Run, until

SIGN_OFF = '<p><a href="{{ unsubscribe_url }}">Bye</a></p>'
WRONG: dict[str, Any] = document(
    {
        "pause": step("wait_for", {"bought": "ask", "gone": "ask"}, timeout=None)
        | {"name": "Pause"},
        "ask": step("branch", {"yes": "first", "else": "second"}) | {"name": "Ask"},
        "first": mail("nobody", html="<p>Hello</p>") | {"name": "First"},
        "second": mail("ping", topic="", html=SIGN_OFF, colour="red") | {"name": "Second"},
        "ping": step("emit_event", "pong", event="ping") | {"name": "Ping"},
        "pong": step("emit_event", "ping", event="pong") | {"name": "Pong"},
        "lost": step("exit") | {"name": "Lost"},
    },
    triggers={"start": {"kind": "event", "config": {"event": "puchase"}, "next": None}},
    layout={
        name: {"x": 0, "y": 160 * at}
        for at, name in enumerate(["start", "pause", "ask", "first", "second", "ping", "pong"])
    }
    | {"lost": {"x": 300, "y": 900}},
)
WRONG["steps"]["pause"]["config"]["cases"] = [{"id": "bought", "event": "purchase"}]
WRONG["steps"]["ask"]["config"]["cases"] = [
    {"id": "yes", "name": "Yes", "condition": {"profile": "ctiy", "op": "is", "value": "Oslo"}}
]

# In the order of the list: what must be mended first, then what is worth a look.
FIXES = [
    ("Nothing follows this trigger", "connect to “Pause”"),
    ("This step has no such exit any more", "remove the line"),
    ("This leads to a step that does not exist", "remove the line"),
    ("There is no such setting", "remove “colour”"),
    ("This loop has no wait", "add a wait"),
    ("No event of this name has come in yet", "write “purchase”"),
    ("This wait has no timeout", "wait 1 day at most"),
    ("No customer has this attribute yet", "write “city”"),
    ("The mail has no link to unsubscribe", "add the link"),
    ("Choose a topic", "take the topic “News”"),
    ("Nothing leads to this step", "remove the step"),
]


@pytest.fixture
def editor(signed_in: Page, owner: httpx.Client, site: Run) -> Editor:
    slug = made_workspace(owner, "To be mended")
    owner.post("topics", json={"slug": "news", "name": {"en": "News"}}).raise_for_status()
    with httpx.Client(base_url=site.address, auth=(write_key(owner), "")) as shop:
        for what, body in (
            ("identify", {"userId": "ada", "traits": {"city": "Oslo"}}),
            ("track", {"userId": "ada", "event": "purchase"}),
        ):
            shop.post(f"/v1/{what}", json=body).raise_for_status()
    until(lambda: "purchase" in owner.get("schema/events").text, 20)
    until(lambda: "city" in owner.get("schema/attributes").text, 20)
    owner.post("journeys", json={"name": "Wrong", "document": WRONG}).raise_for_status()
    signed_in.set_viewport_size({"width": 1440, "height": 1000})
    signed_in.goto(f"/w/{slug}/journeys/wrong")
    return Editor(signed_in)


def test_every_fix_mends_its_problem_and_can_be_undone(editor: Editor, owner: httpx.Client) -> None:
    page = editor.page
    before = owner.get("journeys/wrong").json()["draft"]
    page.get_by_role("button", name=re.compile(r"^\d+ problems")).click()
    panel = page.get_by_role("region", name="Problems")
    for problem, fix in FIXES:
        line = panel.get_by_role("button", name=re.compile(problem)).first
        line.locator("xpath=..").get_by_role("button", name=f"Fix: {fix}", exact=True).click()
        expect(panel).to_be_focused()
    expect(panel.get_by_text("There is nothing wrong with this draft.")).to_be_visible()
    assert problems(page) == []
    editor.saved()
    found = owner.get("journeys/wrong").json()
    assert found["draft_problems"] == []
    steps = found["draft"]["steps"]
    assert found["draft"]["triggers"]["start"]["config"]["event"] == "purchase"
    assert (steps["pause"]["config"]["timeout"], steps["pause"]["next"]) == (
        "P1D",
        {"bought": "ask"},
    )
    assert steps["ask"]["config"]["cases"][0]["condition"]["profile"] == "city"
    assert "unsubscribe_url" in steps["first"]["config"]["html"]
    assert steps["second"]["config"]["topic"] == "news"
    assert "colour" not in steps["second"]["config"]
    assert "lost" not in steps

    for _ in FIXES:
        page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    editor.saved()
    assert owner.get("journeys/wrong").json()["draft"] == before


def test_publishing_asks_for_what_must_be_mended(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("button", name="Publish").click()
    dialogue = page.get_by_role("dialog", name="Publish this draft")
    publish = dialogue.get_by_role("button", name="Publish")
    expect(dialogue.get_by_text("6 things must be fixed first")).to_be_visible()
    expect(publish).to_be_disabled()
    expect(dialogue.get_by_label("What changed", exact=True)).to_have_count(0)
    assert problems(page) == []

    dialogue.get_by_role("button", name=re.compile("This loop has no wait")).first.click()
    expect(dialogue).to_have_count(0)
    expect(editor.inspector.get_by_role("heading", name="Ping")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    for problem, fix in FIXES[:5]:
        line = dialogue.get_by_role("button", name=re.compile(problem)).first
        line.locator("xpath=..").get_by_role("button", name=f"Fix: {fix}", exact=True).click()
    expect(dialogue.get_by_text("must be fixed first")).to_have_count(0)
    expect(dialogue.get_by_text("Worth a look")).to_be_visible()
    dialogue.get_by_label("What changed", exact=True).fill("Mended")
    publish.click()
    expect(page.get_by_text("Version 1 is live")).to_be_visible()
