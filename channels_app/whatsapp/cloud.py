"""WhatsApp's Cloud API.

1. At developers.facebook.com create a business app with WhatsApp, and add your number.
2. Copy the Phone number ID and a permanent token of a system user (rights
   whatsapp_business_messaging, whatsapp_business_management), and the app's secret from Settings,
   Basic, into this form; think of a word to verify the hook by.
3. Save, then in WhatsApp, Configuration put the hook's address and that word, and subscribe to
   the field "messages".
4. Write to the number yourself, and send yourself a test: outside of 24 hours after a customer's
   message only approved templates may be sent.

https://developers.facebook.com/docs/whatsapp/cloud-api
"""

import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from channels_app import receipts
from channels_app.base import Outgoing
from channels_app.carrier import PerMessage
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.http import Ask, Client, Reply
from channels_app.phone import e164
from channels_app.provider import (
    Account,
    Answer,
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
from channels_app.whatsapp.content import WhatsApp

# https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
ACCOUNT = frozenset({0, 3, 10, 190, 131005, 131031, 131042, 131045, 133010, 368})
SLOWER = {4: 60.0, 80007: 60.0, 130429: 5.0, 131048: 300.0, 131056: 10.0, 133016: 300.0}
AGAIN = frozenset({1, 2, 131000, 131016, 133004})
# No WhatsApp at this number, or it cannot be reached for good.
NO_ADDRESS = frozenset({131026, 131030})
TOLD = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.OPENED,
    "failed": Status.FAILED,
}
BUSY_SECONDS = 5.0

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phone_number_id: Annotated[str, setting("Phone number ID", pattern="^[0-9]{5,30}$")]
    token: Annotated[str, setting("Token", secret=True, min_length=10)]
    app_secret: Annotated[str, setting("App secret", secret=True, min_length=8)]
    verify_token: Annotated[
        str, setting("Word to verify the hook by", "Any word of your own.", min_length=4)
    ]
    base_url: Annotated[str, setting("Address of the API", advanced=True)] = (
        "https://graph.facebook.com/v23.0"
    )

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Ask:
        return Ask(
            method="GET" if body is None else "POST",
            url=f"{self.base_url.rstrip('/')}/{self.phone_number_id}{path}",
            headers={"authorization": f"Bearer {self.token}", "content-type": "application/json"},
            body=b"" if body is None else _encode(body),
        )


class Carrier(PerMessage):
    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings

    def ask(self, each: Outgoing) -> Ask:
        message = each.message
        return self.settings.ask(
            "/messages",
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": (e164(message.recipient) or message.recipient).lstrip("+"),
                "biz_opaque_callback_data": carried_id(message.lane, message.id),
                **_content(each.body),
            },
        )

    def read(self, each: Outgoing, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        error = said.get("error") if isinstance(said, dict) else None
        if isinstance(error, dict):
            return _refused(key, error, reply, now)
        found = receipts.of_reply(key, reply, now, idempotent=False)
        if found:
            return found
        messages = said.get("messages") if isinstance(said, dict) else None
        if reply.ok and isinstance(messages, list) and messages and isinstance(messages[0], dict):
            return receipts.sent(key, str(messages[0].get("id", "")))
        return receipts.unread(key, reply, idempotent=False)


class Cloud(Provider):
    title = "WhatsApp Cloud API"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def connect(self, account: Account) -> str:
        client = Client()
        try:
            reply = client.one(account.settings.ask("?fields=display_phone_number,verified_name"))
        finally:
            client.close()
        said = reply.json()
        if not isinstance(said, dict):
            raise DeliveryError("WhatsApp could not be reached.", permanent=False)
        if isinstance(said.get("error"), dict):
            words = receipts.words(said["error"].get("message"))
            raise DeliveryError(f"WhatsApp refuses it: {words}.", permanent=True)
        number = receipts.words(said.get("display_phone_number"))
        return f"Connected to {number}, {receipts.words(said.get('verified_name'))}."

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        settings: Settings = account.settings
        if callback.method == "GET":
            return _challenge(settings, callback)
        signature = hmac.digest(settings.app_secret.encode(), callback.body, "sha256").hex()
        shown = callback.headers.get("x-hub-signature-256", "").removeprefix("sha256=")
        if not hmac.compare_digest(shown.lower().encode(), signature.encode()):
            raise CallbackRefusedError("The callback's signature is not WhatsApp's.")
        try:
            told = msgspec.json.decode(callback.body, type=Notification)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise BadCallbackError("The callback is no notification of WhatsApp.") from error
        values = (change.value for entry in told.entry for change in entry.changes)
        return Heard([item for value in values for item in _items(value, settings, now)])


class Named(msgspec.Struct, frozen=True):
    """A failure, or a text: whatever has the one field that is read."""

    code: int = 0
    title: str = ""
    message: str = ""


class State(msgspec.Struct):
    id: str
    status: str
    timestamp: str = ""
    biz_opaque_callback_data: str = ""
    errors: list[Named] = []


class Text(msgspec.Struct, frozen=True):
    body: str = ""


class Pressed(msgspec.Struct, frozen=True):
    payload: str = ""
    text: str = ""


class Choice(msgspec.Struct, frozen=True):
    id: str = ""
    title: str = ""


class Interactive(msgspec.Struct, frozen=True):
    button_reply: Choice | None = None
    list_reply: Choice | None = None


class Context(msgspec.Struct, frozen=True):
    id: str = ""


class Message(msgspec.Struct):
    id: str
    sender: str = msgspec.field(name="from", default="")
    timestamp: str = ""
    text: Text | None = None
    button: Pressed | None = None
    interactive: Interactive | None = None
    context: Context | None = None


class Metadata(msgspec.Struct, frozen=True):
    phone_number_id: str = ""


class Value(msgspec.Struct, frozen=True):
    metadata: Metadata = Metadata()
    statuses: list[State] = []
    messages: list[Message] = []


class Change(msgspec.Struct, frozen=True):
    value: Value = Value()


class Entry(msgspec.Struct, frozen=True):
    changes: list[Change] = []


class Notification(msgspec.Struct):
    """https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples"""

    entry: list[Entry] = []


def _challenge(settings: Settings, callback: Callback) -> Heard:
    word = callback.query.get("hub.verify_token", "").encode()
    if not hmac.compare_digest(word, settings.verify_token.encode()):
        raise CallbackRefusedError("The word to verify by is another one.")
    return Heard([], Answer(body=callback.query.get("hub.challenge", "").encode()[:200]))


def _items(value: Value, settings: Settings, now: datetime) -> Iterator[Told | Said]:
    """An app with several numbers hears of all of them at every hook."""
    if value.metadata.phone_number_id not in ("", settings.phone_number_id):
        return
    for state in value.statuses:
        if state.status in TOLD:
            yield _told(state, now)
    for message in value.messages:
        address = e164(f"+{message.sender.lstrip('+')}")
        if address:
            yield _said(message, address, now)


def _told(state: State, now: datetime) -> Told:
    error = state.errors[0] if state.errors else Named()
    failed = state.status == "failed"
    barred = failed and error.code in NO_ADDRESS
    words = receipts.words(error.title or error.message)
    return Told(
        event_id=f"{state.id}:{state.status}"[:200],
        status=TOLD[state.status],
        at=_at(state.timestamp, now),
        message=state.biz_opaque_callback_data[:200],
        ref=state.id,
        reason=f"{words} ({error.code})" if failed else "",
        permanent=barred,
        suppress=barred,
    )


def _said(message: Message, address: str, now: datetime) -> Said:
    choice = (
        message.interactive.button_reply or message.interactive.list_reply
        if (message.interactive)
        else None
    )
    pressed = choice.id if choice else message.button.payload if message.button else ""
    return Said(
        event_id=message.id[:200],
        what="button" if pressed else "message",
        address=address,
        at=_at(message.timestamp, now),
        text=(message.text.body if message.text else "")[:4096],
        button=pressed[:64],
        ref=message.context.id if message.context else "",
    )


def _at(seconds: str, now: datetime) -> datetime:
    try:
        return min(datetime.fromtimestamp(int(seconds), UTC), now)
    except (OverflowError, OSError, ValueError):
        return now


def _content(body: WhatsApp) -> dict[str, Any]:
    if body.template_name:
        template: dict[str, Any] = {
            "name": body.template_name,
            "language": {"code": body.template_language},
            "components": _components(body),
        }
        return {"type": "template", "template": template}
    if not body.buttons:
        return {"type": "text", "text": {"body": body.text, "preview_url": True}}
    return {"type": "interactive", "interactive": _interactive(body)}


def _components(body: WhatsApp) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if body.params:
        texts = [{"type": "text", "text": param} for param in body.params]
        found.append({"type": "body", "parameters": texts})
    for index, button in enumerate(body.buttons):
        given = (
            {"type": "text", "text": button.link}
            if button.link
            else {"type": "payload", "payload": button.id}
        )
        sort = "url" if button.link else "quick_reply"
        found.append(
            {"type": "button", "sub_type": sort, "index": str(index), "parameters": [given]}
        )
    return found


def _interactive(body: WhatsApp) -> dict[str, Any]:
    first = body.buttons[0]
    if first.link:
        parameters = {"display_text": first.text, "url": first.link}
        action: dict[str, Any] = {"name": "cta_url", "parameters": parameters}
        return {"type": "cta_url", "body": {"text": body.text}, "action": action}
    replies = [{"type": "reply", "reply": {"id": b.id, "title": b.text}} for b in body.buttons]
    return {"type": "button", "body": {"text": body.text}, "action": {"buttons": replies}}


def _refused(key: str, error: dict[str, Any], reply: Reply, now: datetime) -> Receipt:
    code = error.get("code")
    details = error.get("error_data")
    details = details.get("details") if isinstance(details, dict) else None
    words = f"{receipts.words(details or error.get('message'))} ({code})"
    if code in SLOWER or reply.status == 429:
        seconds = reply.retry_after(now.timestamp())
        seconds = SLOWER.get(code or 0, BUSY_SECONDS) if seconds is None else seconds
        return receipts.wait(key, now, seconds, f"WhatsApp asks us to send more slowly: {words}.")
    if code in ACCOUNT or reply.status in (401, 403):
        return receipts.account_failed(key, f"WhatsApp refuses the account: {words}.")
    if code in AGAIN or reply.status >= 500:
        return receipts.again(key, f"WhatsApp could not do it just now: {words}.")
    gone = code in NO_ADDRESS
    return receipts.refused(key, f"WhatsApp refuses it: {words}.", suppress=gone)
