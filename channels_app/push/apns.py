"""Apple Push Notification service: push to iPhones, iPads and Macs.

1. In the Apple developer account open Keys, add one with "Apple Push Notifications service", and
   download it: an AuthKey_....p8 file. Paste it below, with its key id and your team id.
2. The topic is the app's bundle id. An app from Xcode is in the sandbox, one from the App Store or
   TestFlight is not.
3. The app gives its device token: Segment's libraries write it into `context.device.token`, or
   post it to /v1/endpoints.

The API: developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns,
the token: .../establishing-a-token-based-connection-to-apns, the answers:
.../handling-notification-responses-from-apns.
"""

from datetime import datetime
from threading import Lock
from typing import Annotated, Any

import jwt
import msgspec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

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
from channels_app.push import device
from channels_app.push.channel import OURS
from channels_app.setting import setting

PRODUCTION = "https://api.push.apple.com"
SANDBOX = "https://api.sandbox.push.apple.com"
# Apple refuses a token older than an hour, and one that is renewed within 20 minutes.
RENEW_SECONDS = 40 * 60
OF_THE_ACCOUNT = frozenset(
    {"BadTopic", "MissingTopic", "TopicDisallowed", "BadCertificateEnvironment", "BadPath"}
)

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    key: Annotated[
        str,
        setting(
            "Key",
            "The text of the AuthKey_....p8 file.",
            secret=True,
            widget="secret-text",
            min_length=2,
        ),
    ]
    key_id: Annotated[str, setting("Key id", "Ten characters.", placeholder="ABC123DEFG")]
    team_id: Annotated[str, setting("Team id", "Ten characters.", placeholder="DEF123GHIJ")]
    topic: Annotated[str, setting("Bundle id", placeholder="com.example.shop")]
    sandbox: Annotated[bool, setting("Sandbox", "For an app that Xcode has put on the phone.")] = (
        False
    )
    keep_for: Annotated[
        str, setting("Keep for", "How long Apple tries to reach a phone that is off: P1D, PT2H.")
    ] = "P1D"
    signed_only: Annotated[
        bool,
        setting(
            "Known customers' devices only with a signed token",
            "Take a device for a known customer only with a token that your server made.",
            advanced=True,
        ),
    ] = False
    base_url: Annotated[
        str, setting("Address of the API", "Empty for Apple's own.", advanced=True)
    ] = ""


class Apns(Provider):
    title = "Apple Push Notification service"
    Settings = Settings

    def carrier(self, account: Account) -> Outside:
        return Carrier(account)

    def reaches(self, address: Address) -> bool:
        return device.is_apples(address.address)

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        Badge(settings)
        where = "the sandbox" if settings.sandbox else "the App Store's apps"
        return f"The key can sign. Messages go to {settings.topic} in {where}."


class Badge:
    """The provider token (a JWT by ES256), made anew every 40 minutes."""

    def __init__(self, settings: Settings) -> None:
        """Raises DeliveryError when the key is none."""
        self.settings = settings
        self.lock = Lock()
        self.text, self.made = "", 0.0
        try:
            self.key: Any = load_pem_private_key(settings.key.strip().encode(), None)
            self.at(0.0)
        except (ValueError, TypeError, jwt.PyJWTError) as error:
            what = "The key is not the text of an AuthKey .p8 file. Paste the whole file."
            raise DeliveryError(f"{what} ({type(error).__name__})", True) from None

    def at(self, moment: float) -> str:
        with self.lock:
            if not self.text or not 0 <= moment - self.made < RENEW_SECONDS:
                claims = {"iss": self.settings.team_id, "iat": int(moment)}
                head = {"kid": self.settings.key_id}
                self.text = jwt.encode(claims, self.key, algorithm="ES256", headers=head)
                self.made = moment
            return self.text

    def forget(self) -> None:
        with self.lock:
            self.text = ""


class Carrier(PerDevice):
    def __init__(self, account: Account) -> None:
        # Apple speaks HTTP/2 alone, many requests over one connection.
        super().__init__(http2=True, http1=False)
        self.settings: Settings = account.settings
        own = SANDBOX if self.settings.sandbox else PRODUCTION
        self.base = (self.settings.base_url or own).rstrip("/")
        self.badge: Badge | None = None
        self.bearer = ""

    def reaches(self, to: Address) -> bool:
        return device.is_apples(to.address)

    def sign_in(self, now: datetime) -> None:
        self.badge = self.badge or Badge(self.settings)
        self.bearer = self.badge.at(now.timestamp())

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask | Receipt:
        payload = fitted(each.body, lambda notice: _payload(notice, each))
        if payload is None:
            return receipts.refused(each.message.id, TOO_LONG)
        ttl = seconds_of(each.body.ttl or self.settings.keep_for) or 86_400
        headers = {
            "authorization": f"bearer {self.bearer}",
            "apns-id": device.id_of(each, to.address),
            "apns-topic": self.settings.topic,
            "apns-push-type": "alert",
            "apns-priority": "10",
            "apns-expiration": str(int(now.timestamp()) + ttl),
            "apns-collapse-id": device.id_of(each),
        }
        url = f"{self.base}/3/device/{to.address.lower()}"
        return Ask(url=url, headers=headers, body=_encode(payload))

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        reason = str(said.get("reason", "")) if isinstance(said, dict) else ""
        if reply.status == 410:
            return gone(key, to, "unregistered")
        if reason == "ExpiredProviderToken" and self.badge:
            self.badge.forget()
            return receipts.again(key, "Apple asks for a newer token.")
        found = receipts.of_reply(key, reply, now, idempotent=False, said=receipts.words(reason))
        if found:
            return found
        if reply.status == 200 and not reply.body.strip():
            return receipts.sent(key, reply.headers.get("apns-id", ""))
        if reply.ok:
            return receipts.unread(key, reply, idempotent=False)
        what = f"Apple answered {reply.status}: {receipts.words(reason)}."
        if reason in OF_THE_ACCOUNT or not reason:
            return receipts.account_failed(key, what)
        return receipts.refused(key, what)


def _payload(notice: Notice, each: Outgoing) -> dict[str, Any]:
    alert = {"title": notice.title, "body": notice.text}
    aps: dict[str, Any] = {"alert": {k: v for k, v in alert.items() if v}, "sound": "default"}
    found: dict[str, Any] = {"aps": aps, **notice.data, OURS: tokens.of_message(each.message)}
    if notice.image:
        # The app's extension fetches the picture before the notification is shown.
        aps["mutable-content"] = 1
        found["image"] = notice.image
    if notice.link:
        found["link"] = notice.link
    if notice.buttons:
        found["buttons"] = notice.buttons
    return found
