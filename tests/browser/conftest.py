"""The product started as `make run` starts it, and a real Chromium in front of it.

`site` is shared by all browser tests of a session, so each test makes what it needs and
counts on nothing else being there but the demo.
"""

import os
import subprocess
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from config import kept
from tests.running import Run, started, stopped_and_removed

# Long enough for two busy cores; what does come, comes at once.
expect.set_options(timeout=20_000)


def chromium() -> str:
    """The browser that `make test` names, else the one that .ci/chromium finds."""
    if named := os.environ.get("SOJOURN_CHROMIUM"):  # noqa: TID251 - set by make test
        return named
    finder = str(kept.ROOT / ".ci" / "chromium")
    return subprocess.run([finder], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    made = started(tmp_path_factory.mktemp("checkout") / "sojourn", DEMO="1")
    yield made
    stopped_and_removed(made)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start as root, where containers run tests.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, site: Run) -> Iterator[Page]:
    """A page of a fresh visitor; an error that no code caught fails the test."""
    context = browser.new_context(base_url=site.address, locale="en-GB", timezone_id="UTC")
    context.set_default_timeout(20_000)
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def session_cookies(site: Run) -> dict[str, str]:
    """The cookies of the first user, signed in once for all tests."""
    email, password = site.first_sign_in
    with httpx.Client(base_url=site.address, follow_redirects=True, timeout=30) as client:
        client.get("/accounts/login/").raise_for_status()
        form = {
            "login": email,
            "password": password,
            "csrfmiddlewaretoken": client.cookies["csrftoken"],
        }
        answer = client.post("/accounts/login/", data=form, headers={"Referer": site.address})
        assert "sessionid" in client.cookies, answer.text[:2000]
        return dict(client.cookies)


@pytest.fixture
def owner(site: Run, session_cookies: dict[str, str]) -> Iterator[httpx.Client]:
    """The first user's own calls to the management API, for what a test only needs to be there."""
    headers = {"X-CSRFToken": session_cookies["csrftoken"]}
    address = f"{site.address}/api/v1/"
    with httpx.Client(base_url=address, cookies=session_cookies, headers=headers) as client:
        yield client


def made_workspace(owner: httpx.Client, name: str) -> str:
    """A new workspace, which the owner's calls mean from now on; its slug."""
    fields = {"name": name, "zone": "UTC", "language": "en", "sender_email": "shop@example.com"}
    answer = owner.post("workspaces", json=fields)
    assert answer.status_code == 201, answer.text
    slug = str(answer.json()["slug"])
    owner.headers["X-Workspace"] = slug
    return slug


def write_key(owner: httpx.Client) -> str:
    return next(str(k["key"]) for k in owner.get("keys").json()["results"] if k["kind"] == "write")


@pytest.fixture
def signed_in(page: Page, site: Run, session_cookies: dict[str, str]) -> Page:
    """A page of the first user."""
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": site.address}
            for name, value in session_cookies.items()
        ]
    )
    return page
