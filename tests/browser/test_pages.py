"""The pages in a real browser: first use, live, by keyboard, for everyone."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from config import kept
from tests.running import Run

AXE = kept.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLACES = [
    "home", "journeys", "journeys?new=1", "customers", "customers/customer-1", "events", "messages",
    "mailbox", "operations", "settings/workspace", "settings/members", "settings/keys",
    "settings/topics", "settings/suppressed", "gallery", "start", "channels", "channels?add=sms",
    "channels?add=sms&by=trial", "templates", "templates?view=parts", "templates?view=brand",
    "templates?view=pictures", "templates?new=1",
]  # fmt: skip


def found_workspace(page: Page, name: str) -> str:
    """Fill in the first form; returns the new workspace's slug."""
    page.goto("/setup")
    page.get_by_label("Name of the workspace").fill(name)
    page.get_by_label("Sender's mail address").fill("hello@example.com")
    page.get_by_role("button", name="Create workspace").click()
    page.wait_for_url("**/start")
    found = re.search(r"/w/([^/]+)/start", page.url)
    assert found
    return found.group(1)


def run_the_snippet(page: Page) -> None:
    """Run what the page shows, as a person would paste it."""
    snippet = page.locator("pre").first.inner_text()
    answer = subprocess.run(["sh", "-c", snippet], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == '{"success":true}', answer


@pytest.fixture(scope="module")
def shop(browser: Browser, site: Run, session_cookies: dict[str, str]) -> str:
    """A workspace with one event in it."""
    context = browser.new_context(base_url=site.address)
    context.add_cookies(
        [{"name": n, "value": v, "url": site.address} for n, v in session_cookies.items()]
    )
    page = context.new_page()
    slug = found_workspace(page, "Shop of the pages")
    run_the_snippet(page)
    expect(page.get_by_text("sign_up of customer-1 arrived")).to_be_visible()
    context.close()
    return slug


def test_the_first_event_is_seen_arriving(signed_in: Page) -> None:
    found_workspace(signed_in, "First event")
    expect(signed_in.get_by_text("Waiting for an event")).to_be_visible()
    run_the_snippet(signed_in)
    expect(signed_in.get_by_text("sign_up of customer-1 arrived")).to_be_visible()
    signed_in.get_by_role("link", name="See all events").click()
    expect(signed_in.get_by_role("link", name="sign_up")).to_be_visible()


def test_the_stream_waits_while_it_is_paused(signed_in: Page) -> None:
    slug = found_workspace(signed_in, "Paused stream")
    snippet = signed_in.locator("pre").first.inner_text()
    signed_in.goto(f"/w/{slug}/events")
    expect(signed_in.get_by_text("Live", exact=True)).to_be_visible()
    signed_in.get_by_role("button", name="Pause", exact=True).click()
    subprocess.run(["sh", "-c", snippet], capture_output=True, check=True)
    expect(signed_in.get_by_role("button", name="Go on, 1 new")).to_be_visible()
    expect(signed_in.get_by_role("link", name="sign_up")).to_have_count(0)
    signed_in.get_by_role("button", name="Go on, 1 new").click()
    expect(signed_in.get_by_role("link", name="sign_up")).to_be_visible()


def test_a_journey_begins_in_the_gallery_and_is_found_by_ctrl_k(signed_in: Page, shop: str) -> None:
    signed_in.goto(f"/w/{shop}/journeys?new=1")
    signed_in.get_by_role("button", name="Birthday greeting").click()
    signed_in.get_by_role("button", name="Create journey").click()
    signed_in.wait_for_url("**/journeys/birthday")
    signed_in.goto(f"/w/{shop}/home")
    expect(signed_in.get_by_role("heading", name="Home")).to_be_visible()
    signed_in.keyboard.press("Control+k")
    signed_in.get_by_placeholder("Find a page").fill("Birthday")
    expect(signed_in.get_by_role("dialog").get_by_text("Birthday greeting")).to_be_visible()
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**/journeys/birthday")


def test_a_secret_key_is_shown_once(signed_in: Page, shop: str) -> None:
    signed_in.goto(f"/w/{shop}/settings/keys")
    signed_in.get_by_role("button", name="New key").click()
    signed_in.get_by_label("Name").fill("Back office")
    signed_in.get_by_label("Secret key").check()
    signed_in.get_by_role("button", name="Create key").click()
    secret = signed_in.locator("pre").inner_text()
    assert secret.startswith("sk_")
    signed_in.get_by_role("button", name="Done").click()
    signed_in.reload()
    expect(signed_in.get_by_text("Back office")).to_be_visible()
    expect(signed_in.get_by_text(secret)).to_have_count(0)


def test_a_workspace_goes_only_by_its_name(signed_in: Page) -> None:
    slug = found_workspace(signed_in, "Short lived")
    signed_in.goto(f"/w/{slug}/settings/workspace")
    signed_in.get_by_role("button", name="Delete the workspace").click()
    button = signed_in.get_by_role("button", name="Delete Short lived")
    expect(button).to_be_disabled()
    signed_in.get_by_label("Type Short lived to go on").fill("Short lived")
    button.click()
    expect(signed_in).not_to_have_url(re.compile(f"/w/{slug}/"))


def test_an_ended_session_leads_to_the_sign_in_and_back(signed_in: Page, shop: str) -> None:
    signed_in.goto(f"/w/{shop}/journeys?state=live")
    expect(signed_in.get_by_role("heading", name="Journeys")).to_be_visible()
    signed_in.context.clear_cookies()
    signed_in.get_by_role("link", name="Customers").click()
    signed_in.wait_for_url("**/accounts/login/?next=*")
    assert "%2Fcustomers" in signed_in.url


def test_what_does_not_exist_is_said_in_words(signed_in: Page, shop: str) -> None:
    for address in (f"/w/{shop}/nonsense", "/w/no-such-workspace/home"):
        signed_in.goto(address)
        expect(signed_in.get_by_role("heading", name="There is nothing here")).to_be_visible()
    signed_in.goto(f"/w/{shop}/customers/nobody")
    expect(signed_in.get_by_role("alert")).to_contain_text("There is no customer 'nobody'")


def settled(page: Page) -> None:
    """The page has what it asked for: a heading, and no skeleton."""
    page.wait_for_selector("h1")
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe(signed_in: Page, shop: str, scheme: str) -> None:
    signed_in.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    violations = []
    for place in PLACES:
        signed_in.goto(f"/w/{shop}/{place}")
        settled(signed_in)
        signed_in.evaluate(Path(AXE).read_text())
        found = signed_in.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(r => r.violations.map("
            "v => [v.id, v.nodes[0].html]))",
            RULES,
        )
        violations += [(place, *each) for each in found]
    assert violations == []


@pytest.mark.parametrize("width", [390, 2560])
def test_no_page_scrolls_sideways(signed_in: Page, shop: str, width: int) -> None:
    signed_in.set_viewport_size({"width": width, "height": 900})
    wide = []
    for place in PLACES:
        signed_in.goto(f"/w/{shop}/{place}")
        settled(signed_in)
        over = signed_in.evaluate(
            "() => [document.documentElement, document.querySelector('main')].some("
            "e => e.scrollWidth > e.clientWidth)"
        )
        wide += [place] if over else []
    assert wide == []


def test_rows_are_walked_and_opened_by_keys(signed_in: Page, shop: str) -> None:
    signed_in.goto(f"/w/{shop}/events")
    signed_in.get_by_role("link", name="sign_up").first.focus()
    signed_in.keyboard.press("Enter")
    expect(signed_in.get_by_role("dialog", name="Event")).to_be_visible()
    signed_in.wait_for_url("**event=*")
    signed_in.keyboard.press("Escape")
    expect(signed_in.get_by_role("dialog")).to_have_count(0)
