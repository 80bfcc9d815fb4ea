"""Where journeys are found: tags and folders. Runs know nothing of them."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from journeys.actions.documents import rename_journey
from journeys.actions.orders import announce
from journeys.models import Journey
from workspaces.audit import record
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import invalid

MOST_TAGS = 20
LONGEST_TAG = 32
LONGEST_FOLDER = 200
DEEPEST = 5


def file_journeys(
    actor: Actor,
    journeys: Sequence[Journey],
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    folder: str | None = None,
) -> int:
    """Add and remove tags, and move to a folder ("" is none); how many journeys it changed."""
    require(actor, Act.RUN)
    added, removed = clean_tags(add, "/add_tags"), clean_tags(remove, "/remove_tags")
    place = None if folder is None else clean_folder(folder)
    changed: list[int] = []
    with transaction.atomic():
        ids = [journey.id for journey in journeys]
        for current in Journey.objects.select_for_update().filter(id__in=ids).order_by("id"):
            tags = _merged(current.tags, added, removed)
            where = current.folder if place is None else place
            if (tags, where) == (current.tags, current.folder):
                continue
            detail = {"tags": tags, "folder": where}
            record(actor, "filed", "journey", current.id, detail)
            current.tags, current.folder = tags, where
            current.save(update_fields=["tags", "folder"])
            changed.append(current.id)
        announce(actor.workspace.id, changed)
    return len(changed)


def change_journey(
    actor: Actor,
    journey: Journey,
    name: str | None = None,
    tags: Iterable[str] | None = None,
    folder: str | None = None,
) -> None:
    """Rename it, give it exactly these tags, move it; what is None stays."""
    require(actor, Act.RUN)
    with transaction.atomic():
        if name is not None:
            rename_journey(actor, journey, name.strip())
        if tags is not None:
            wanted = clean_tags(tags, "/tags")
            gone = [tag for tag in journey.tags if tag not in wanted]
            file_journeys(actor, [journey], wanted, gone)
        if folder is not None:
            file_journeys(actor, [journey], folder=folder)


def clean_tags(tags: Iterable[str], path: str) -> list[str]:
    """Trimmed, each once; a comma parts tags in addresses, so none may hold one."""
    found = list(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    for tag in found:
        if not tag or len(tag) > LONGEST_TAG or "," in tag:
            raise invalid(path, f"A tag is 1 to {LONGEST_TAG} characters long, without a comma.")
    return found


def clean_folder(folder: str) -> str:
    """The path with one slash between its names, none around it."""
    names = [" ".join(name.split()) for name in folder.split("/")]
    path = "/".join(name for name in names if name)
    if len(path) > LONGEST_FOLDER or path.count("/") >= DEEPEST:
        message = f"A folder is at most {DEEPEST} deep and {LONGEST_FOLDER} characters long."
        raise invalid("/folder", message)
    return path


def _merged(tags: list[str], added: list[str], removed: list[str]) -> list[str]:
    merged = [tag for tag in dict.fromkeys([*tags, *added]) if tag not in removed]
    if len(merged) > MOST_TAGS:
        raise invalid("/add_tags", f"A journey has at most {MOST_TAGS} tags. Remove some first.")
    return merged
