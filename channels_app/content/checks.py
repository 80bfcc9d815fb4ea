"""What a careful colleague would say of a message before it is published. Pure.

Broken links, pictures without words, more than a mail program shows, words that filters of junk
mail dislike. They read the template as HTML with its Liquid set aside, so nothing here depends on
a customer.
"""

from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext

from channels_app.content import spam
from channels_app.content.analysis import Flaw
from channels_app.content.aside import set_aside

GMAIL_CLIPS_BYTES = 102 * 1024
"""What is longer is cut off with "[Message clipped]": the link to unsubscribe first of all."""
SCHEMES = {"http", "https", "mailto", "tel", "sms", "cid", "tg", "viber", "whatsapp"}
MOST_NAMED = 5


def of_content(content: Mapping[str, Any]) -> list[Flaw]:
    """Of every kind of message: its HTML, its links, its words."""
    found: list[Flaw] = []
    html = content.get("html")
    if isinstance(html, str) and html:
        found += of_html(html)
    found += _links_beside(content)
    found += _words(content)
    return found


def of_html(html: str) -> list[Flaw]:
    """Links, pictures and size of a mail's HTML, which is still a template."""
    marked, put_back = set_aside(html)
    page = _Page()
    page.feed(marked)
    page.close()
    found = [*_links(page, put_back), *_pictures(page)]
    size = len(html.encode())
    if size > GMAIL_CLIPS_BYTES:
        message = gettext(
            "The mail has %(size)s KB. Gmail cuts off what is beyond 102 KB. Make it shorter."
        ) % {"size": size // 1024}
        found.append(Flaw(message, code="size", severity="warning", field="html"))
    return found


def address_problem(address: str) -> str | None:
    """What is wrong with an address that holds no Liquid any more, in a sentence."""
    text = address.strip()
    if not text or text == "#":
        return gettext("A link leads nowhere. Give it an address.")
    if text.startswith("#"):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return gettext("The link '%(link)s' is no address.") % {"link": text[:80]}
    if parts.scheme.lower() not in SCHEMES:
        if parts.scheme and ":" in text and "." not in parts.scheme:
            return gettext("The link '%(link)s' cannot be opened from a message.") % {
                "link": text[:80]
            }
        return gettext("The link '%(link)s' has no https:// at its beginning.") % {
            "link": text[:80]
        }
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""
        if not host or " " in text or ("." not in host and host != "localhost"):
            return gettext("The link '%(link)s' is no address.") % {"link": text[:80]}
    return None


class _Page(HTMLParser):
    """The links, anchors and pictures of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, int]] = []
        self.anchors: set[str] = set()
        self.pictures: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        line = self.getpos()[0]
        for name in ("id", "name"):
            if value := given.get(name):
                self.anchors.add(value)
        if tag in ("a", "area") and "href" in given:
            self.links.append((given["href"] or "", line))
        elif tag == "img" and "alt" not in given:
            self.pictures.append((given.get("src") or "", line))


def _links(page: _Page, put_back: Callable[[str], str]) -> Iterator[Flaw]:
    for marked, line in page.links:
        text = marked.strip()
        if text.startswith("#") and len(text) > 1 and "\ue000" not in text:
            if text[1:] not in page.anchors:
                message = gettext("The link '%(link)s' leads to no place in the message.") % {
                    "link": text[:80]
                }
                yield Flaw(message, line, "link", "warning", "html")
            continue
        problem = _problem(text)
        if problem:
            yield Flaw(problem, line, "link", "warning", "html")


def _problem(marked: str) -> str | None:
    """Of an address that may hold marks of Liquid: what is plain is looked at."""
    if marked.startswith("\ue000"):
        return None
    head = marked.partition("\ue000")[0]
    if head == marked:
        return address_problem(marked)
    # https://shop.example/{{ product.id }}: the scheme and the host can be seen.
    return address_problem(head) if "/" in head.partition("//")[2] else None


def _pictures(page: _Page) -> Iterator[Flaw]:
    lines = [line for _, line in page.pictures]
    if lines:
        where = ", ".join(map(str, lines[:MOST_NAMED]))
        message = gettext(
            "%(count)s pictures have no text for those who do not see them (alt), in lines"
            ' %(lines)s. Write one, or alt="" for a picture that only decorates.'
        ) % {"count": len(lines), "lines": where}
        yield Flaw(message, lines[0], "alt", "warning", "html")


def _links_beside(content: Mapping[str, Any]) -> Iterator[Flaw]:
    """Of a push's link and of buttons."""
    buttons = content.get("buttons")
    rows = buttons if isinstance(buttons, list) else []
    given: list[tuple[str, Any]] = [("link", content.get("link"))]
    given += [("buttons", each.get("link")) for each in rows if isinstance(each, Mapping)]
    for field, link in given:
        if isinstance(link, str) and link.strip():
            problem = _problem(set_aside(link)[0].strip())
            if problem:
                yield Flaw(problem, 0, "link", "warning", field)


def _words(content: Mapping[str, Any]) -> Iterator[Flaw]:
    for field in ("subject", "title", "text", "html"):
        text = content.get(field)
        if isinstance(text, str) and text:
            found = spam.found_in(text)
            if found:
                message = gettext(
                    "Filters of junk mail dislike: %(words)s. Say it with other words."
                ) % {"words": ", ".join(found[:MOST_NAMED])}
                yield Flaw(message, 0, "spam", "warning", field)
    subject = content.get("subject")
    if isinstance(subject, str) and spam.shouts(subject):
        message = gettext("The subject shouts. Write it in small letters, with one ! at most.")
        yield Flaw(message, 0, "spam", "warning", "subject")
