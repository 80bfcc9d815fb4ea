"""A webhook's content: url, method, headers [{name, value}], body (Liquid that makes JSON).

The URL names its host itself, before any Liquid, so that no customer's value chooses it. What is
put into the body is escaped as JSON text is, so that it belongs between quotes. Without a body it
says who the customer is and what happened.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from channels_app.content import plain
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.template import TemplateError

METHODS = ("POST", "PUT", "PATCH")
BODY_BYTES = 256 * 1024
URL_CHARS = 2000
# Ours, and those that say how the request is carried.
OURS = frozenset({
    "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer",
    "expect", "content-type", "user-agent", "webhook-id", "webhook-timestamp",
    "webhook-signature",
})  # fmt: skip
_HOST = re.compile(r"https?://[^/?#{}\s@\\]+(?:[/?#]|$)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_ODD = re.compile(r"[\x00-\x20\x7f]")
DEFAULT_READS = frozenset({"customer", "entry", "run"})


class Header(msgspec.Struct, gc=False):
    name: str
    value: str


class Hook(msgspec.Struct, gc=False):
    """One request."""

    url: str
    method: str
    headers: list[Header]
    body: str


class HookTemplate:
    """A step's webhook, parsed. Raises TemplateError."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.texts = plain.Texts(_flat(content), _outer(content))
        self.body = plain.Texts(content, ["body"])
        self.has_body = bool(plain.part(content, "body").strip())
        self.host = _host(plain.part(content, "url"))
        self.names = [name for name, _ in _headers(content)]
        self.method = method(content)
        own = frozenset[str]() if self.has_body else DEFAULT_READS
        self.reads = self.texts.reads | self.body.reads | own

    def render(self, values: Mapping[str, Any], reader: Reader) -> tuple[Hook, list[str]]:
        texts, missing = self.texts.render(values, reader)
        body, also = self._body(values, reader)
        url = texts["url"]
        if not self.host:
            raise TemplateError("The address begins with https:// and names its host itself.")
        if len(url) > URL_CHARS or _ODD.search(url):
            raise TemplateError("The address is too long, or holds spaces, for this customer.")
        headers = [
            Header(name, " ".join(texts[f"header {place}"].split()))
            for place, name in enumerate(self.names)
        ]
        return Hook(url, self.method, headers, body), list(dict.fromkeys(missing + also))

    def _body(self, values: Mapping[str, Any], reader: Reader) -> tuple[str, list[str]]:
        if not self.has_body:
            told = {name: values.get(name, {}) for name in sorted(DEFAULT_READS)}
            return _bounded(msgspec.json.encode(told).decode()), []
        texts, missing = self.body.render(_escaped(values), reader)
        try:
            msgspec.json.decode(texts["body"])
        except (msgspec.DecodeError, RecursionError) as error:
            raise TemplateError(f"The body is no JSON for this customer: {error}.") from None
        return _bounded(texts["body"]), missing


def flaws(content: Mapping[str, Any]) -> list[Flaw]:
    """What can be seen without a customer."""
    found = plain.flaws(_flat(content), [*_outer(content), "body"])
    for flaw in found:
        flaw.field = "headers" if flaw.field.startswith("header ") else flaw.field
    url = plain.part(content, "url").strip()
    if not url:
        found.append(Flaw("Enter the address.", code="missing", field="url"))
    elif not _host(url):
        what = "The address begins with https:// and names its host itself, before any {{ }}."
        found.append(Flaw(what, code="bad_address", field="url"))
    for name, _ in _headers(content):
        if not _NAME.fullmatch(name) or name.lower() in OURS:
            what = f"A header cannot be named '{name[:60]}'."
            found.append(Flaw(what, code="bad_header", field="headers"))
    return found


def variables(content: Mapping[str, Any]) -> set[str]:
    found = plain.variables(_flat(content), [*_outer(content), "body"])
    return found if plain.part(content, "body").strip() else found | DEFAULT_READS


def method(content: Mapping[str, Any]) -> str:
    given = str(content.get("method") or "POST").upper()
    return given if given in METHODS else "POST"


def _host(url: str) -> bool:
    """Whether its first part, which no value can change, names a scheme and a host."""
    return bool(_HOST.match(url.strip()))


def _headers(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    given = content.get("headers")
    return [
        (plain.part(each, "name").strip(), plain.part(each, "value"))
        for each in (given if isinstance(given, list | tuple) else [])
        if isinstance(each, Mapping)
    ]


def _outer(content: Mapping[str, Any]) -> list[str]:
    return ["url", *(f"header {place}" for place in range(len(_headers(content))))]


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """The headers' values beside the others, by their place."""
    values = {f"header {place}": value for place, (_, value) in enumerate(_headers(content))}
    return {**content, **values}


def _escaped(value: Any) -> Any:
    """Every text as it stands between JSON's quotes."""
    if isinstance(value, str):
        return msgspec.json.encode(value).decode()[1:-1]
    if isinstance(value, Mapping):
        return {name: _escaped(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_escaped(part) for part in value]
    return value


def _bounded(body: str) -> str:
    if len(body.encode()) > BODY_BYTES:
        raise TemplateError(f"The body is longer than {BODY_BYTES // 1024} KiB.")
    return body
