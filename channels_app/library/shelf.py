"""What is published in a workspace, remembered: templates, parts, brand, articles.

`Shelf` looks once in a few seconds whether anything changed, and forgets what did. So a change is
in the messages that leave from then on, within `LOOKS_EVERY` seconds, in every process.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import msgspec
from django.db.models import Count, Max

from channels_app.library.brand import DEFAULTS, shown
from channels_app.library.languages import chosen
from channels_app.models import PART, Article, Brand, Feed, Template, TemplateVersion
from channels_app.tracking.rules import Rules, rules_of

LOOKS_EVERY = 2.0
ARTICLES = 50

Stamp = tuple[Any, ...]


class Published(msgspec.Struct, frozen=True):
    """A template or part as it is sent: its languages in their order, and what each says."""

    channel: str
    languages: list[str]
    contents: dict[str, dict[str, Any]]

    def in_language(self, wanted: Sequence[str]) -> tuple[str, dict[str, Any]]:
        language = chosen(self.languages, wanted)
        return language, self.contents.get(language, {})


class Shelf:
    """One workspace's."""

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.looked_at = 0.0
        self.stamp: Stamp = ()
        self._templates: dict[tuple[bool, str], Published | None] = {}
        self._brand: dict[str, Any] | None = None
        self._rules: Rules | None = None
        self._feeds: dict[str, list[dict[str, Any]]] | None = None

    def fresh(self) -> Stamp:
        """Look for changes, when it is time to; equal stamps mean that nothing changed."""
        if monotonic() - self.looked_at > LOOKS_EVERY:
            self.look()
        return self.stamp

    def look(self) -> None:
        """Look for changes now."""
        stamp = _stamp(self.workspace_id)
        if stamp != self.stamp:
            self._templates, self._brand, self._feeds = {}, None, None
        self._rules = None
        self.stamp, self.looked_at = stamp, monotonic()

    def template(self, slug: str) -> Published | None:
        """None while none of this name is published."""
        return self._published(slug, part=False)

    def part(self, slug: str) -> Published | None:
        return self._published(slug, part=True)

    def brand(self) -> Mapping[str, Any]:
        if self._brand is None:
            found = Brand.objects.filter(workspace_id=self.workspace_id).first()
            self._brand = shown(found.values if found else DEFAULTS)
        return self._brand

    def feeds(self, now: datetime) -> dict[str, list[dict[str, Any]]]:
        """Slug -> the newest articles first."""
        if self._feeds is None:
            self._feeds = _feeds(self.workspace_id)
        return {slug: [_aged(each, now) for each in found] for slug, found in self._feeds.items()}

    def rules(self) -> Rules:
        """What is counted, and how links are marked."""
        if self._rules is None:
            self._rules = rules_of(self.workspace_id)
        return self._rules

    def _published(self, slug: str, part: bool) -> Published | None:
        if (part, slug) not in self._templates:
            self._templates[part, slug] = _published(self.workspace_id, slug, part)
        return self._templates[part, slug]


class Shelves:
    """Of many workspaces, for one thread."""

    def __init__(self) -> None:
        self.kept: dict[int, Shelf] = {}

    def of(self, workspace_id: int) -> Shelf:
        """Fresh."""
        shelf = self.kept.get(workspace_id)
        if shelf is None:
            shelf = self.kept[workspace_id] = Shelf(workspace_id)
        shelf.fresh()
        return shelf


def _stamp(workspace_id: int) -> Stamp:
    mine = {"workspace_id": workspace_id}
    return tuple(
        tuple(model.objects.filter(**mine).aggregate(Max(field), Count("pk")).values())
        for model, field in (
            (TemplateVersion, "published_at"),
            (Template, "changed_at"),
            (Brand, "changed_at"),
            (Feed, "changed_at"),
        )
    )


def _published(workspace_id: int, slug: str, part: bool) -> Published | None:
    mine = Template.objects.filter(workspace_id=workspace_id, slug=slug)
    found = (mine.filter(channel=PART) if part else mine.exclude(channel=PART)).first()
    if found is None or not found.published:
        return None
    versions = TemplateVersion.objects.filter(template_id=found.id, number=found.published)
    version = versions.first()
    if version is None:
        return None
    return Published(found.channel, version.languages, version.contents)


def _feeds(workspace_id: int) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for feed in Feed.objects.filter(workspace_id=workspace_id):
        articles = Article.objects.filter(workspace_id=workspace_id, feed_id=feed.id)
        names = ("title", "link", "summary", "image", "at")
        found[feed.slug] = list(articles.order_by("-at", "guid").values(*names)[:ARTICLES])
    return found


def _aged(article: dict[str, Any], now: datetime) -> dict[str, Any]:
    """With its date as Liquid reads it, and its age, so that one may ask for new ones only."""
    at = article["at"]
    return article | {"at": at.isoformat(), "age_days": max(0, (now - at).days)}
