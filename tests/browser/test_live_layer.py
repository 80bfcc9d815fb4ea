"""The live layer: numbers as they move, widths, periods in the address, and the people behind."""

import re
import time

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.canvas import Editor
from tests.browser.conftest import made_workspace, write_key
from tests.browser.sound import problems
from tests.builders import document, mail, wait_for
from tests.running import Run

CART = document(
    {
        "hold": wait_for("purchase", "P1D", {"timeout": "remind", "purchase": "thank"}),
        "remind": mail(),
        "thank": mail(),
    },
) | {"name": "Cart"}
EDGE = '.react-flow__edge[data-id="{}"] .react-flow__edge-path'


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Live layer")
    owner.post("topics", json={"slug": "news", "name": {"en": "News"}})
    made = owner.post("journeys", json={"name": "Cart", "document": CART})
    assert made.status_code == 201, made.text
    published = owner.post("journeys/cart/publish", json={})
    assert published.status_code == 201, published.text
    return slug


def post(site: Run, key: str, name: str, *users: str) -> None:
    with httpx.Client(base_url=site.address, auth=(key, "")) as client:
        for user in users:
            call = {"event": name, "userId": user, "messageId": f"{name}-{user}-{time.time_ns()}"}
            client.post("/v1/track", json=call).raise_for_status()


def width(page: Page, edge: str) -> float:
    path = page.locator(EDGE.format(edge))
    return float(path.evaluate("path => parseFloat(getComputedStyle(path).strokeWidth)"))


def test_numbers_move_and_lead_to_their_people(
    signed_in: Page, owner: httpx.Client, shop: str, site: Run
) -> None:
    key = write_key(owner)
    page, editor = signed_in, Editor(signed_in)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/w/{shop}/journeys/cart")
    expect(editor.card("hold")).to_be_visible()
    page.keyboard.press("l")
    bar = page.get_by_role("region", name="Numbers of the live journey")
    expect(bar).to_be_visible()
    place = editor.card("hold").bounding_box()
    post(site, key, "add_to_cart", "ada", "ben", "cara", "dan")
    post(site, key, "purchase", "ben")
    expect(editor.number("hold", "waiting")).to_contain_text("3")
    expect(editor.number("hold", "left")).to_contain_text("1")
    assert editor.card("hold").bounding_box() == place
    assert width(page, "start:out") > width(page, "hold:purchase") > width(page, "hold:timeout")

    bar.get_by_role("combobox", name="Period").click()
    page.get_by_role("option", name="Last 24 hours").click()
    expect(page).to_have_url(re.compile("layer=live.*period=day"))
    expect(editor.number("hold", "left")).to_contain_text("1")
    page.get_by_role("button", name="Numbers of the steps").click()
    expect(page.get_by_role("table", name="Numbers of the steps")).to_contain_text("100 %")
    assert problems(page) == []

    page.reload()
    editor.number("hold", "left").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("Left by purchase")).to_be_visible()
    drawer.get_by_text("Here now", exact=False).click()
    expect(drawer.get_by_text("or for purchase")).to_have_count(3)
    drawer.get_by_role("searchbox").fill("cara")
    expect(drawer.get_by_role("listitem")).to_have_count(1)
    assert problems(page) == []
    drawer.get_by_role("button", name="End the run").click()
    page.get_by_role("button", name="End this run").click()
    expect(editor.number("hold", "waiting")).to_contain_text("2")
