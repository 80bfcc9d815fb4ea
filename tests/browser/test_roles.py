"""Vera is invited, joins by the link of the mail, sees everything and changes nothing."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace

PASSWORD = "a long walk by the sea"
PUBLISH = """slug => fetch('/api/v1/journeys/abandoned-cart/publish', {
    method: 'POST', body: '{}',
    headers: {'X-Workspace': slug, 'Content-Type': 'application/json',
              'X-CSRFToken': /csrftoken=([^;]*)/.exec(document.cookie)[1]},
}).then(async answer => [answer.status, (await answer.json()).error.message])"""


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Watched shop")
    owner.post("topics", json={"slug": "cart", "name": {"en": "Cart"}}).raise_for_status()
    made = owner.post("journeys", json={"name": "Abandoned cart", "gallery": "abandoned-cart"})
    made.raise_for_status()
    return slug


def joined(page: Page, owner: httpx.Client, email: str, role: str) -> None:
    """Follow the invitation as its receiver."""
    invited = owner.post("invitations", json={"email": email, "role": role})
    assert invited.status_code == 201, invited.text
    page.goto(invited.json()["link"])
    page.get_by_label("Your name").fill("Vera")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/home")


def test_a_viewer_looks_and_cannot_publish(page: Page, owner: httpx.Client, shop: str) -> None:
    joined(page, owner, "vera@example.org", "viewer")
    page.goto(f"/w/{shop}/journeys/abandoned-cart")
    expect(Editor(page).card("first_reminder")).to_be_visible()
    for word in ("Publish", "Undo"):
        expect(page.get_by_role("button", name=word)).to_have_count(0)
    page.goto(f"/w/{shop}/journeys")
    expect(page.get_by_role("link", name="Abandoned cart")).to_be_visible()
    expect(page.get_by_role("button", name="New journey")).to_have_count(0)
    status, words = page.evaluate(PUBLISH, shop)
    assert (status, words[:26]) == (403, "You are a viewer here; a v")
    assert owner.get("journeys/abandoned-cart").json()["state"] == "draft"


def test_an_editor_publishes_but_invites_nobody(page: Page, owner: httpx.Client, shop: str) -> None:
    joined(page, owner, "bob@example.org", "editor")
    page.goto(f"/w/{shop}/settings/members")
    expect(page.get_by_role("cell", name="bob@example.org").first).to_be_visible()
    expect(page.get_by_role("button", name="Invite")).to_have_count(0)
    page.goto(f"/w/{shop}/journeys/abandoned-cart")
    Editor(page).publish()
    assert owner.get("journeys/abandoned-cart").json()["state"] == "live"
