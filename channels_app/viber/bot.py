"""A Viber bot.

1. At partners.viber.com create a bot, and copy its token into this form.
2. Write the bot's address name (the part after chatURI= in its link), for the links of customers.
3. Press "Connect": Viber is told where its callbacks go (the product must be reached by HTTPS).
4. Open the bot's link on a phone, write a word, and send yourself a test.

https://developers.viber.com/docs/api/rest-bot-api/
"""

import hmac
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec

from channels_app import receipts
from channels_app.base import Address, Outgoing
from channels_app.content.notice import Notice
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.devices.carrier import PerDevice, gone
from channels_app.http import Ask, Client, Reply
from channels_app.provider import (
    Account,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Heard,
    Provider,
    Said,
    Told,
    carried_id,
)
from channels_app.setting import setting

BUSY_SECONDS = 30.0
CAPTION_CHARS = 768
PRESSED = "sojourn:"
EVENTS = ["delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started"]
GONE = {5: "not_registered", 6: "unsubscribed"}
ACCOUNT = frozenset({2, 7, 9, 10})  # wrong token, blocked, suspended, no webhook
BUSY = 12
TOLD = {"delivered": Status.DELIVERED, "seen": Status.OPENED, "failed": Status.FAILED}

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: Annotated[str, setting("Token", secret=True, min_length=10, max_length=200)]
    sender_name: Annotated[str, setting("Sender's name", min_length=1, max_length=28)]
    avatar: Annotated[str, setting("Its picture", "An address that begins with https://.")] = ""
    uri: Annotated[str, setting("Address name", "For links: the part after chatURI=.")] = ""
    base_url: Annotated[str, setting("Address of the API", advanced=True)] = (
        "https://chatapi.viber.com"
    )

    def ask(self, method: str, **fields: Any) -> Ask:
        return Ask(
            url=f"{self.base_url.rstrip('/')}/pa/{method}",
            headers={"content-type": "application/json", "x-viber-auth-token": self.token},
            body=_encode(fields),
        )


class Carrier(PerDevice):
    nobody = "The customer did not write to this bot yet."

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings

    def sign_in(self, now: datetime) -> None:
        """The token goes with every request."""

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask:
        notice: Notice = each.body
        sender = {"name": self.settings.sender_name}
        if self.settings.avatar:
            sender["avatar"] = self.settings.avatar
        said: dict[str, Any] = {"type": "text", "text": notice.text}
        if notice.image:
            text = notice.text[:CAPTION_CHARS]
            said = {"type": "picture", "media": notice.image, "text": text}
        return self.settings.ask(
            "send_message",
            receiver=to.address,
            sender=sender,
            min_api_version=7,
            tracking_data=carried_id(each.message.lane, each.message.id),
            **said,
            **_keyboard(notice),
        )

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        status = said.get("status") if isinstance(said, dict) else None
        words = receipts.words(said.get("status_message")) if isinstance(said, dict) else ""
        found = receipts.of_reply(key, reply, now, idempotent=False, said=words)
        if found:
            return found
        if not reply.ok or not isinstance(status, int):
            return receipts.unread(key, reply, idempotent=False)
        if status == 0:
            return receipts.sent(key, str(said.get("message_token", "")))
        if status in GONE:
            return gone(key, to, GONE[status])
        if status == BUSY:
            return receipts.wait(key, now, BUSY_SECONDS, "Viber asks us to send more slowly.")
        if status in ACCOUNT:
            return receipts.account_failed(key, f"Viber refuses the account: {words}.")
        return receipts.refused(key, f"Viber refuses it: {words} ({status}).")


class Bot(Provider):
    title = "Viber bot"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def invitation(self, account: Account, token: str) -> str:
        uri = account.settings.uri
        return f"viber://pa?chatURI={quote(uri, safe='')}&context={token}" if uri else ""

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        client = Client()
        try:
            hook = {"url": account.hook_url, "event_types": EVENTS, "send_name": True}
            info = _taken(client.one(settings.ask("get_account_info")))
            _taken(client.one(settings.ask("set_webhook", **hook)))
        finally:
            client.close()
        return f"Connected to {receipts.words(info.get('name')) or 'the bot'}."

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        token = account.settings.token.encode()
        signature = hmac.digest(token, callback.body, "sha256").hex()
        shown = callback.headers.get("x-viber-content-signature", "")
        if not hmac.compare_digest(shown.lower().encode(), signature.encode()):
            raise CallbackRefusedError("The callback's signature is not Viber's.")
        try:
            event = msgspec.json.decode(callback.body, type=Event)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise BadCallbackError("The callback is no event of Viber.") from error
        return Heard(_items(event, now))


class Person(msgspec.Struct):
    id: str
    name: str = ""
    language: str = ""


class Message(msgspec.Struct):
    type: str = "text"
    text: str = ""
    tracking_data: str = ""


class Event(msgspec.Struct):
    """https://developers.viber.com/docs/api/rest-bot-api/#callbacks"""

    event: str
    timestamp: int = 0
    message_token: int = 0
    user_id: str = ""
    desc: str = ""
    context: str = ""
    subscribed: bool = False
    user: Person | None = None
    sender: Person | None = None
    message: Message | None = None


def _items(event: Event, now: datetime) -> list[Told | Said]:
    at = _at(event.timestamp, now)
    event_id = f"{event.event}:{event.message_token}:{event.user_id}"[:200]
    if event.event in TOLD:
        failed = event.event == "failed"
        return [
            Told(
                event_id=event_id,
                status=TOLD[event.event],
                at=at,
                ref=str(event.message_token),
                reason=receipts.words(event.desc) if failed else "",
            )
        ]
    person = event.user or event.sender
    who = person.id if person else event.user_id
    if not who:
        return []
    what = _what(event)
    if what is None:
        return []
    message = event.message or Message()
    pressed = message.text.startswith(PRESSED)
    return [
        Said(
            event_id=f"{event.event}:{event.message_token}:{who}"[:200],
            what="button" if pressed else what,
            address=who,
            at=at,
            text="" if pressed else message.text[:4096],
            button=message.text.removeprefix(PRESSED)[:64] if pressed else "",
            token=event.context[:512],
            message=message.tracking_data[:200],
            data=_kept(person),
        )
    ]


def _what(event: Event) -> Literal["message", "subscribed", "unsubscribed"] | None:
    if event.event == "message":
        return "message"
    if event.event in ("subscribed", "conversation_started"):
        return "subscribed"
    return "unsubscribed" if event.event == "unsubscribed" else None


def _kept(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    found = {"name": person.name, "language": person.language}
    return {name: value[:100] for name, value in found.items() if value}


def _at(milliseconds: int, now: datetime) -> datetime:
    try:
        at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return now
    return min(at, now) if milliseconds > 0 else now


def _keyboard(notice: Notice) -> dict[str, Any]:
    buttons = [
        {
            "Columns": 6,
            "Rows": 1,
            "Text": button.text,
            "ActionType": "open-url" if button.link else "reply",
            "ActionBody": button.link or f"{PRESSED}{button.id}",
            "Silent": not button.link,
        }
        for button in notice.buttons
    ]
    return {"keyboard": {"Type": "keyboard", "Buttons": buttons}} if buttons else {}


def _taken(reply: Reply) -> dict[str, Any]:
    said = reply.json()
    if not isinstance(said, dict):
        raise DeliveryError("Viber could not be reached.", permanent=False)
    if said.get("status") != 0:
        words = receipts.words(said.get("status_message"))
        raise DeliveryError(f"Viber refuses it: {words}.", permanent=True)
    return said
