"""Backup and restore bring back what was there, or change nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from workspaces.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Path]:
    """A backup with Alice in it; Bob comes after it."""
    User.objects.create_user("alice@example.org", "a long pass phrase")
    path = tmp_path / "sojourn.backup"
    call_command("backup", path)
    User.objects.create_user("bob@example.org", "a long pass phrase")
    yield path
    connection.close()


def emails() -> list[str]:
    return list(User.objects.order_by("email").values_list("email", flat=True))


def test_a_round_trip_brings_everything_back(saved: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_later (id int)")
    call_command("restore", saved, "--replace")
    assert emails() == ["alice@example.org"]
    assert "made_later" not in connection.introspection.table_names()
    # Identity columns go on where they were.
    assert (
        User.objects.create_user("vera@example.org", "x").pk
        > User.objects.get(email="alice@example.org").pk
    )


def test_a_backup_is_for_its_owner_only(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_database_that_is_not_empty_is_not_replaced_unasked(saved: Path) -> None:
    with pytest.raises(CommandError, match="is not empty"):
        call_command("restore", saved)
    assert emails() == ["alice@example.org", "bob@example.org"]


@pytest.mark.parametrize("length", [0, 10, 20_000])
def test_a_damaged_backup_changes_nothing(saved: Path, length: int) -> None:
    saved.write_bytes(saved.read_bytes()[:length])
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", saved, "--replace")
    assert emails() == ["alice@example.org", "bob@example.org"]


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not there"):
        call_command("restore", tmp_path / "nothing", "--replace")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", tmp_path / "no" / "folder")
