"""What a hand does on the canvas besides edges: drop into one, box, group, note."""

import httpx
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor, _middle, _where
from tests.browser.conftest import made_workspace


def dragged(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(end[0] - 20, end[1], steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def opened(page: Page, owner: httpx.Client) -> Editor:
    """An event that leads to a wait."""
    shop = made_workspace(owner, "By hand")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/w/{shop}/journeys?new=1")
    page.get_by_role("dialog").get_by_label("Name").fill("By hand")
    page.get_by_role("button", name="Create journey").click()
    editor = Editor(page)
    page.get_by_role("button", name="From an event").click()
    expect(editor.card("event")).to_contain_text("Choose an event")
    editor.drop("Wait", x=300, y=600)
    editor.connect("event", "out", "wait")
    return editor


def test_dropped_into_an_edge_boxed_and_grouped(signed_in: Page, owner: httpx.Client) -> None:
    page = signed_in
    editor = opened(page, owner)

    event, wait = _where(editor.card("event")), _where(editor.card("wait"))
    middle = (
        (_middle(event)[0] + _middle(wait)[0]) / 2,
        (event["y"] + event["height"] + wait["y"]) / 2,
    )
    email = page.get_by_role("button", name="Email", exact=True)
    dragged(page, _middle(_where(email)), middle)
    expect(editor.edges).to_have_count(2)

    # Over a card: beside it, so that neither is hidden.
    pane, taken = _where(editor.drawing), _where(editor.card("email"))
    editor.drop("Branch", x=taken["x"] - pane["x"] + 120, y=taken["y"] - pane["y"] + 40)
    assert _where(editor.card("branch"))["x"] >= taken["x"] + taken["width"]

    page.keyboard.press("Shift+Digit1")
    page.wait_for_timeout(400)
    page.keyboard.press("Escape")
    page.keyboard.down("Shift")
    dragged(
        page,
        (pane["x"] + 30, pane["y"] + 30),
        (pane["x"] + pane["width"] - 20, pane["y"] + pane["height"] - 70),
    )
    page.keyboard.up("Shift")
    tools = page.get_by_role("toolbar", name="4 selected steps")
    tools.get_by_role("button", name="Put into a group").click()
    group = page.locator("[data-group] button")
    group.dblclick()
    page.keyboard.type("Reminders")
    page.keyboard.press("Enter")
    expect(group).to_have_text("Reminders")

    page.keyboard.press("n")
    note = page.locator("[data-note]")
    note.get_by_role("button").dblclick()
    page.keyboard.type("Ask Ada")
    page.keyboard.press("Escape")
    expect(note).to_have_text("Ask Ada")
    page.keyboard.press("Control+z")
    expect(note).not_to_have_text("Ask Ada")
    editor.saved()
