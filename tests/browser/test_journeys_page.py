"""The list of journeys as an archive: tags, folders, several at once; the gallery; paper."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from journeys.core.exchange import text_of
from journeys.gallery import ready_made
from tests.browser.conftest import made_workspace


@pytest.fixture
def shop(owner: httpx.Client) -> str:
    slug = made_workspace(owner, "Many journeys")
    for name in ("birthday", "welcome", "win-back"):
        owner.post("journeys", json={"name": name.title(), "gallery": name}).raise_for_status()
    return slug


@pytest.fixture
def wide(signed_in: Page) -> Page:
    """Wide enough for the folders beside the list."""
    signed_in.set_viewport_size({"width": 1440, "height": 900})
    return signed_in


def pick(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=f"Pick {name}", exact=True).check()


def test_several_are_tagged_moved_and_found_again(
    wide: Page, owner: httpx.Client, shop: str
) -> None:
    wide.goto(f"/w/{shop}/journeys")
    pick(wide, "Birthday", "Welcome")
    bar = wide.get_by_role("region", name="For all that are picked")
    expect(bar).to_contain_text("2 picked")
    expect(bar.get_by_role("button", name="Pause")).to_be_disabled()
    bar.get_by_role("button", name="Tags").click()
    dialogue = wide.get_by_role("dialog", name="Tags of 2 journeys")
    dialogue.get_by_label("Tags").fill("people")
    dialogue.get_by_label("Tags").press("Enter")
    dialogue.get_by_role("button", name="Save the tags").click()
    expect(dialogue).to_have_count(0)
    bar.get_by_role("button", name="Move").click()
    dialogue = wide.get_by_role("dialog", name="Move 2 journeys")
    dialogue.get_by_label("Folder").fill("Mail/Greetings")
    dialogue.get_by_role("button", name="Move").click()
    expect(wide.get_by_text("2 journeys are now in Mail/Greetings.")).to_be_visible()

    folders = wide.get_by_role("navigation", name="Folders")
    folders.get_by_role("button", name="Greetings").click()
    wide.wait_for_url("**folder=Mail%2FGreetings*")
    expect(wide.get_by_role("link", name="Birthday")).to_be_visible()
    expect(wide.get_by_role("link", name="Win-Back")).to_have_count(0)
    folders.get_by_role("button", name="All journeys").click()
    expect(wide.get_by_role("link", name="Win-Back")).to_be_visible()
    wide.get_by_role("row", name="Welcome").get_by_role("button", name="people").click()
    wide.wait_for_url("**tag=people*")
    expect(wide.get_by_role("link", name="Win-Back")).to_have_count(0)
    wide.get_by_role("button", name="Tag people: stop filtering by it").click()
    expect(wide.get_by_role("link", name="Win-Back")).to_be_visible()


def test_rows_are_picked_by_keys(signed_in: Page, shop: str) -> None:
    signed_in.goto(f"/w/{shop}/journeys")
    signed_in.get_by_role("link", name="Win-Back").focus()
    signed_in.keyboard.press("x")
    signed_in.keyboard.press("ArrowDown")
    signed_in.keyboard.press("x")
    expect(signed_in.get_by_text("2 picked")).to_be_visible()


def test_a_row_is_dragged_into_a_folder(wide: Page, owner: httpx.Client, shop: str) -> None:
    owner.post("filing", json={"journeys": ["birthday"], "folder": "Old"}).raise_for_status()
    wide.goto(f"/w/{shop}/journeys")
    folder = wide.get_by_role("navigation", name="Folders").get_by_role("button", name="Old")
    wide.get_by_role("link", name="Welcome").drag_to(folder)
    expect(wide.get_by_text("1 journey is now in Old.")).to_be_visible()
    assert owner.get("journeys/welcome").json()["folder"] == "Old"


def test_one_is_renamed_copied_exported_and_deleted(
    signed_in: Page, owner: httpx.Client, shop: str, tmp_path: Path
) -> None:
    page = signed_in
    page.goto(f"/w/{shop}/journeys")

    def choose(name: str, act: str) -> None:
        page.get_by_role("button", name=f"More for {name}", exact=True).click()
        page.get_by_role("menuitem", name=act).click()

    choose("Birthday", "Rename")
    page.get_by_role("dialog").get_by_label("Name").fill("Birthday mail")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(page.get_by_role("link", name="Birthday mail")).to_be_visible()
    choose("Birthday mail", "Duplicate")
    expect(page.get_by_role("link", name="Copy of Birthday mail")).to_be_visible()
    with page.expect_download() as started:
        choose("Birthday mail", "Export as a file")
    started.value.save_as(tmp_path / "birthday.json")
    wanted = ready_made()["birthday"].document | {"name": "Birthday mail"}
    written = (tmp_path / "birthday.json").read_text("utf-8")
    assert json.loads(written).items() >= wanted.items()
    assert written == text_of(json.loads(written))
    choose("Copy of Birthday mail", "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete the draft").click()
    expect(page.get_by_role("link", name="Copy of Birthday mail")).to_have_count(0)


def test_the_gallery_brings_its_topic_along(
    signed_in: Page, owner: httpx.Client, shop: str
) -> None:
    signed_in.goto(f"/w/{shop}/gallery")
    signed_in.get_by_role("searchbox").fill("score")
    card = signed_in.get_by_role("article")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("adds the topic surveys")
    expect(card.get_by_title("not seen in this workspace yet").first).to_be_visible()
    card.get_by_role("button", name="Use this").click()
    signed_in.wait_for_url("**/journeys/survey")
    expect(signed_in.get_by_text("The topic surveys was added to this workspace.")).to_be_visible()
    assert "surveys" in [topic["slug"] for topic in owner.get("topics").json()["results"]]
    assert owner.post("journeys/survey/publish", json={}).status_code == 201


def test_a_journey_goes_on_paper_as_a_drawing_and_a_list(signed_in: Page, shop: str) -> None:
    signed_in.emulate_media(color_scheme="dark")
    signed_in.goto(f"/w/{shop}/journeys/welcome")
    expect(signed_in.get_by_role("navigation", name="Places")).to_be_visible()
    signed_in.emulate_media(media="print")
    expect(signed_in.get_by_role("heading", name="Step by step")).to_be_visible()
    expect(signed_in.get_by_role("img", name="Welcome")).to_contain_text("Three days")
    expect(signed_in.get_by_role("navigation", name="Places")).to_be_hidden()
    expect(signed_in.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    signed_in.emulate_media(media="screen")
    expect(signed_in.get_by_role("heading", name="Step by step")).to_have_count(0)
    expect(signed_in.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


def test_a_suppressed_address_is_lifted_with_a_reason(
    signed_in: Page, owner: httpx.Client, shop: str
) -> None:
    signed_in.goto(f"/w/{shop}/settings/suppressed")
    signed_in.get_by_role("textbox", name="Address", exact=True).fill("eve@example.org")
    signed_in.get_by_role("button", name="Bar", exact=True).click()
    signed_in.get_by_role("button", name="Lift the suppression of eve@example.org").click()
    dialogue = signed_in.get_by_role("dialog")
    dialogue.get_by_label("Why it is good again").fill("She wrote to us")
    dialogue.get_by_role("button", name="Lift the suppression").click()
    expect(signed_in.get_by_text("No address is suppressed")).to_be_visible()
    latest = owner.get("audit").json()["results"][0]
    assert (latest["verb"], latest["detail"]["reason"]) == ("lifted", "She wrote to us")
