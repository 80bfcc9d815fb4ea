"""The shop's own feeds: named, read again every while, forgotten. The writes that people order."""

from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django_q.tasks import async_task

from channels_app.models import Article, Feed
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, invalid

MOST = 20


def create_feed(actor: Actor, slug: str, url: str) -> Feed:
    """It is read at once, in a job."""
    require(actor, Act.RUN)
    address = _address(url)
    if Feed.objects.filter(workspace_id=actor.workspace.id).count() >= MOST:
        raise Conflict(f"A workspace has at most {MOST} feeds. Delete one first.")
    at = now()
    try:
        with transaction.atomic():
            feed = Feed.objects.create(
                workspace_id=actor.workspace.id,
                slug=slug,
                url=address,
                created_at=at,
                changed_at=at,
            )
            record(actor, "created", "feed", feed.id, {"slug": slug, "url": address})
            _read_soon(feed)
    except IntegrityError:
        raise Conflict(f"There is a feed '{slug}' already. Choose another name.") from None
    return feed


def change_feed(actor: Actor, feed: Feed, url: str) -> Feed:
    """Another address; the articles of the old one stay until it was read."""
    require(actor, Act.RUN)
    with transaction.atomic():
        feed.url, feed.etag, feed.modified, feed.problem = _address(url), "", "", ""
        feed.save()
        record(actor, "changed", "feed", feed.id, {"url": feed.url})
        _read_soon(feed)
    return feed


def delete_feed(actor: Actor, feed: Feed) -> None:
    """Messages that show its articles show none from then on."""
    require(actor, Act.RUN)
    with transaction.atomic():
        record(actor, "deleted", "feed", feed.id, {"slug": feed.slug})
        Article.objects.filter(feed_id=feed.id).delete()
        feed.delete()


def order_reading(actor: Actor, feed: Feed) -> None:
    """Read it now, and not at its time."""
    require(actor, Act.RUN)
    _read_soon(feed)


def _read_soon(feed: Feed) -> None:
    number = feed.id
    transaction.on_commit(lambda: async_task("channels_app.library.articles.read_feed", number))


def _address(url: str) -> str:
    text = url.strip()
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise invalid("/url", "Write the feed's address, like https://example.com/feed.xml.")
    return text
