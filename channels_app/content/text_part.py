"""The text part of a mail, made from its HTML.

It is made from the template, once, and not from each mail: Liquid's tags are set aside, the HTML
is read as text, and the tags are put back. So the text part is a template like any other.
"""

import re
from html.parser import HTMLParser

from channels_app.content.aside import set_aside

_GAPS = re.compile(r"\n[ \t]*\n\s*\n")
# The preheader, as this product and MJML write it.
_HIDDEN = re.compile(r"<div style=\"display:none;[^>]*>.*?</div>", re.DOTALL)
_SILENT = {"head", "style", "script", "title", "template"}
_BLOCKS = {"p", "div", "table", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_BLOCKS |= {"section", "article", "header", "footer", "pre", "hr", "center", "body"}


def text_from_html(html: str) -> str:
    """What a reader without HTML should see: paragraphs, "- " items, links as "label (address)"."""
    marked, put_back = set_aside(html)
    reader = _Reader()
    reader.feed(_HIDDEN.sub("", marked))
    reader.close()
    return put_back(reader.text())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "td":
            self.parts.append(" ")
        elif tag == "img":
            self.handle_data(given.get("alt") or "")
        elif tag == "a":
            self.links.append((given.get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag == "a" and self.links:
            self._end_link(*self.links.pop())

    def _end_link(self, address: str, start: int) -> None:
        label = "".join(self.parts[start:]).strip()
        if address and not address.startswith("#") and address != label:
            self.parts.append(f" ({address})" if label else address)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        lines = "".join(self.parts).split("\n")
        return closed_up("\n".join(re.sub(r"[ \t\xa0]+", " ", line).strip() for line in lines))


def closed_up(text: str) -> str:
    """At most one empty line between two others: rendered loops leave more."""
    return _GAPS.sub("\n\n", text).strip() + "\n"
