"""manage.py journeys: out to files, in again, and what is no journey is said in words."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from journeys.actions.documents import create_journey
from journeys.core.exchange import LARGEST, read, text_of
from journeys.core.graph import FORMAT
from journeys.gallery import ready_made
from journeys.models import Journey
from tests.people import Shop, open_shop

BIRTHDAY = ready_made()["birthday"].document


@pytest.fixture
def shop(db: None) -> Shop:
    return open_shop()


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("journeys", *(str(each) for each in arguments), stdout=out)
    return out.getvalue()


def a_file(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_exported_imported_and_exported_again_is_the_same_bytes(
    shop: Shop, tmp_path: Path
) -> None:
    for slug in ("birthday", "survey"):
        create_journey(shop.owner, slug.title(), ready_made()[slug].document, slug=slug)
    written = run("export", "--to", tmp_path / "out")
    assert written.splitlines() == [f"{tmp_path}/out/{s}.json" for s in ("birthday", "survey")]
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert all(content.endswith(b"}\n") for content in before.values())
    assert run("export", "--to", tmp_path / "out") == ""
    assert run("import", *(tmp_path / "out").iterdir()).count("unchanged") == 2
    Journey.objects.all().delete()
    assert run("import", *(tmp_path / "out").iterdir()).count("created") == 2
    assert run("export", "birthday").encode() == before["birthday.json"]
    run("export", "--to", tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == before


def test_a_document_that_leaves_out_what_it_may_is_kept_as_it_is(
    shop: Shop, tmp_path: Path
) -> None:
    bare = {"format": 1, "name": "Bare", "triggers": {}, "steps": {}}
    path = a_file(tmp_path, "bare.json", bare)
    assert run("import", path) == "bare: created\n"
    assert Journey.objects.get().draft == bare
    assert json.loads(run("export")) == bare


def test_an_import_updates_the_draft_and_publishes_when_asked(shop: Shop, tmp_path: Path) -> None:
    path = a_file(tmp_path, "birthday.json", BIRTHDAY)
    assert run("import", path, "--publish", "--note", "From git") == (
        "birthday: created, version 1 is live\n"
    )
    assert run("import", path, "--publish") == "birthday: unchanged\n"
    a_file(tmp_path, "birthday.json", BIRTHDAY | {"name": "Another name"})
    assert run("import", path) == "birthday: updated\n"
    journey = Journey.objects.get()
    assert (journey.name, journey.state) == ("Another name", "live")
    assert json.loads(run("export", "--live"))["name"] == BIRTHDAY["name"]
    assert journey.versions.get().note == "From git"


def test_one_wrong_file_leaves_everything_as_it_was(shop: Shop, tmp_path: Path) -> None:
    good = a_file(tmp_path, "good.json", BIRTHDAY)
    empty = {"format": 1, "name": "Empty", "triggers": {}, "steps": {}}
    bad = a_file(tmp_path, "bad.json", empty)
    with pytest.raises(CommandError, match="/triggers: Nothing starts this journey"):
        run("import", good, bad, "--publish")
    assert not Journey.objects.exists()


NEWER = BIRTHDAY | {"format": FORMAT + 1}
ODD = BIRTHDAY | {"steps": {"fly": {"kind": "teleport", "config": {}}}}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ('{"steps": {"a": NaN}}', "is not JSON: NaN is not a number of JSON"),
        ('{"steps": {"a": "\\u0000"}}', "the character NUL"),
        ('{"steps": {"a": "\\ud800"}}', "half of a surrogate pair"),
        ("[1]", "holds no journey"),
        ({"name": "x"}, "holds no journey"),
        (NEWER, f"has the format {FORMAT + 1}"),
    ],
    ids=["text", "deep", "nan", "nul", "surrogate", "list", "object", "newer"],
)
def test_what_is_no_journey_is_said_in_words(
    shop: Shop, tmp_path: Path, content: Any, words: str
) -> None:
    path = a_file(tmp_path, "odd.json", content)
    with pytest.raises(CommandError, match=words):
        run("import", path)


def test_files_that_cannot_be_taken_are_named(shop: Shop, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for arguments, words in (
        ([large], "is 50 MiB large; a journey has at most 10 MiB"),
        ([tmp_path / "none.json"], "cannot be read: No such file"),
        ([a_file(tmp_path, "Big Name.json", BIRTHDAY)], "is no slug"),
        ([a_file(tmp_path, "odd.json", ODD)], "/steps/fly/kind: error: There is no step of the"),
        (["-"], "--slug SLUG"),
        ([large, "--workspace", "none"], "large"),
        ([a_file(tmp_path, "a.json", BIRTHDAY), "--workspace", "none"], "no workspace none"),
    ):
        with pytest.raises(CommandError, match=words):
            run("import", *arguments)
    with pytest.raises(CommandError, match="has 0 journeys to write"):
        run("export")
    with pytest.raises(CommandError, match="no journey none"):
        run("export", "none")


def test_files_are_checked_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No database fixture: asking one would fail the test."""
    good = a_file(tmp_path, "good.json", BIRTHDAY)
    assert run("validate", good) == f"{good}: nothing is wrong\n"
    bad = a_file(tmp_path, "bad.json", ODD)
    torn = a_file(tmp_path, "torn.json", "{")
    out = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("journeys", "validate", str(good), str(bad), str(torn), stdout=out)
    assert stop.value.code == 1
    assert f"{bad}/steps/fly/kind: error: There is no step of this kind." in out.getvalue()
    assert f"{torn} is not JSON" in out.getvalue()


def test_the_order_of_keys_does_not_matter() -> None:
    turned = json.loads(json.dumps(BIRTHDAY), object_pairs_hook=lambda pairs: dict(pairs[::-1]))
    assert text_of(turned) == text_of(BIRTHDAY)
    assert read(text_of(BIRTHDAY).encode()) == BIRTHDAY
    assert list(json.loads(text_of(BIRTHDAY)))[:2] == ["format", "name"]
    assert LARGEST == 10 * 1024 * 1024


def test_the_browser_writes_the_same_file() -> None:
    """frontend/src/graph/file.test.ts holds its side."""
    text = (Path(__file__).parents[1] / "fixtures" / "journey-file.json").read_text("utf-8")
    assert text_of(json.loads(text)) == text
