"""MJML to HTML, with mrml: quick, and it fetches nothing. Liquid stays as it is written.

`mj-include` finds nothing (the loader knows no file and no address), and no font is loaded from
anywhere: a mail program asks nobody about its reader.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import mrml

from channels_app.content.aside import set_aside
from channels_app.content.blocks import placed
from channels_app.content.template import TemplateError

_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
# The wrapper of a whole mail says so; that of a piece must not.
_ROLE = ' aria-roledescription="email" role="article" lang="und" dir="auto"'
_PLACE = re.compile(r" at position (\d+):\d+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def html_from_mjml(source: str, language: str = "") -> str:
    """The mail's HTML, still a template. Raises TemplateError in a sentence."""
    made = _compiled(source)
    known = language if _LANGUAGE.fullmatch(language) else "und"
    return made.replace('lang="und"', f'lang="{known}"')


def fragment_from_mjml(source: str) -> str:
    """HTML of a piece of MJML that stands in other mails."""
    whole = source if "<mjml" in source else f"<mjml><mj-body>{_sectioned(source)}</mj-body></mjml>"
    found = _BODY.search(_compiled(whole))
    return found.group(1).replace(_ROLE, "") if found else ""


@lru_cache(maxsize=512)
def _compiled(source: str) -> str:
    marked, put_back = set_aside(placed(source))
    if "<mjml" not in marked:
        raise TemplateError("This is not MJML: it has no <mjml> element around it.", 1)
    options = mrml.ParserOptions(include_loader=mrml.noop_loader())
    try:
        made = mrml.to_html(marked, options, mrml.RenderOptions(fonts={}))
    except OSError as error:
        raise _sentence(str(error), marked, put_back) from error
    return put_back(_marks_as_given(made.content))


def _marks_as_given(html: str) -> str:
    """mrml writes the attributes of HTML inside of a text as Rust would print them, so that the
    marks of Liquid in a link come out as \\u{e000}0\\u{e001}."""
    return html.replace("\\u{e000}", "\ue000").replace("\\u{e001}", "\ue001")


def _sectioned(source: str) -> str:
    """A piece may begin at any level: what needs a section or a column around it gets it."""
    stripped = source.lstrip()
    if re.match(r"<mj-(section|wrapper|hero|raw)\b", stripped) or not stripped.startswith("<mj-"):
        return source
    if stripped.startswith(("<mj-column", "<mj-group")):
        return f"<mj-section>{source}</mj-section>"
    return f"<mj-section><mj-column>{source}</mj-column></mj-section>"


def _sentence(words: str, marked: str, put_back: Callable[[str], str]) -> TemplateError:
    """mrml counts bytes of the text that it got; people count lines of what they wrote."""
    place = _PLACE.search(words)
    before = marked.encode()[: int(place.group(1))].decode(errors="ignore") if place else ""
    line = put_back(before).count("\n") + 1 if place else 0
    what = _PLACE.sub("", words.replace(" in root template", "")).strip()
    where = f", line {line}" if line else ""
    return TemplateError(
        f"The MJML cannot be read{where}: {what}. Close every element, and write < as &lt;.", line
    )
