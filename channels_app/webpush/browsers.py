"""Push by the services of the browsers' vendors: Google, Mozilla, Microsoft, Apple.

1. Nothing to create: the keys are made with the account. Give an address at which the vendors can
   write to you.
2. On your pages, beside the snippet: put a file `sojourn-worker.js` at the root of the shop with
   the one line that the settings show, and call `sojourn.push.ask()` when the customer presses a
   button of yours.
3. Open the shop, press that button, and send yourself a test.

The protocol is RFC 8030, the encryption RFC 8291, the signature RFC 8292.
"""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import blake2b
from threading import Lock
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from django.conf import settings as installation
from http_ece import ECEException
from py_vapid import Vapid02
from pywebpush import WebPusher, WebPushException

from channels_app import receipts
from channels_app.base import Address, Outgoing, Outside
from channels_app.content.notice import Notice
from channels_app.content.spans import seconds_of
from channels_app.contracts import DeliveryError, Receipt
from channels_app.devices import tokens
from channels_app.devices.carrier import TOO_LONG, PerDevice, gone
from channels_app.devices.fitting import fitted
from channels_app.http import Ask, Reply
from channels_app.provider import Account, Provider
from channels_app.setting import setting
from channels_app.webpush import keys

# RFC 8291 3: services take 4096 bytes, of which the header is 86 and the padding and tag are 17.
MOST_BYTES = 3993
# A page can name any address as its subscription: only the vendors' own are posted to.
VENDORS = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    ".push.apple.com",
)
SIGNED_FOR_SECONDS = 12 * 3600

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    contact: Annotated[
        str,
        setting(
            "Contact",
            "Where the vendors can reach you: an email address or a page.",
            placeholder="push@example.com",
            min_length=3,
        ),
    ]
    keep_for: Annotated[
        str,
        setting("Keep for", "How long the vendor tries to reach a browser that is closed."),
    ] = "P1D"
    urgency: Annotated[
        Literal["very-low", "low", "normal", "high"],
        setting(
            "Urgency",
            "Low ones wait until the phone is charged (RFC 8030, 5.3).",
            labels={"very-low": "Very low", "low": "Low", "normal": "Normal", "high": "High"},
        ),
    ] = "normal"
    signed_only: Annotated[
        bool,
        setting(
            "Known customers' browsers only with a signed token",
            "Take a browser for a known customer only with a token that your server made.",
            advanced=True,
        ),
    ] = False
    public_key: Annotated[
        str,
        setting(
            "Public key",
            "Made with the account. Browsers that subscribed with another one are lost.",
            advanced=True,
        ),
    ] = ""
    private_key: Annotated[str, setting("Private key", secret=True, advanced=True)] = ""
    services: Annotated[
        str,
        setting("More push services", "Hosts beside the vendors', with commas.", advanced=True),
    ] = ""


class Browsers(Provider):
    title = "Browsers' push services"
    Settings = Settings

    def made(self) -> dict[str, Any]:
        public, private = keys.new()
        return {"public_key": public, "private_key": private}

    def shown(self, account: Account) -> dict[str, str]:
        settings: Settings = account.settings
        return {"Public key": settings.public_key}

    def carrier(self, account: Account) -> Outside:
        return Carrier(account)

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        if not keys.is_pair(settings.public_key, settings.private_key):
            raise DeliveryError("The public and the private key do not belong together.", True)
        return "The keys are in order. Ask for permission on your pages, then send yourself a test."


class Carrier(PerDevice):
    """A repeated one has the same Topic, and the same tag in the browser: it replaces the first."""

    idempotent = True
    nobody = "No browser of this customer belongs to this account."

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings
        self.allowed = {host.strip() for host in self.settings.services.split(",")} - {""}
        self.signer: Any = None
        self.signed: dict[str, tuple[float, dict[str, str]]] = {}
        self.lock = Lock()

    def sign_in(self, now: datetime) -> None:
        if not keys.is_pair(self.settings.public_key, self.settings.private_key):
            raise DeliveryError("The account's two keys do not belong together.", True)
        self.signer = self.signer or Vapid02.from_string(self.settings.private_key)

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask | Receipt:
        if not self._known(to.address):
            return gone(each.message.id, to, "unknown_service")
        payload = fitted(each.body, lambda notice: _payload(notice, each), MOST_BYTES)
        if payload is None:
            return receipts.refused(each.message.id, TOO_LONG)
        try:
            body = _sealed(to, payload)
        except (WebPushException, ECEException, ValueError, TypeError):
            return gone(each.message.id, to, "bad_keys")
        ttl = seconds_of(each.body.ttl or self.settings.keep_for) or 86_400
        headers = {
            **self._signature(to.address, now),
            "ttl": str(ttl),
            "urgency": self.settings.urgency,
            "topic": topic_of(each),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
        }
        return Ask(url=to.address, headers=headers, body=body)

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key = each.message.id
        if reply.status in (404, 410):
            return gone(key, to, "unregistered")
        said = receipts.words(reply.body.decode("utf-8", "replace"))
        if reply.status == 403:
            # The browser subscribed with another key than the account's.
            return receipts.refused(key, f"The push service answered 403: {said}.")
        found = receipts.of_reply(key, reply, now, idempotent=True, said=said)
        if found:
            return found
        if reply.status in (201, 202):
            return receipts.sent(key, reply.headers.get("location", ""))
        if reply.ok:
            return receipts.unread(key, reply, idempotent=True)
        return receipts.refused(key, f"The push service answered {reply.status}: {said}.")

    def _known(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            host, place = parts.hostname or "", parts.netloc
        except ValueError:
            return False
        if place in self.allowed:
            return True
        ours = any(host == v or (v[0] == "." and host.endswith(v)) for v in VENDORS)
        return ours and parts.scheme == "https" and place == host

    def _signature(self, address: str, now: datetime) -> dict[str, str]:
        """One token serves every message to a service for some hours (RFC 8292, 2)."""
        parts = urlsplit(address)
        audience, moment = f"{parts.scheme}://{parts.netloc}", now.timestamp()
        with self.lock:
            until, headers = self.signed.get(audience, (0.0, {}))
            if not moment < until < moment + SIGNED_FOR_SECONDS:
                contact = self.settings.contact
                who = contact if ":" in contact else f"mailto:{contact}"
                ends = int(moment + SIGNED_FOR_SECONDS)
                headers = self.signer.sign({"sub": who, "aud": audience, "exp": ends})
                self.signed[audience] = (ends - SIGNED_FOR_SECONDS / 2, headers)
            return headers


def topic_of(each: Outgoing) -> str:
    """At most 32 characters of base64url (RFC 8030, 5.4)."""
    named = f"{each.message.lane}\n{each.message.id}".encode()
    return urlsafe_b64encode(blake2b(named, digest_size=18).digest()).decode()


def _payload(notice: Notice, each: Outgoing) -> dict[str, Any]:
    """What worker.js reads."""
    return {
        "sojourn": tokens.of_message(each.message),
        "hear": f"{installation.BASE_URL}/v1/push/heard",
        "tag": topic_of(each),
        "title": notice.title,
        "text": notice.text,
        "image": notice.image,
        "link": notice.link,
        "buttons": notice.buttons,
        "data": notice.data,
    }


def _sealed(to: Address, payload: dict[str, Any]) -> bytes:
    """Encrypted for this browser alone (RFC 8291)."""
    pusher = WebPusher({"endpoint": to.address, "keys": dict(to.data.get("keys") or {})})
    made = pusher.encode(_encode(payload), content_encoding="aes128gcm")
    return bytes(made["body"])
