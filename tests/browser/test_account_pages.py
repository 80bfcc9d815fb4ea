"""The account pages on a telephone and on a wide screen, light and dark: nothing sticks out, and
axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from config import kept
from tests.running import Run

AXE = kept.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
OUTSIDE = ("login/", "password/reset/", "password/reset/done/", "signup/", "invitation/none/")
INSIDE = ("logout/", "email/", "password/change/")


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def screen(request: pytest.FixtureRequest, browser: Browser, site: Run) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        base_url=site.address, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    yield context.new_page()
    context.close()


def sound(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    page.evaluate(AXE.read_text() + "; true")
    found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id))")
    assert (page.url, found) == (page.url, [])


def test_pages_before_signing_in(screen: Page) -> None:
    for path in OUTSIDE:
        screen.goto(f"/accounts/{path}")
        expect(screen.get_by_role("heading", level=1)).to_be_visible()
        sound(screen)


def test_pages_after_signing_in(screen: Page, site: Run, session_cookies: dict[str, str]) -> None:
    screen.context.add_cookies(
        [{"name": n, "value": v, "url": site.address} for n, v in session_cookies.items()]
    )
    for path in INSIDE:
        screen.goto(f"/accounts/{path}")
        expect(screen.get_by_role("heading", level=1)).to_be_visible()
        sound(screen)


def test_an_error_is_told_beside_the_form(screen: Page) -> None:
    screen.goto("/accounts/login/")
    screen.get_by_label("Email").fill("nobody@example.org")
    screen.get_by_label("Password").fill("wrong")
    screen.get_by_role("button", name="Sign in").click()
    expect(screen.get_by_role("alert")).to_contain_text("do not belong together")
    sound(screen)


def test_a_page_that_is_none_says_so(screen: Page) -> None:
    screen.goto("/no/such/page")
    expect(screen.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    sound(screen)
