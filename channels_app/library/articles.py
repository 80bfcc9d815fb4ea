"""Reading feeds (RSS and Atom) into articles: the job.

A feed is somebody's text from outside: it is asked for at public addresses only, each hop of a
redirect anew; no more is read than `MOST_BYTES`; what is kept is plain text and addresses of the
web, cleaned of every tag.
"""

from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urljoin

import feedparser
import nh3
import structlog
from django.db import transaction
from django.db.models import Q

from channels_app.http import Ask, Client, Reply
from channels_app.models import Article, Feed
from channels_app.tracking.rewriting import usable
from channels_app.webhook import guard
from workspaces.clock import now
from workspaces.models import Workspace

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=14)
AT_ONCE = 500
"""Feeds read by one run of the job; the others come at the next."""
MOST_BYTES = 2 * 1024 * 1024
ACCEPTED = "application/rss+xml, application/atom+xml, */*"
HOPS = 3
KEPT = 100
TITLE_CHARS = 300
SUMMARY_CHARS = 1000


class FeedError(Exception):
    """Why a feed could not be read, in a sentence for its page."""


def read_due() -> int:
    """The job that is due every quarter of an hour; how many feeds it read."""
    old = Q(checked_at=None) | Q(checked_at__lt=now() - EVERY)
    closing = Workspace.objects.filter(deleting_at__isnull=False).values_list("id", flat=True)
    due = Feed.objects.filter(old).exclude(workspace_id__in=list(closing))
    ids = list(due.order_by("checked_at").values_list("id", flat=True)[:AT_ONCE])
    for number in ids:
        read_feed(number)
    return len(ids)


def read_feed(feed_id: int) -> None:
    """Read one feed; what is wrong with it is kept for its page, and its articles stay."""
    feed = Feed.objects.filter(id=feed_id).first()
    if feed is None:
        return
    try:
        reply = _fetched(feed)
        found = None if reply.status == 304 else parsed(reply.body)
        problem = ""
    except FeedError as error:
        reply, found, problem = Reply(), None, str(error)
    except Exception:
        log.exception("a feed could not be read", feed=feed.id)
        reply, found, problem = Reply(), None, "It could not be read. The log says more."
    _keep(feed, reply, found, problem)


def parsed(raw: bytes) -> dict[str, Any]:
    """{"title": ..., "articles": [...]}. Raises FeedError."""
    made = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    if not made.get("version"):
        raise FeedError("There is no RSS or Atom feed at this address.")
    base = str(made.feed.get("link") or "")
    articles = [_article(entry, base) for entry in made.entries[:KEPT]]
    return {
        "title": _plain(made.feed.get("title"), TITLE_CHARS),
        "articles": [article for article in articles if article],
    }


def _article(entry: Mapping[str, Any], base: str) -> dict[str, Any] | None:
    link = urljoin(base, str(entry.get("link") or ""))
    title = _plain(entry.get("title"), TITLE_CHARS)
    if not usable(link) or not title:
        return None
    return {
        "guid": str(entry.get("id") or link)[:500],
        "title": title,
        "link": link,
        "summary": _plain(entry.get("summary"), SUMMARY_CHARS),
        "image": next((url for url in _images(entry) if usable(url)), ""),
        "at": _at(entry),
    }


def _images(entry: Mapping[str, Any]) -> Iterator[str]:
    """By what feeds call them: thumbnails, media, enclosures that are pictures."""
    for name in ("media_thumbnail", "media_content"):
        for each in entry.get(name) or ():
            kind = str(each.get("type") or each.get("medium") or "image")
            if kind.startswith("image"):
                yield str(each.get("url") or "")
    for each in entry.get("enclosures") or ():
        if str(each.get("type") or "").startswith("image/"):
            yield str(each.get("href") or "")


def _at(entry: Mapping[str, Any]) -> datetime | None:
    given = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        found = datetime.fromtimestamp(timegm(given), UTC) if given else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    # One that says it is of the future would stand first for ever.
    return min(found, now()) if found else None


def _plain(value: Any, most: int) -> str:
    """Without tags, entities, and what no database holds."""
    text = unescape(nh3.clean(str(value or ""), tags=set(), clean_content_tags={"script", "style"}))
    return " ".join(text.replace("\0", "").split())[:most]


def _fetched(feed: Feed) -> Reply:
    headers = {
        "User-Agent": "Sojourn (feeds)",
        "Accept": "application/rss+xml, application/atom+xml, */*",
    }
    if feed.etag:
        headers["If-None-Match"] = feed.etag
    if feed.modified:
        headers["If-Modified-Since"] = feed.modified
    address = feed.url
    for _ in range(HOPS + 1):
        reply = _asked(address, headers)
        if reply.status not in (301, 302, 303, 307, 308):
            return _checked(reply)
        address = urljoin(address, reply.headers.get("location", ""))
        if not usable(address):
            break
    raise FeedError("The address leads on and on. Give the address that it leads to.")


def _asked(address: str, headers: Mapping[str, str]) -> Reply:
    """Each hop on its own: a redirect may lead where the first address may not."""
    reachable = None if guard.is_allowed(address) else guard.is_public
    client = Client(at_once=1, reachable=reachable)
    try:
        return client.one(Ask(method="GET", url=address, headers=headers, most=MOST_BYTES))
    finally:
        client.close()


def _checked(reply: Reply) -> Reply:
    if reply.trouble == "forbidden":
        raise FeedError("The address is not on the public internet.")
    if reply.trouble == "too_long":
        raise FeedError("The feed is over 2 MB. Give the address of a shorter one.")
    if reply.trouble:
        raise FeedError(f"The address does not answer: {reply.words.rstrip('.')}.")
    if reply.status != 304 and not reply.ok:
        raise FeedError(f"The address answers with {reply.status} instead of a feed.")
    return reply


def _keep(feed: Feed, reply: Reply, found: dict[str, Any] | None, problem: str) -> None:
    at = now()
    changes: dict[str, Any] = {"checked_at": at, "problem": problem}
    with transaction.atomic():
        if found is not None:
            changes |= {
                "title": found["title"],
                "etag": reply.headers.get("etag", "")[:500],
                "modified": reply.headers.get("last-modified", "")[:100],
            }
            if _store(feed, found["articles"], at):
                changes["changed_at"] = at
        Feed.objects.filter(id=feed.id).update(**changes)


def _store(feed: Feed, articles: list[dict[str, Any]], at: datetime) -> bool:
    """Whether anything is new. An article that is without a date has the day it was first seen."""
    known = {each.guid: each for each in Article.objects.filter(feed_id=feed.id)}
    rows = []
    for article in articles:
        old = known.get(article["guid"])
        when = article["at"] or (old.at if old else at)
        rows.append(
            Article(workspace_id=feed.workspace_id, feed_id=feed.id, **(article | {"at": when}))
        )
    names = ("title", "link", "summary", "image", "at")
    old_rows = {guid: [getattr(each, name) for name in names] for guid, each in known.items()}
    if all([getattr(row, name) for name in names] == old_rows.get(row.guid) for row in rows):
        return False
    Article.objects.bulk_create(
        list({row.guid: row for row in rows}.values()),
        update_conflicts=True,
        unique_fields=["feed_id", "guid"],
        update_fields=list(names),
    )
    newest = Article.objects.filter(feed_id=feed.id).order_by("-at", "guid")
    Article.objects.filter(feed_id=feed.id).exclude(
        id__in=list(newest.values_list("id", flat=True)[:KEPT])
    ).delete()
    return True
