"""The pages behind the links of a mail, on a telephone and by keyboard."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from channels_app.consent import tokens
from config import kept
from tests.running import Run

CUSTOMER = "00000000-0000-0000-0000-00000000000a"
AXE = kept.ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def database(site: Run) -> Iterator[psycopg.Connection[Any]]:
    url = (site.folder / "database_url").read_text().strip()
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def workspace(database: psycopg.Connection[Any]) -> int:
    row = database.execute(
        "insert into workspace (name, slug, zone, language, sender_name, sender_email, is_demo,"
        " created_at, deleting) values"
        " ('Tea & Co', 'customer-pages', 'UTC', 'en', '', '', false, now(), '{}') returning id"
    ).fetchone()
    assert row is not None
    database.execute(
        'insert into topic (workspace_id, slug, name, "default", created_at) values'
        """ (%s, 'news', '{"en": "New teas"}', 'opt_out', now())""",
        row,
    )
    return int(row[0])


def token(site: Run, workspace: int, purpose: tokens.Purpose, topic: str = "") -> str:
    """As the site itself would write it."""
    secret = (site.folder / "secret_key").read_text().strip()
    with override_settings(SECRET_KEY=secret):
        tokens._keys.cache_clear()
        made = tokens.write(tokens.Token(purpose, workspace, 3, CUSTOMER, "email", topic))
    tokens._keys.cache_clear()
    return made


@pytest.fixture(params=["light", "dark"])
def phone(request: pytest.FixtureRequest, browser: Browser, site: Run) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address, viewport={"width": 390, "height": 700}, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


def sound(page: Page) -> None:
    """Nothing sticks out, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate(AXE.read_text() + "; true")
    found = page.evaluate("axe.run().then(result => result.violations.map(each => each.id))")
    assert found == []


def test_unsubscribing_by_the_link_and_the_keyboard(
    phone: Page, site: Run, workspace: int, database: psycopg.Connection[Any]
) -> None:
    database.execute("delete from consent where customer_id = %s", (CUSTOMER,))
    phone.goto(f"/u/{token(site, workspace, 'u', 'news')}")
    expect(phone.get_by_text("Stop getting “New teas” from Tea & Co by email?")).to_be_visible()
    sound(phone)
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Stop “New teas”")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("You will not get “New teas”")
    sound(phone)
    kept_word = database.execute(
        "select topic, state from consent where customer_id = %s", (CUSTOMER,)
    )
    assert kept_word.fetchall() == [("news", "withdrawn")]


def test_choosing_topics(
    phone: Page, site: Run, workspace: int, database: psycopg.Connection[Any]
) -> None:
    database.execute("delete from consent where customer_id = %s", (CUSTOMER,))
    phone.goto(f"/preferences/{token(site, workspace, 'p')}")
    expect(phone.get_by_label("New teas")).to_be_checked()
    sound(phone)
    phone.get_by_label("New teas").uncheck()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_have_text("Saved.")
    expect(phone.get_by_label("New teas")).not_to_be_checked()
    expect(phone.get_by_label("News and offers by email")).to_be_checked()
    sound(phone)


def test_a_broken_link_says_so(phone: Page, site: Run) -> None:
    phone.goto("/u/nonsense")
    expect(phone.get_by_role("heading")).to_have_text("This link does not work")
    sound(phone)
