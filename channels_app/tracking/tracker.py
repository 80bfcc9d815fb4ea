"""A rendered message with its links and its pixel made countable, as the workspace's rules say."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.conf import settings

from channels_app import contracts
from channels_app.base import Waiting
from channels_app.tracking import rewriting, short
from channels_app.tracking.rules import Rules
from channels_app.tracking.tokens import LONGEST, Mark, Signer
from channels_app.tracking.utm import marked, rule_for

# Their text has no room for a signed address, or shows it as it is written.
TEXTS = frozenset({"sms", "telegram", "whatsapp", "viber", "vk"})
# The page or the app that shows them tells of the click itself.
TOLD = frozenset({"push", "webpush", "inapp"})
PAGES = ("/u/", "/preferences/", "/r/", "/s/", "/i/", "/q/")


def tracked(
    body: Any, message: Waiting, content: Mapping[str, Any], rules: Rules, language: str
) -> Any:
    """The body that is sent. Nothing happens to kinds that hold no links."""
    if message.channel != "email" and message.channel not in TEXTS | TOLD:
        return body
    way = _Way(message, content, rules, language)
    if not way.does_anything:
        return body
    if message.channel == "email":
        return _mail(body, way)
    return _other(body, way)


class _Way:
    """Where one message's links lead."""

    def __init__(
        self, message: Waiting, content: Mapping[str, Any], rules: Rules, language: str
    ) -> None:
        self.message = message
        self.base: str = settings.BASE_URL
        self.signer = Signer(self.mark())
        wanted = content.get("track")
        counted = message.kind == "marketing" or rules.transactional
        if wanted in ("on", "off"):
            counted = wanted == "on"
        self.clicks = counted and rules.clicks and message.channel not in rules.off
        self.opens = counted and rules.opens and message.channel not in rules.off
        journey = _journey(message) if rules.utm else ""
        self.utm = rule_for(rules.utm, message.channel, journey) if rules.utm else None
        self.words = {
            "channel": message.channel,
            "journey": journey,
            "step": message.step,
            "topic": message.topic,
            "language": language,
        }

    @property
    def does_anything(self) -> bool:
        return self.clicks or self.opens or self.utm is not None

    def mark(self, url: str = "", product: str = "") -> Mark:
        m = self.message
        return Mark(m.workspace_id, m.lane, m.customer_id, m.id, url, product)

    def long(self, address: str, product: str) -> str:
        """By /r/, with the address in the token."""
        if self._ours(address):
            return address
        address = marked(address, self.utm, self.words)
        if not self.clicks or len(address) > LONGEST:
            return address
        return f"{self.base}/r/{self.signer.click(address, product)}"

    def short(self, address: str, product: str) -> str:
        """By /s/, with the address in the database."""
        if self._ours(address):
            return address
        address = marked(address, self.utm, self.words)
        return short.url(self.mark(address, product)) if self.clicks else address

    def only_marked(self, address: str, _: str) -> str:
        return address if self._ours(address) else marked(address, self.utm, self.words)

    def _ours(self, address: str) -> bool:
        base = self.base
        return address.startswith(base) and address[len(base) :].startswith(PAGES)


def _mail(mail: Any, way: _Way) -> Any:
    if not mail.html:
        return mail
    html = rewriting.in_html(mail.html, way.long) if way.clicks or way.utm else mail.html
    if way.opens:
        html = rewriting.with_pixel(html, f"{way.base}/o/{way.signer.open()}")
    return msgspec.structs.replace(mail, html=html)


def _other(body: Any, way: _Way) -> Any:
    """Texts, links and buttons of any other kind, by the names of the fields."""
    names = set(getattr(body, "__struct_fields__", ()))
    if not names:
        return body
    lead = way.only_marked if way.message.channel in TOLD else way.short
    changes: dict[str, Any] = {}
    text = getattr(body, "text", None)
    if way.message.channel in TEXTS and isinstance(text, str) and "://" in text:
        changes["text"] = rewriting.in_text(text, lead)
    link = getattr(body, "link", None)
    if isinstance(link, str) and rewriting.usable(link):
        changes["link"] = lead(link, "")
    buttons = getattr(body, "buttons", None)
    if isinstance(buttons, list | tuple) and buttons:
        changes["buttons"] = type(buttons)(_button(each, way) for each in buttons)
    made = msgspec.structs.replace(body, **changes) if changes else body
    # A kind that measures its text measures the one that leaves.
    measured = getattr(made, "measured", None)
    return measured() if "text" in changes and callable(measured) else made


def _button(button: Any, way: _Way) -> Any:
    lead = way.only_marked if way.message.channel in TOLD else way.short
    if isinstance(button, Mapping):
        link = button.get("link")
        usable = isinstance(link, str) and rewriting.usable(link)
        return {**button, "link": lead(str(link), "")} if usable else button
    link = getattr(button, "link", None)
    if isinstance(link, str) and rewriting.usable(link):
        return msgspec.structs.replace(button, link=lead(link, ""))
    return button


def _journey(message: Waiting) -> str:
    return contracts.journey_slug(message.journey_id) if message.journey_id else ""
