"""Alice and Bob at one journey, in two browsers: they see each other, and neither loses work."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace
from tests.browser.sound import problems
from tests.running import Run

PASSWORD = "a long walk by the sea"
MAIL = "first_reminder"
WAIT = "wait_a_day"


class Person(Editor):
    """Somebody at the journey, as the others find them."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.name_field = self.inspector.get_by_placeholder("Shown on the card")
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, slug: str, journey: str = "abandoned-cart") -> None:
        self.page.goto(f"/w/{slug}/journeys/{journey}")
        expect(self.card(MAIL)).to_be_visible()

    def sees(self, name: str) -> Locator:
        """The other one's avatar."""
        return self.page.get_by_role("list", name="Who else is here").get_by_role(
            "button", name=re.compile(f"^{name}")
        )

    def ring(self, name: str, step: str) -> Locator:
        return self.page.locator(f'[data-peer="{name}"][data-at="{step}"]')

    def rename(self, step: str, name: str) -> None:
        self.card(step).click(position={"x": 60, "y": 30})
        self.name_field.fill(name)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def says(self, words: str) -> Locator:
        return self.page.get_by_text(words)

    @contextmanager
    def cannot_save(self) -> Iterator[None]:
        """The draft does not get through, all else does."""

        def refuse(route: Route) -> None:
            if route.request.method == "PUT":
                route.abort()
            else:
                route.continue_()

        self.page.route("**/draft", refuse)
        yield
        self.page.unroute("**/draft")


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Two at a time")
    owner.post("topics", json={"slug": "cart", "name": {"en": "Cart"}}).raise_for_status()
    made = owner.post("journeys", json={"name": "Abandoned cart", "gallery": "abandoned-cart"})
    made.raise_for_status()
    return slug


@pytest.fixture
def alice(signed_in: Page, owner: httpx.Client, shop: str) -> Person:
    owner.patch("me", json={"name": "Alice"}).raise_for_status()
    signed_in.set_viewport_size({"width": 1440, "height": 1000})
    return Person(signed_in)


@pytest.fixture
def bob(browser: Browser, site: Run, owner: httpx.Client, shop: str) -> Iterator[Person]:
    """In a browser of his own, by an invitation."""
    context = browser.new_context(
        base_url=site.address, locale="en-GB", viewport={"width": 1440, "height": 1000}
    )
    context.set_default_timeout(20_000)
    made = Person(context.new_page())
    email = f"bob-{shop}@example.org"
    invited = owner.post("invitations", json={"email": email, "role": "editor"})
    assert invited.status_code == 201, invited.text
    made.page.goto(invited.json()["link"])
    made.page.get_by_label("Your name").fill("Bob")
    made.page.get_by_label("Choose a password").fill(PASSWORD)
    made.page.get_by_role("button", name="Join").click()
    made.page.wait_for_url("**/home")
    yield made
    context.close()
    assert made.errors == []


def draft(owner: httpx.Client, journey: str = "abandoned-cart") -> dict[str, dict[str, str]]:
    found = owner.get(f"journeys/{journey}")
    found.raise_for_status()
    steps: dict[str, dict[str, str]] = found.json()["draft"]["steps"]
    return steps


def test_they_see_each_other_and_what_each_does(alice: Person, bob: Person, shop: str) -> None:
    alice.open(shop)
    bob.open(shop)
    expect(alice.sees("Bob")).to_be_visible()
    expect(bob.sees("Alice")).to_be_visible()

    bob.card(MAIL).click(position={"x": 60, "y": 30})
    expect(alice.ring("Bob", MAIL)).to_be_visible()
    expect(alice.sees("Bob: at")).to_be_visible()
    bob.name_field.focus()
    expect(alice.ring("Bob", MAIL)).to_contain_text("Bob is editing this")
    alice.card(MAIL).click(position={"x": 60, "y": 30})
    expect(alice.says("Bob is editing this step.")).to_be_visible()
    expect(bob.ring("Alice", MAIL)).to_be_visible()
    bob.page.mouse.move(700, 500)
    bob.page.mouse.move(720, 520, steps=5)
    expect(alice.page.locator('[data-pointer="Bob"]')).to_be_visible()
    assert problems(alice.page) == []

    bob.name_field.fill("A friendly word")
    expect(alice.card(MAIL)).to_contain_text("A friendly word")
    expect(alice.says("Bob changed “A friendly word”.")).to_be_visible()
    expect(alice.card(MAIL)).to_have_class(re.compile("selected"))

    alice.page.goto(f"{alice.page.url}?view=outline")
    row = alice.page.get_by_role("treeitem", name=re.compile("Bob is editing this"))
    expect(row).to_contain_text("A friendly word")
    assert problems(alice.page) == []
    alice.open(shop)

    bob.page.goto("about:blank")
    expect(alice.ring("Bob", MAIL)).to_have_count(0)
    expect(alice.sees("Bob")).to_have_count(0)


def test_changes_at_different_places_are_brought_together(
    alice: Person, bob: Person, shop: str, owner: httpx.Client
) -> None:
    alice.open(shop)
    bob.open(shop)
    with alice.cannot_save():
        alice.rename(MAIL, "By Alice")
        expect(alice.says("Offline, kept here")).to_be_visible()
        bob.rename(WAIT, "By Bob")
        bob.saved()
        expect(alice.card(WAIT)).to_contain_text("By Bob")
        expect(alice.card(MAIL)).to_contain_text("By Alice")
    alice.saved()
    expect(bob.card(MAIL)).to_contain_text("By Alice")
    steps = draft(owner)
    assert (steps[MAIL]["name"], steps[WAIT]["name"]) == ("By Alice", "By Bob")


def test_changes_at_one_place_are_a_conflict_that_loses_nothing(
    alice: Person, bob: Person, shop: str, owner: httpx.Client
) -> None:
    alice.open(shop)
    bob.open(shop)
    with alice.cannot_save():
        alice.rename(MAIL, "By Alice")
        expect(alice.says("Offline, kept here")).to_be_visible()
        bob.rename(MAIL, "By Bob")
        bob.saved()
        dialogue = alice.page.get_by_role("dialog", name=re.compile("^Bob saved this draft"))
        expect(dialogue.get_by_role("heading", name="Your changes")).to_be_visible()
        expect(dialogue).to_contain_text("By Alice")
        expect(dialogue).to_contain_text("By Bob")
        assert problems(alice.page) == []
    dialogue.get_by_role("button", name="Keep mine").click()
    alice.saved()
    assert draft(owner)[MAIL]["name"] == "By Alice"

    expect(bob.card(MAIL)).to_contain_text("By Alice")
    bob.button("Bring back…").click()
    aside = bob.page.get_by_role("dialog", name="Versions set aside")
    expect(aside).to_contain_text("Differs from the draft in 1 thing")
    assert problems(bob.page) == []
    aside.get_by_role("button", name="Bring back").click()
    bob.saved()
    expect(alice.card(MAIL)).to_contain_text("By Bob")
    bob.page.get_by_role("button", name="Undo").click()
    expect(alice.card(MAIL)).to_contain_text("By Alice")


def test_mine_can_become_a_journey_of_its_own(
    alice: Person, bob: Person, shop: str, owner: httpx.Client
) -> None:
    alice.open(shop)
    bob.open(shop)
    with alice.cannot_save():
        alice.rename(MAIL, "By Alice")
        bob.rename(MAIL, "By Bob")
        bob.saved()
        alice.button("Save mine as a new journey").click()
        expect(alice.says("Saved as the journey")).to_be_visible()
    expect(alice.card(MAIL)).to_contain_text("By Bob")
    assert draft(owner)[MAIL]["name"] == "By Bob"
    assert draft(owner, "abandoned-cart-my-version")[MAIL]["name"] == "By Alice"


def test_work_kept_offline_survives_a_reload(alice: Person, shop: str, owner: httpx.Client) -> None:
    alice.open(shop)
    alice.page.context.set_offline(True)
    alice.rename(MAIL, "Kept")
    expect(alice.says("Offline, kept here")).to_be_visible()
    with suppress(Error):
        alice.page.reload()
    assert draft(owner)[MAIL]["name"] == "First reminder"
    alice.page.context.set_offline(False)
    alice.open(shop)
    expect(alice.card(MAIL)).to_contain_text("Kept")
    alice.saved()
    assert draft(owner)[MAIL]["name"] == "Kept"


def test_an_expired_session_is_renewed_beside_the_work(
    bob: Person, shop: str, owner: httpx.Client
) -> None:
    bob.open(shop)
    bob.rename(MAIL, "Before")
    bob.saved()
    bob.page.context.clear_cookies(name="sessionid")
    bob.rename(MAIL, "While signed out")
    expect(bob.says("You are signed out.")).to_be_visible()
    assert problems(bob.page) == []
    bob.rename(WAIT, "Also while signed out")
    with bob.page.expect_popup() as opened:
        bob.button("Sign in (new tab)").click()
    beside = opened.value
    beside.get_by_label("Email").fill(f"bob-{shop}@example.org")
    beside.get_by_label("Password").fill(PASSWORD)
    beside.get_by_role("button", name="Sign in").click()
    expect(bob.says("You are signed out.")).to_have_count(0)
    bob.saved()
    steps = draft(owner)
    assert steps[MAIL]["name"] == "While signed out"
    assert steps[WAIT]["name"] == "Also while signed out"


def test_a_journey_deleted_by_another_can_be_saved_anew(
    bob: Person, shop: str, owner: httpx.Client
) -> None:
    bob.open(shop)
    with bob.cannot_save():
        bob.rename(MAIL, "Not yet sent")
        expect(bob.says("Offline, kept here")).to_be_visible()
        assert owner.delete("journeys/abandoned-cart").status_code == 204
        expect(bob.says("This journey was deleted.")).to_be_visible()
    assert problems(bob.page) == []
    bob.button("Save as a new journey").click()
    bob.page.wait_for_url("**/abandoned-cart-my-version")
    expect(bob.card(MAIL)).to_contain_text("Not yet sent")
    assert draft(owner, "abandoned-cart-my-version")[MAIL]["name"] == "Not yet sent"


def test_a_lowered_role_leaves_the_work_where_it_is(
    bob: Person, shop: str, owner: httpx.Client
) -> None:
    bob.open(shop)
    rows = owner.get("members").json()["results"]
    member = next(row["id"] for row in rows if row["email"] == f"bob-{shop}@example.org")
    assert owner.patch(f"members/{member}", json={"role": "viewer"}).status_code == 200
    bob.rename(MAIL, "Too late")
    expect(bob.says("You may no longer change this journey.")).to_be_visible()
    expect(bob.card(MAIL)).to_contain_text("Too late")
    expect(bob.button("Download as a file")).to_be_visible()
    assert problems(bob.page) == []
    assert draft(owner)[MAIL]["name"] == "First reminder"
    assert owner.patch(f"members/{member}", json={"role": "editor"}).status_code == 200
    bob.page.reload()
    bob.saved()
    assert draft(owner)[MAIL]["name"] == "Too late"


def test_publishing_over_a_broken_connection_tells_what_came_of_it(
    alice: Person, shop: str, owner: httpx.Client
) -> None:
    alice.open(shop)

    def answer_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    alice.page.route("**/publish", answer_lost)
    alice.page.get_by_role("button", name="Publish").first.click()
    dialogue = alice.page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Publish").click()
    expect(dialogue.get_by_text("it is not known whether")).to_be_visible()
    expect(alice.says("The connection broke, but the draft was published.")).to_be_visible()
    versions = owner.get("journeys/abandoned-cart/versions").json()["results"]
    assert len(versions) == 1, json.dumps(versions)[:500]
