"""Those who watch one topic now: the pages of this process, and those that other processes tell of.

Each page hears of all others. What other processes must hear is noted here and told by
gathering.py; a newer note takes the place of an older one, so nothing piles up.
"""

from functools import partial

import msgspec

from channels_app.live.page import Page
from channels_app.live.people import LONGEST_NAME, Member, Show, Told, as_data, changed, everyone
from channels_app.live.watch import encoded

MOST_HERE = 50
"""More than this many at one topic watch unseen."""


class Room:
    def __init__(self, workspace: int, topic: str) -> None:
        self.workspace, self.topic = workspace, topic
        self.pages: dict[str, Page] = {}
        self.here: dict[str, Member] = {}
        self.seen: dict[str, float] = {}
        self.elsewhere: dict[str, dict[str, Member]] = {}
        self.told_at: dict[str, float] = {}
        self._changed: set[str] = set()
        self._moved: set[str] = set()
        self._roll = False
        self._ask = False

    @property
    def people(self) -> dict[str, Member]:
        found = dict(self.here)
        for members in self.elsewhere.values():
            found |= members
        return found

    def enter(self, page: Page, now: float) -> None:
        """The page gets the whole state, and the others get the page."""
        first = not self.here
        who = page.who
        if who is not None and page.key not in self.here and len(self.people) < MOST_HERE:
            name = who.name[:LONGEST_NAME]
            self.here[page.key] = Member(page.key, who.person, name, who.role)
            self._changed.add(page.key)
            self._roll, self._ask = True, self._ask or first
            self._show_person(page.key)
        self.pages[page.key] = page
        self.seen[page.key] = now
        others = [member for key, member in self.people.items() if key != page.key]
        self._put(page, "people", "people", everyone(page.key, who.person if who else None, others))

    def leave(self, key: str) -> None:
        self.pages.pop(key, None)
        self.expire(key)

    def expire(self, key: str) -> None:
        """Nobody sees the page any more, though it may still watch."""
        self.seen.pop(key, None)
        if self.here.pop(key, None) is not None:
            self._roll = True
            self._changed.discard(key)
            self._moved.discard(key)
            self._show_left(key)

    def show(self, key: str, shown: Show) -> None:
        before = self.here[key]
        after = self.here[key] = changed(before, shown)
        if msgspec.structs.replace(after, cursor=before.cursor) != before:
            self._changed.add(key)
            self._show_person(key)
        elif after.cursor != before.cursor:
            self._moved.add(key)
            self._show_cursor(key)

    def introduce(self, page: Page) -> None:
        """The person's role or name is another now."""
        if page.key in self.here and page.who is not None:
            names = {"name": page.who.name[:LONGEST_NAME], "role": page.who.role}
            self.here[page.key] = msgspec.structs.replace(self.here[page.key], **names)
            self._changed.add(page.key)
            self._show_person(page.key)
            self._put(page, "role", "role", {"role": page.who.role})

    def ping(self) -> None:
        """Asks each page for a word; the others hear who is still here."""
        for page in self.pages.values():
            self._put(page, "ping", "ping", None)
        self._roll = self._roll or bool(self.here)

    def hear(self, told: Told, now: float) -> None:
        theirs = self.elsewhere.setdefault(told.p, {})
        self.told_at[told.p] = now
        for member in told.people:
            known = theirs.get(member.page)
            if known != member and (known or len(self.people) < MOST_HERE):
                theirs[member.page] = member
                self._show_person(member.page)
        for key, cursor in told.cursors.items():
            if key in theirs:
                theirs[key] = msgspec.structs.replace(theirs[key], cursor=cursor)
                self._show_cursor(key)
        if told.roll is not None:
            for key in theirs.keys() - set(told.roll):
                del theirs[key]
                self._show_left(key)
            unknown = set(told.roll) - theirs.keys()
            self._ask = self._ask or (bool(unknown) and len(self.people) < MOST_HERE)
        if not theirs and told.roll == []:
            self.lose(told.p)
        if told.ask:
            self.tell_all()

    def lose(self, process: str) -> None:
        self.told_at.pop(process, None)
        for key in self.elsewhere.pop(process, {}):
            self._show_left(key)

    def tell_all(self) -> None:
        self._roll = True
        self._changed |= self.here.keys()

    def ask_all(self) -> None:
        self._ask = True
        self.tell_all()

    def untold(self, process: str) -> list[Told]:
        """What the other processes have to hear, taken. Cursors only if somebody is there."""
        new = partial(Told, process, self.workspace, self.topic)
        told = []
        if self._roll or self._ask:
            told.append(new(roll=list(self.here), ask=self._ask))
        told += [new(people=[self.here[key]]) for key in sorted(self._changed)]
        moved = sorted(self._moved - self._changed)
        if moved and any(self.elsewhere.values()):
            told.append(new(cursors={key: self.here[key].cursor for key in moved}))
        self._changed, self._moved = set(), set()
        self._roll = self._ask = False
        return told

    def _show_person(self, key: str) -> None:
        self._fan(key, "person", as_data(self.people[key]))

    def _show_cursor(self, key: str) -> None:
        self._fan(key, "cursor", {"page": key, "cursor": self.people[key].cursor})

    def _show_left(self, key: str) -> None:
        self._fan(key, "left", {"page": key})

    def _fan(self, key: str, kind: str, data: object) -> None:
        """To all pages but that one; a page that reads slowly gets only the newest of each."""
        slot = f"cursor {key}" if kind == "cursor" else f"person {key}"
        text = encoded(self.topic, kind, data)
        for page in self.pages.values():
            if page.key != key:
                page.put(self.topic, slot, text, replaces=True)

    def _put(self, page: Page, slot: str, kind: str, data: object) -> None:
        page.put(self.topic, slot, encoded(self.topic, kind, data), replaces=True)
