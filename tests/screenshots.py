"""Pictures of every page, in light and dark, at 1440 and 390 pixels: `make screenshots`.

The product is started with its demo in a folder of its own; the pictures are taken when customers
have come and gone, with motion off. They land in screenshots/, which git ignores; `--readme`
takes those that the README shows into docs/.
"""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from config import kept
from tests.browser.conftest import chromium
from tests.browser.sound import settled
from tests.running import Run, started, stopped_and_removed, until

OUT = kept.ROOT / "screenshots"
DOCS = kept.ROOT / "docs"
DEMO = "demo-shop"
CUSTOMERS = 40
"""So many have entered the abandoned cart before the first picture."""
PLACES = [
    "home", "journeys", "journeys?new=1", "gallery", "journeys/abandoned-cart",
    "journeys/abandoned-cart?view=outline", "journeys/survey", "customers", "customers/{customer}",
    "events", "messages", "mailbox", "operations", "settings/workspace", "settings/members",
    "settings/keys", "settings/topics", "settings/suppressed", "start",
]  # fmt: skip
README = {"journey": "journeys/abandoned-cart?layer=live", "gallery": "gallery"}
SIZES = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
FILED = [
    {"journeys": ["abandoned-cart", "win-back"], "add_tags": ["revenue"], "folder": "Shop/Carts"},
    {"journeys": ["order-delivery"], "add_tags": ["service"], "folder": "Shop"},
    {"journeys": ["welcome", "birthday", "survey"], "add_tags": ["people"], "folder": "Relations"},
]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = started(Path(folder) / "sojourn", 300, DEMO="1")
        try:
            with signed_in(site) as api, sync_playwright() as playwright:
                values = furnished(api)
                browser = playwright.chromium.launch(
                    executable_path=chromium(), args=["--no-sandbox"]
                )
                if "--readme" in sys.argv:
                    for_the_readme(browser, site, api, values)
                else:
                    of_every_page(browser, site, api, values)
                browser.close()
        finally:
            stopped_and_removed(site)


def of_every_page(browser: Browser, site: Run, api: httpx.Client, values: dict[str, str]) -> None:
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    for scheme in SCHEMES:
        for width, height in SIZES.items():
            with opened(browser, site, api, scheme, width, height) as page:
                for place in PLACES:
                    shot(page, place.format(**values), OUT / f"{named(place)}-{scheme}-{width}.png")
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.relative_to(kept.ROOT)}/")


def for_the_readme(browser: Browser, site: Run, api: httpx.Client, values: dict[str, str]) -> None:
    with opened(browser, site, api, "light", 1440, 900) as page:
        for name, place in README.items():
            shot(page, place.format(**values), DOCS / f"{name}.png")
            print(f"docs/{name}.png")


def furnished(api: httpx.Client) -> dict[str, str]:
    """Drafts beside the live journeys, tags and folders; waits until the shop is busy."""
    for slug in ("win-back", "order-delivery", "survey"):
        title = slug.replace("-", " ").capitalize()
        made = {"name": title, "gallery": slug}
        api.post("journeys", json=made).raise_for_status()
    for order in FILED:
        api.post("filing", json=order).raise_for_status()
    suppressed = {"address": "old@example.net", "note": "Asked for it by letter"}
    api.post("suppressions", json=suppressed).raise_for_status()
    until(lambda: entered(api) >= CUSTOMERS, 600)
    runs = api.get("journeys/abandoned-cart/runs").json()["results"]
    return {"customer": str(runs[-1]["customer_id"])}


def entered(api: httpx.Client) -> int:
    time.sleep(0.5)
    return int(api.get("journeys/abandoned-cart").json()["numbers"]["entered"])


@contextmanager
def signed_in(site: Run) -> Iterator[httpx.Client]:
    """The first user's calls to the management API, in the demo workspace."""
    email, password = site.first_sign_in
    with httpx.Client(base_url=site.address, follow_redirects=True, timeout=30) as client:
        client.get("/accounts/login/").raise_for_status()
        token = client.cookies["csrftoken"]
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
        client.post("/accounts/login/", data=form, headers={"Referer": site.address})
        client.headers.update({"X-CSRFToken": client.cookies["csrftoken"], "X-Workspace": DEMO})
        client.base_url = httpx.URL(f"{site.address}/api/v1/")
        yield client


@contextmanager
def opened(
    browser: Browser, site: Run, api: httpx.Client, scheme: Any, width: int, height: int
) -> Iterator[Page]:
    context = browser.new_context(
        base_url=f"{site.address}/w/{DEMO}/", viewport={"width": width, "height": height},
        color_scheme=scheme, reduced_motion="reduce", locale="en-GB", timezone_id="Europe/Berlin",
    )  # fmt: skip
    context.add_cookies(
        [{"name": n, "value": v, "url": site.address} for n, v in api.cookies.items()]
    )
    yield context.new_page()
    context.close()


def shot(page: Page, place: str, path: Path) -> None:
    page.goto(place)
    settled(page)
    page.wait_for_timeout(800)  # what is drawn after it was read: the canvas finds its place
    page.screenshot(path=path)


def named(place: str) -> str:
    words = place.replace("{customer}", "one")
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


if __name__ == "__main__":
    main()
