"""Blocks: tags that stand for a piece of ready-made Liquid.

{% products entry.items limit: 3 button: "Buy" %}  the lines of a cart or an order: picture, name,
price and a link each. It reads what Segment's ecommerce events call them (image_url, name, price,
quantity, url, product_id) and the commonest other names.
{% articles "blog" limit: 3 %}  the newest articles of a feed of the workspace.

They are written out before the template is parsed, so that everything that is known of a template
(what it reads, how it is compiled) holds for them too. In MJML they may stand between elements or
inside of a text.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from channels_app.content.places import fitted, place_at

MOST = 50
_BLOCK = re.compile(r"\{%-?\s*(products|articles)\b(.*?)-?%\}", re.DOTALL)
_WHAT = re.compile(
    r"""\s*("[^"]*"|'[^']*'|[A-Za-z_][\w.-]*(?:\[[^\]]*\][\w.-]*)*)(.*)""", re.DOTALL
)
_OPTION = re.compile(r"""([a-z]+)\s*:\s*("[^"]*"|'[^']*'|\d+)""")


class BlockError(Exception):
    """A block that cannot be written out; the sentence says what to write."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def placed(mjml: str) -> str:
    """The MJML with the elements that its blocks need around them; they are written out later,
    so that the text part has them in their own form."""
    if "{%" not in mjml or not _BLOCK.search(mjml):
        return mjml
    return _BLOCK.sub(lambda found: fitted(found.group(), place_at(mjml, found.start())), mjml)


def expanded(text: str, form: str) -> str:
    """The text with its blocks written out; `form` is html or text. Raises BlockError."""
    if "{%" not in text or not _BLOCK.search(text):
        return text
    parts: list[str] = []
    end = 0
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        made = _BLOCKS[found.group(1)](found.group(2), form, line)
        parts += (text[end : found.start()], made)
        end = found.end()
    return "".join([*parts, text[end:]])


def _products(rest: str, form: str, line: int) -> str:
    example = "{% products entry.items %}"
    what, options = _read(rest, line, example, quoted=False)
    loop = f"{{% for product in {what}{_limit(options)} %}}"
    return (
        loop + _TEXT_PRODUCT + "{% endfor %}"
        if form == "text"
        else _table(loop, _PRODUCT.replace("BUTTON", _button(options, _ADDRESS)))
    )


def _articles(rest: str, form: str, line: int) -> str:
    example = '{% articles "blog" %}'
    what, options = _read(rest, line, example, quoted=True)
    loop = f'{{% for article in feeds["{what}"]{_limit(options)} %}}'
    return (
        loop + _TEXT_ARTICLE + "{% endfor %}"
        if form == "text"
        else _table(loop, _ARTICLE.replace("BUTTON", _button(options, "{{ article.link }}")))
    )


_BLOCKS: Mapping[str, Callable[[str, str, int], str]] = {
    "products": _products,
    "articles": _articles,
}
NAMES = tuple(_BLOCKS)


def _read(rest: str, line: int, example: str, quoted: bool) -> tuple[str, dict[str, str]]:
    found = _WHAT.fullmatch(rest)
    what = found.group(1) if found else ""
    if not found or (what[:1] in "\"'") is not quoted:
        raise BlockError(f"Say of what, as in {example}.", line)
    left = _OPTION.sub("", found.group(2)).replace(",", "").strip()
    if left:
        raise BlockError(f"'{left[:40]}' is not understood there. Write it as in {example}.", line)
    options = {name: value.strip("\"'") for name, value in _OPTION.findall(found.group(2))}
    unknown = sorted(options.keys() - {"limit", "button"})
    if unknown:
        raise BlockError(f"A block has no '{unknown[0]}'. Known are limit and button.", line)
    if quoted and not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", what.strip("\"'")):
        raise BlockError("A feed's name has small letters, digits and dashes only.", line)
    return what.strip("\"'") if quoted else what, options


def _limit(options: Mapping[str, str]) -> str:
    given = options.get("limit", "")
    return f" limit: {min(int(given), MOST)}" if given.isdecimal() and given.isascii() else ""


def _button(options: Mapping[str, str], address: str) -> str:
    label = options.get("button", "")
    if not label:
        return ""
    style = (
        "display:inline-block;margin-top:8px;padding:8px 16px;border-radius:4px;font-size:14px;"
        "text-decoration:none;color:{{ brand.button_text | default: '#ffffff' }};"
        "background-color:{{ brand.colour | default: '#1f2937' }}"
    )
    marked = f' data-product="{_ID}"' if "product" in address else ""
    return f'<br><a href="{address}"{marked} style="{style}">{escape(label)}</a>'


def _table(loop: str, row: str) -> str:
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
        f' style="border-collapse:collapse">{loop}{row}{{% endfor %}}</table>'
    )


_ADDRESS = "{{ product.url | default: product.link }}"
_ID = "{{ product.product_id | default: product.id | default: product.sku | default: '' }}"
_NAME = "{{ product.name | default: product.title }}"
# What an order has no currency of its own for, its event has one for.
_PRICE = (
    "{% if product.currency %}{{ product.price | money: product.currency }}"
    "{% else %}{{ product.price | money: entry.currency }}{% endif %}"
    "{% if product.quantity > 1 %} × {{ product.quantity }}{% endif %}"
)
_LINKED = "{% if product.url or product.link %}"
_OPEN = f'{_LINKED}<a href="{_ADDRESS}" data-product="{_ID}" style="STYLE">{{% endif %}}'
_CLOSE = f"{_LINKED}</a>{{% endif %}}"
_PRODUCT = (
    "<tr>"
    "{% if product.image_url or product.image %}"
    '<td width="96" valign="top" style="padding:8px 16px 8px 0">'
    f"{_OPEN.replace('STYLE', 'display:block')}"
    f'<img src="{{{{ product.image_url | default: product.image }}}}" width="96" alt="{_NAME}"'
    ' style="display:block;border:0;width:96px;height:auto;border-radius:4px">'
    f"{_CLOSE}</td>"
    "{% endif %}"
    '<td valign="top" style="padding:8px 0;font-size:15px;line-height:1.4">'
    f"{_OPEN.replace('STYLE', 'color:inherit;text-decoration:none')}"
    f"<strong>{_NAME}</strong>{_CLOSE}"
    "{% if product.variant %}<br>{{ product.variant }}{% endif %}"
    f"{{% if product.price %}}<br>{_PRICE}{{% endif %}}"
    f"{_LINKED}BUTTON{{% endif %}}"
    "</td></tr>"
)
_TEXT_PRODUCT = (
    f"- {_NAME}{{% if product.price %}}, {_PRICE}{{% endif %}}{_LINKED} ({_ADDRESS}){{% endif %}}\n"
)
_ARTICLE = (
    "<tr>"
    "{% if article.image != '' %}"
    '<td width="120" valign="top" style="padding:8px 16px 8px 0"><a href="{{ article.link }}">'
    '<img src="{{ article.image }}" width="120" alt=""'
    ' style="display:block;border:0;width:120px;height:auto;border-radius:4px"></a></td>'
    "{% endif %}"
    '<td valign="top" style="padding:8px 0;font-size:15px;line-height:1.4">'
    '<a href="{{ article.link }}" style="color:inherit"><strong>{{ article.title }}</strong></a>'
    "{% if article.summary != '' %}<br>{{ article.summary | truncate: 160 }}{% endif %}BUTTON"
    "</td></tr>"
)
_TEXT_ARTICLE = "- {{ article.title }} ({{ article.link }})\n"
