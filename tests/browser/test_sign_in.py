"""The first thing anyone does: sign in with what `make run` has printed."""

from playwright.sync_api import Page, expect

from tests.running import Run


def test_the_generated_password_signs_in(page: Page, site: Run) -> None:
    email, password = site.first_sign_in
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page).not_to_have_url(f"{site.address}/accounts/login/")
    expect(page.locator("body")).not_to_be_empty()


def test_a_wrong_password_does_not(page: Page, site: Run) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(site.first_sign_in[0])
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not belong together")).to_be_visible()
    assert "/accounts/login/" in page.url
