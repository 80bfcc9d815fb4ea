"""A journey's file let go over the drawing or the list, or chosen by a button; and other files."""

import base64
import json

import httpx
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.canvas import Editor, _where
from tests.browser.conftest import made_workspace
from tests.builders import document, mail, step

CART = document({"mail": mail("done"), "done": step("exit")}) | {"name": "From a friend"}
FILES = {
    "friend.json": json.dumps(CART).encode(),
    "half.json": json.dumps(CART, indent=2).encode()[:40],
    "newer.json": json.dumps(CART | {"format": 2}).encode(),
    "order.json": b'{"orders": []}',
    "cat.png": base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"),
    "large.json": b" " * (5 * 1024 * 1024 + 1),
}
REASONS = {
    "half.json": "It is not JSON",
    "newer.json": "It was written by a newer version",
    "order.json": "It is JSON, but no journey",
    "cat.png": "It is not JSON",
    "large.json": "It is over 5 MB",
}
LET_GO = """(target, [name, bytes]) => {
  const dataTransfer = new DataTransfer()
  const held = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))
  dataTransfer.items.add(new File([held], name))
  const options = {dataTransfer, bubbles: true, cancelable: true}
  const said = ['dragenter', 'dragover', 'drop'].map(
    type => target.dispatchEvent(new DragEvent(type, options)))
  return said.includes(true) && !said.at(-1)
}"""


def let_go(target: Locator, name: str) -> None:
    """Drop the file there; the browser does not open it in place of the page."""
    assert target.evaluate(LET_GO, [name, base64.b64encode(FILES[name]).decode()])


def payload(name: str) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": FILES[name]}


@pytest.fixture
def shop(owner: httpx.Client, signed_in: Page) -> str:
    signed_in.set_viewport_size({"width": 1440, "height": 1000})
    return made_workspace(owner, "Brought in")


def test_a_file_over_the_drawing_is_asked_about(
    signed_in: Page, owner: httpx.Client, shop: str
) -> None:
    page, editor = signed_in, Editor(signed_in)
    owner.post("journeys", json={"name": "Mine", "document": CART}).raise_for_status()
    page.goto(f"/w/{shop}/journeys/mine")
    expect(editor.card("mail")).to_be_visible()
    for name, reason in REASONS.items():
        let_go(editor.drawing, name)
        dialogue = page.get_by_role("dialog", name=f"{name} was not brought in")
        expect(dialogue.get_by_role("alert")).to_contain_text(reason)
        page.keyboard.press("Escape")
        expect(dialogue).to_have_count(0)

    # Beside the drawing, too.
    let_go(editor.inspector, "friend.json")
    page.get_by_role("button", name="Paste its steps into this drawing").click()
    expect(editor.card("mail_2")).to_be_in_viewport()
    first, second = _where(editor.card("mail")), _where(editor.card("mail_2"))
    assert first["x"] + first["width"] < second["x"]
    let_go(editor.drawing, "friend.json")
    page.get_by_role("button", name="Replace this draft").click()
    expect(editor.card("mail_2")).to_have_count(0)
    expect(editor.inspector.get_by_role("heading", name="From a friend")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(editor.card("mail_2")).to_be_visible()
    editor.saved()
    let_go(editor.drawing, "friend.json")
    page.get_by_role("button", name="Make a new journey of it").click()
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url("**/journeys/from-a-friend")
    expect(editor.card("mail")).to_be_visible()


def test_a_file_over_the_list_or_from_a_button_is_a_new_draft(signed_in: Page, shop: str) -> None:
    page, editor = signed_in, Editor(signed_in)
    page.goto(f"/w/{shop}/journeys")
    title = page.get_by_role("heading", name="Journeys", exact=True)
    expect(page.get_by_role("heading", name="No journeys yet")).to_be_visible()
    let_go(title, "cat.png")
    dialogue = page.get_by_role("dialog", name="cat.png was not brought in")
    expect(dialogue.get_by_role("alert")).to_contain_text("It is not JSON")
    page.keyboard.press("Escape")
    let_go(title, "friend.json")
    page.wait_for_url("**/journeys/from-a-friend")
    expect(editor.card("mail")).to_be_visible()

    page.goto(f"/w/{shop}/journeys?new=1")
    button = page.locator("input[type=file]")
    for name, reason in REASONS.items():
        button.set_input_files(payload(name))
        said = page.get_by_role("dialog").get_by_role("alert")
        expect(said).to_contain_text(f"{name} was not brought in. {reason}")
    button.set_input_files(payload("friend.json"))
    page.wait_for_url("**/journeys/from-a-friend-2")
    expect(editor.card("mail")).to_be_visible()
