"""What pages say of their people, and what web processes tell each other of them.

Nothing here is stored. A name and a role come from the session, never from the page.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

CHANNEL = "sojourn_people"
LONGEST_PAYLOAD = 7500
"""A payload of NOTIFY holds less than 8,000 bytes."""
MOST_SELECTED = 20
LONGEST_NAME = 80

Coordinate = Annotated[float, Meta(ge=-1e6, le=1e6)]
Point = tuple[Coordinate, Coordinate]
PlaceId = Annotated[str, Meta(pattern=r"^[a-z0-9_][a-z0-9_-]{0,63}\Z")]
Places = Annotated[list[PlaceId], Meta(max_length=MOST_SELECTED)]


class Show(msgspec.Struct, forbid_unknown_fields=True):
    """What a page shows of itself to the others at a topic; what it leaves out stays."""

    topic: str
    cursor: Point | UnsetType | None = UNSET
    selected: Places | UnsetType = UNSET
    editing: PlaceId | UnsetType | None = UNSET


class Member(msgspec.Struct, frozen=True):
    """One page at a topic, and its person. The cursor is a point of the drawing."""

    page: str
    person: int
    name: str
    role: str
    cursor: Point | None = None
    selected: Places = []
    editing: PlaceId | None = None


class Told(msgspec.Struct, omit_defaults=True):
    """What process `p` tells of its pages at topic `t` of workspace `w`.

    `roll` names all of them, so that those it leaves out are gone; `ask` wants the same back.
    """

    p: str
    w: int
    t: str
    roll: list[str] | None = None
    people: list[Member] = []
    cursors: dict[str, Point | None] = {}
    ask: bool = False


decode = msgspec.json.Decoder(list[Told]).decode


def payloads(told: Iterable[Told]) -> list[str]:
    """As few texts as hold it all, each short enough for NOTIFY."""
    packed: list[list[bytes]] = [[]]
    length = 0
    for each in map(msgspec.json.encode, told):
        if packed[-1] and length + len(each) + 1 > LONGEST_PAYLOAD:
            packed.append([])
            length = 0
        packed[-1].append(each)
        length += len(each) + 1
    return [f"[{b','.join(group).decode()}]" for group in packed if group]


def changed(member: Member, show: Show) -> Member:
    """The member after it showed this. Who may only look edits nothing."""
    given = {name: getattr(show, name) for name in ("cursor", "selected", "editing")}
    wanted: dict[str, Any] = {name: value for name, value in given.items() if value is not UNSET}
    if member.role == "viewer":
        wanted.pop("editing", None)
    return msgspec.structs.replace(member, **wanted)


def as_data(member: Member) -> Any:
    return msgspec.to_builtins(member)


def everyone(you: str, person: int | None, members: Sequence[Member]) -> dict[str, Any]:
    return {"you": you, "me": person, "people": [as_data(each) for each in members]}
