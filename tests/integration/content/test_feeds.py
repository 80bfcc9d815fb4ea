"""Feeds: read from public addresses only, bounded, kept as plain text, shown in messages."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_django import Settings

from channels_app.content.locale import Reader
from channels_app.content.template import parse
from channels_app.library import articles
from channels_app.library.articles import FeedError, parsed
from channels_app.library.shelf import Shelf
from channels_app.models import Article, Feed
from tests.people import Shop

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Tea &amp; news</title><link>https://shop.example/</link>
<item><guid>1</guid><title>Old &lt;b&gt;tea&lt;/b&gt;</title><link>https://shop.example/1</link>
<pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate>
<description>
&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;Leaves &amp;amp; water&lt;/p&gt;</description></item>
<item><guid>2</guid><title>New tea</title><link>/2</link>
<pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate>
<media:thumbnail url="https://shop.example/2.jpg"/></item>
<item><guid>3</guid><title>Evil</title><link>javascript:alert(1)</link></item>
<item><guid>4</guid><title>Of the future</title><link>https://shop.example/4</link>
<pubDate>Tue, 03 Feb 2099 10:00:00 GMT</pubDate></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>x</id><title>One</title>
<link href="https://shop.example/one"/><updated>2026-02-01T00:00:00Z</updated></entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><rss version="2.0">
<channel><title>&z;</title></channel></rss>""" % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(25)
)


class Site(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("If-None-Match", "")))
        status, headers, body = self.answers[self.path]
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked = []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def allowed(settings: Settings) -> None:
    settings.SOJOURN_WEBHOOK_ALLOW = ["127.0.0.1"]


def feed(shop: Shop, url: str, slug: str = "blog") -> Feed:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Feed.objects.create(
        workspace_id=shop.workspace.id, slug=slug, url=url, created_at=at, changed_at=at
    )


def read(made: Feed) -> Feed:
    articles.read_feed(made.id)
    made.refresh_from_db()
    return made


def test_a_feed_becomes_plain_articles() -> None:
    found = parsed(RSS)
    assert found["title"] == "Tea & news"
    old, new, future = found["articles"]
    assert (old["title"], old["summary"]) == ("Old tea", "Leaves & water")
    assert (new["link"], new["image"]) == ("https://shop.example/2", "https://shop.example/2.jpg")
    assert future["at"] < datetime(2099, 1, 1, tzinfo=UTC)
    assert parsed(ATOM)["articles"][0]["guid"] == "x"


@pytest.mark.parametrize("raw", [b"", b"<html><body>Sign in</body></html>", b"\x00\xff", b"{}"])
def test_what_is_no_feed_is_said_so(raw: bytes) -> None:
    with pytest.raises(FeedError, match="no RSS or Atom"):
        parsed(raw)


def test_a_bomb_of_entities_does_not_go_off() -> None:
    with suppress(FeedError):
        assert len(str(parsed(BOMB))) < 10_000


@pytest.mark.usefixtures("allowed")
def test_a_feed_is_read_once_and_asked_again_only_for_what_is_new(shop: Shop, site: str) -> None:
    Site.answers = {"/rss": (200, {"ETag": '"1"'}, RSS), "/to": (302, {"Location": "/rss"}, b"")}
    made = read(feed(shop, f"{site}/to"))
    assert (made.title, made.problem) == ("Tea & news", "")
    assert Article.objects.count() == 3
    first = made.changed_at
    read(made)
    assert made.changed_at == first
    assert Site.asked[-1] == ("/rss", '"1"')
    shown = Shelf(shop.workspace.id).feeds(datetime(2026, 2, 4, 12, tzinfo=UTC))
    text = '{% articles "blog" limit: 2 %}'
    page = parse(text, html=True).render({"feeds": shown, "brand": {}}, Reader()).text
    assert "New tea" in page
    assert 'href="https://shop.example/2"' in page
    assert [each["age_days"] for each in shown["blog"]][-2:] == [1, 2]


def test_no_private_address_is_asked_not_even_after_a_redirect(
    shop: Shop, site: str, settings: Settings
) -> None:
    assert "public internet" in read(feed(shop, f"{site}/rss")).problem
    assert "public internet" in read(feed(shop, "http://169.254.169.254/x", "metadata")).problem
    settings.SOJOURN_WEBHOOK_ALLOW = ["127.0.0.1"]
    inside = site.replace("127.0.0.1", "[::1]")
    Site.answers = {"/go": (302, {"Location": f"{inside}/rss"}, b"")}
    assert "public internet" in read(feed(shop, f"{site}/go", "going")).problem
    assert not Article.objects.exists()


@pytest.mark.usefixtures("allowed")
def test_what_is_wrong_is_a_sentence_and_the_articles_stay(shop: Shop, site: str) -> None:
    Site.answers = {"/rss": (200, {}, RSS)}
    made = read(feed(shop, f"{site}/rss"))
    for answer, words in (
        ((500, {}, b"oops"), "answers with 500"),
        ((200, {}, b"<html></html>"), "no RSS or Atom"),
        ((200, {}, b"x" * (articles.MOST_BYTES + 1)), "over 2 MB"),
        ((302, {"Location": "/rss"}, b""), "on and on"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "on and on"),
    ):
        Site.answers = {"/rss": answer}
        assert words in read(made).problem
    assert Article.objects.count() == 3
    assert articles.read_due() == 0
    Feed.objects.update(checked_at=None)
    assert articles.read_due() == 1
