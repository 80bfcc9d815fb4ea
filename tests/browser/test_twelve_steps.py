"""Twelve steps drawn with the mouse, undone to the empty canvas and done again: the same JSON."""

import json
from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace

# Port of the step above, and what the palette's entry makes: (from, port, entry, id).
DRAWN = [
    ("event", "out", "Wait", "wait"),
    ("wait", "out", "Branch", "branch"),
    ("branch", "*", "Split", "split"),
    ("branch", "else", "Email", "email"),
    ("split", "*", "Wait until", "wait_until"),
    ("split", "*", "Email", "email_2"),
    ("wait_until", "out", "Update profile", "update_profile"),
    ("email_2", "out", "Goal", "goal"),
    ("update_profile", "out", "Record event", "emit_event"),
    ("goal", "out", "Email", "email_3"),
    ("emit_event", "out", "End", "exit"),
    ("email_3", "out", "End", "exit_2"),
]


def draft_of(owner: httpx.Client, journey: str) -> dict[str, Any]:
    answer = owner.get(f"journeys/{journey}").raise_for_status()
    found: dict[str, Any] = answer.json()["draft"]
    return found


def free_port(document: dict[str, Any], editor: Editor, step: str, port: str) -> str:
    """The named port, or, for "*", the first one that leads nowhere yet."""
    if port != "*":
        return port
    drawn = document["steps"][step]["next"]
    handles = editor.page.locator(f'.source[data-nodeid="{step}"]')
    names = [handle.get_attribute("data-handleid") or "" for handle in handles.all()]
    return next(name for name in names if name not in drawn and name != "else")


def test_twelve_steps_undone_and_done_again(signed_in: Page, owner: httpx.Client) -> None:
    shop = made_workspace(owner, "Twelve steps")
    signed_in.set_viewport_size({"width": 1920, "height": 1400})
    signed_in.goto(f"/w/{shop}/journeys?new=1")
    signed_in.get_by_role("dialog").get_by_label("Name").fill("Twelve")
    signed_in.get_by_role("button", name="Create journey").click()
    editor = Editor(signed_in)
    expect(signed_in.get_by_role("button", name="From an event")).to_be_visible()
    editor.saved()
    empty = draft_of(owner, "twelve")
    signed_in.get_by_role("button", name="From an event").click()
    editor.tidy()
    for source, port, entry, step in DRAWN:
        editor.saved()
        name = free_port(draft_of(owner, "twelve"), editor, source, port)
        editor.draw_on(source, name, entry)
        expect(editor.card(step)).to_be_visible()
        editor.tidy()
    editor.saved()
    full = draft_of(owner, "twelve")
    assert len(full["steps"]) == len(DRAWN)

    undo = signed_in.get_by_role("button", name="Undo", exact=True)
    while undo.is_enabled():
        undo.click()
    expect(signed_in.get_by_role("button", name="From an event")).to_be_visible()
    editor.saved()
    assert draft_of(owner, "twelve") == empty

    redo = signed_in.get_by_role("button", name="Redo", exact=True)
    while redo.is_enabled():
        redo.click()
    expect(editor.card("exit_2")).to_be_visible()
    editor.saved()
    assert json.dumps(draft_of(owner, "twelve"), sort_keys=True) == json.dumps(full, sort_keys=True)
