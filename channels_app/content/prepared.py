"""A message's content in the form that its channel compiles: MJML made HTML, a preheader put in."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from channels_app.content.aside import set_aside
from channels_app.content.mjml import html_from_mjml

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_HIDDEN = (
    '<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;'
    'overflow:hidden;mso-hide:all">{}</div>'
)


def prepared(content: Mapping[str, Any], language: str = "") -> Mapping[str, Any]:
    """The same content where nothing is to be done. Raises TemplateError."""
    mjml, preheader = content.get("mjml"), content.get("preheader")
    if not (isinstance(mjml, str) and mjml.strip()) and not preheader:
        return content
    made = dict(content)
    if isinstance(mjml, str) and mjml.strip():
        made["html"] = html_from_mjml(mjml, language)
    html = made.get("html")
    if isinstance(preheader, str) and preheader.strip() and isinstance(html, str) and html:
        made["html"] = _with_preheader(html, preheader)
    return {name: value for name, value in made.items() if name not in ("mjml", "preheader")}


def _with_preheader(html: str, preheader: str) -> str:
    marked, put_back = set_aside(preheader)
    hidden = _HIDDEN.format(put_back(escape(marked)))
    found = _BODY.search(html)
    place = found.end() if found else 0
    return html[:place] + hidden + html[place:]
