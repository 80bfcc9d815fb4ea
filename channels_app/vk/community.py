"""A community's messages.

1. In your VK community: Manage, API usage, Access tokens: create one with the right "community
   messages", and copy it here, with the community's number.
2. On the tab "Callback API" choose version 5.199, copy the string that the server must return, and
   the secret key that you write there, into this form.
3. Save, put the hook's address below into "Address", press Confirm there, and switch on the events
   message_new, message_allow, message_deny and message_event.
4. Write to the community yourself, and send yourself a test.

https://dev.vk.com/en/method/messages.send, https://dev.vk.com/en/api/callback/getting-started
"""

import hmac
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec

from channels_app import receipts
from channels_app.base import Address, Outgoing
from channels_app.content.notice import Notice
from channels_app.contracts import DeliveryError, Receipt
from channels_app.devices.carrier import PerDevice, gone
from channels_app.http import Ask, Client, Reply
from channels_app.provider import (
    Account,
    Answer,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Heard,
    Provider,
    Said,
    carried_id,
)
from channels_app.setting import setting

VERSION = "5.199"
BUSY_SECONDS = 1.0
FLOOD_SECONDS = 60.0
LABEL_CHARS = 40
# https://dev.vk.com/en/reference/errors
GONE = {18: "deleted", 900: "blocked", 901: "not_allowed", 902: "not_allowed"}
ACCOUNT = frozenset({5, 7, 14, 15, 17, 27, 28})
AGAIN = frozenset({1, 10})
SLOWER = {6: BUSY_SECONDS, 9: FLOOD_SECONDS, 29: FLOOD_SECONDS}

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: Annotated[str, setting("Access token", secret=True, min_length=10)]
    group: Annotated[int, setting("The community's number", ge=1)]
    confirmation: Annotated[str, setting("String the server must return", max_length=100)] = ""
    secret: Annotated[
        str, setting("Secret key", "That you wrote on the tab.", secret=True, max_length=100)
    ] = ""
    base_url: Annotated[str, setting("Address of the API", advanced=True)] = "https://api.vk.com"

    def ask(self, method: str, **fields: Any) -> Ask:
        return Ask(
            url=f"{self.base_url.rstrip('/')}/method/{method}",
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "authorization": f"Bearer {self.token}",
            },
            body=urlencode({**fields, "v": VERSION}).encode(),
        )


class Carrier(PerDevice):
    """`random_id` is made of the intent, so VK itself sends it once."""

    idempotent = True
    nobody = "The customer did not allow this community to write."

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings

    def sign_in(self, now: datetime) -> None:
        """The token goes with every request."""

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask:
        notice: Notice = each.body
        # A picture would have to be uploaded first; VK shows one at whose address a text ends.
        text = f"{notice.text}\n{notice.image}" if notice.image else notice.text
        return self.settings.ask(
            "messages.send",
            peer_id=to.address,
            random_id=random_id(each.message.id),
            message=text,
            **_keyboard(each),
        )

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        error = said.get("error") if isinstance(said, dict) else None
        found = receipts.of_reply(key, reply, now, idempotent=True)
        if found:
            return found
        if isinstance(error, dict):
            return self._refused(key, to, error, now)
        if isinstance(said, dict) and isinstance(said.get("response"), int):
            return receipts.sent(key, f"{to.address}:{said['response']}")
        return receipts.unread(key, reply, idempotent=True)

    def _refused(self, key: str, to: Address, error: dict[str, Any], now: datetime) -> Receipt:
        code = error.get("error_code")
        words = receipts.words(error.get("error_msg"))
        if code in SLOWER:
            return receipts.wait(key, now, SLOWER[code], "VK asks us to send more slowly.")
        if code in GONE:
            return gone(key, to, GONE[code])
        if code in ACCOUNT:
            return receipts.account_failed(key, f"VK refuses the account: {words} ({code}).")
        if code in AGAIN:
            return receipts.again(key, f"VK could not do it just now: {words}.")
        return receipts.refused(key, f"VK refuses it: {words} ({code}).")


class Community(Provider):
    title = "VK community"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def invitation(self, account: Account, token: str) -> str:
        return f"https://vk.me/public{account.settings.group}?ref={token}"

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        client = Client()
        try:
            reply = client.one(settings.ask("groups.getById", group_id=settings.group))
        finally:
            client.close()
        said = reply.json()
        if not isinstance(said, dict):
            raise DeliveryError("VK could not be reached.", permanent=False)
        if isinstance(said.get("error"), dict):
            words = receipts.words(said["error"].get("error_msg"))
            raise DeliveryError(f"VK refuses it: {words}.", permanent=True)
        groups = said.get("response", {}).get("groups") or [{}]
        name = receipts.words(groups[0].get("name"))
        return f"The token belongs to {name or 'the community'}."

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        settings: Settings = account.settings
        try:
            event = msgspec.json.decode(callback.body, type=Event)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            # VK shows its secret inside of the body: what cannot be read has shown none.
            raise CallbackRefusedError("The callback does not show the secret key.") from error
        shown, secret = event.secret.encode(), settings.secret.encode()
        if not secret or not hmac.compare_digest(shown, secret):
            raise CallbackRefusedError("The callback does not show the secret key.")
        if event.group_id != settings.group:
            raise CallbackRefusedError("The callback is of another community.")
        if event.type == "confirmation":
            return Heard([], Answer(body=settings.confirmation.encode()))
        try:
            item = _item(event, now)
        except (msgspec.ValidationError, OverflowError) as error:
            raise BadCallbackError("The event cannot be read.") from error
        return Heard([item] if item else [], Answer(body=b"ok"))


class Event(msgspec.Struct):
    type: str
    group_id: int = 0
    event_id: str = ""
    secret: str = ""
    object: dict[str, Any] = {}


class Message(msgspec.Struct):
    from_id: int
    id: int = 0
    date: int = 0
    text: str = ""
    payload: str = ""
    ref: str = ""


class Payload(msgspec.Struct, frozen=True):
    """What our buttons carry."""

    b: str = ""
    m: str = ""


class Person(msgspec.Struct):
    user_id: int
    key: str = ""
    payload: Payload = Payload()


def _item(event: Event, now: datetime) -> Said | None:
    event_id = (
        event.event_id
        or blake2b(
            msgspec.json.encode([event.type, event.object], order="sorted"), digest_size=16
        ).hexdigest()
    )
    if event.type == "message_new":
        message = msgspec.convert(event.object.get("message", {}), Message)
        pressed = _payload(message.payload)
        return Said(
            event_id=event_id,
            what="button" if pressed.b else "subscribed" if message.ref else "message",
            address=str(message.from_id),
            at=_at(message.date, now),
            text="" if pressed.b else message.text[:4096],
            button=pressed.b[:64],
            message=pressed.m[:200],
            token=message.ref[:512],
        )
    if event.type not in ("message_allow", "message_deny", "message_event"):
        return None
    person = msgspec.convert(event.object, Person, strict=False)
    if event.type == "message_event":
        return Said(
            event_id=event_id,
            what="button",
            address=str(person.user_id),
            at=now,
            button=person.payload.b[:64],
            message=person.payload.m[:200],
        )
    allowed = event.type == "message_allow"
    return Said(
        event_id=event_id,
        what="subscribed" if allowed else "blocked",
        address=str(person.user_id),
        at=now,
        token=person.key[:512],
    )


def random_id(message_id: str) -> int:
    """The same for the same intent; VK takes 32 bits, and remembers them per person."""
    return int.from_bytes(blake2b(message_id.encode(), digest_size=4).digest()) & 0x7FFFFFFF


def _payload(text: str) -> Payload:
    try:
        return msgspec.json.decode(text, type=Payload) if text else Payload()
    except msgspec.MsgspecError:
        return Payload()


def _at(seconds: int, now: datetime) -> datetime:
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return now
    return min(at, now) if seconds > 0 else now


def _keyboard(each: Outgoing) -> dict[str, str]:
    notice: Notice = each.body
    carried = carried_id(each.message.lane, each.message.id)
    rows = []
    for button in notice.buttons:
        label = button.text[:LABEL_CHARS]
        if button.link:
            action = {"type": "open_link", "link": button.link, "label": label}
        else:
            payload = _encode({"b": button.id, "m": carried}).decode()
            action = {"type": "text", "label": label, "payload": payload}
        rows.append([{"action": action}])
    return {"keyboard": _encode({"inline": True, "buttons": rows}).decode()} if rows else {}
