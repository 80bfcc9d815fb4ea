"""A bot of your own.

1. In Telegram write /newbot to @BotFather, choose a name, and paste the token that it answers.
2. Press "Connect": the bot is told where its messages go.
3. Customers begin the chat by a link of their own, {{ subscribe_url }} in a mail or on your page:
   by it we know whose chat it is.
4. Write /start to your bot, and send yourself a test.

https://core.telegram.org/bots/api
"""

import hmac
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Annotated, Any

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
)
from channels_app.setting import setting

BUSY_SECONDS = 5.0
CAPTION_CHARS = 1024
SIGNS = "x-telegram-bot-api-secret-token"
UPDATES = ["message", "callback_query", "my_chat_member"]

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    token: Annotated[
        str,
        setting(
            "Token",
            secret=True,
            placeholder="123456:ABC…",
            pattern=r"^[0-9]{3,20}:[A-Za-z0-9_-]{20,80}$",
        ),
    ]
    bot: Annotated[
        str, setting("Name of the bot", "For links, without @.", pattern="^[A-Za-z0-9_]{0,32}$")
    ] = ""
    hook_secret: Annotated[
        str,
        setting(
            "Secret of the hook",
            "Made for you: Telegram shows it with every call.",
            secret=True,
            advanced=True,
            pattern="^[A-Za-z0-9_-]{0,256}$",
        ),
    ] = ""
    base_url: Annotated[str, setting("Address of the API", advanced=True)] = (
        "https://api.telegram.org"
    )

    def ask(self, method: str, **fields: Any) -> Ask:
        return Ask(
            url=f"{self.base_url.rstrip('/')}/bot{self.token}/{method}",
            headers={"content-type": "application/json"},
            body=_encode(fields),
        )


class Carrier(PerDevice):
    nobody = "The customer has no chat with this bot."

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings

    def sign_in(self, now: datetime) -> None:
        """The token stands in every address."""

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask:
        notice: Notice = each.body
        shared = {"chat_id": to.address, **_keyboard(notice)}
        if notice.image:
            caption = notice.text[:CAPTION_CHARS]
            return self.settings.ask("sendPhoto", photo=notice.image, caption=caption, **shared)
        return self.settings.ask("sendMessage", text=notice.text, **shared)

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        said = said if isinstance(said, dict) else {}
        words = receipts.words(str(said.get("description", "")).replace(self.settings.token, "…"))
        if reply.trouble:
            reply.words = reply.words.replace(self.settings.token, "…")
        if reply.status == 403 and said:
            # Blocked, kicked or deleted: not the account's trouble.
            return gone(key, to, "blocked")
        if reply.status == 404 and said:
            return receipts.account_failed(key, f"Telegram does not know this bot: {words}.")
        if reply.status == 429:
            wait = said.get("parameters", {}).get("retry_after")
            seconds = wait if isinstance(wait, int | float) else reply.retry_after(now.timestamp())
            seconds = BUSY_SECONDS if seconds is None else seconds
            return receipts.wait(key, now, seconds, "Telegram asks us to send more slowly.")
        found = receipts.of_reply(key, reply, now, idempotent=False, said=words)
        if found:
            return found
        result = said.get("result")
        if reply.ok and said.get("ok") is True and isinstance(result, dict):
            return receipts.sent(key, f"{to.address}:{result.get('message_id')}")
        if reply.ok and said.get("ok") is not False:
            return receipts.unread(key, reply, idempotent=False)
        if "chat not found" in words.lower():
            return gone(key, to, "no_chat")
        return receipts.refused(key, f"Telegram refuses it: {words}.")


class Bot(Provider):
    title = "Telegram bot"
    Settings = Settings
    hears = True

    def made(self) -> dict[str, Any]:
        return {"hook_secret": token_urlsafe(24)}

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def invitation(self, account: Account, token: str) -> str:
        bot = account.settings.bot
        return f"https://t.me/{bot}?start={token}" if bot else ""

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        client = Client()
        try:
            me = _result(client.one(settings.ask("getMe")))
            hook = {"url": account.hook_url, "allowed_updates": UPDATES}
            if settings.hook_secret:
                hook["secret_token"] = settings.hook_secret
            _result(client.one(settings.ask("setWebhook", **hook)))
        finally:
            client.close()
        name = str(me.get("username", ""))
        missing = "" if settings.bot == name else f" Write {name} as the name of the bot."
        return f"Connected to @{name}.{missing}"

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        secret = account.settings.hook_secret
        shown = callback.headers.get(SIGNS, "")
        if not secret or not hmac.compare_digest(shown.encode(), secret.encode()):
            raise CallbackRefusedError("The callback does not show the hook's secret.")
        try:
            update = msgspec.json.decode(callback.body, type=Update)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise BadCallbackError("The callback is no update of Telegram.") from error
        return _heard(update, now)


class Chat(msgspec.Struct):
    id: int
    type: str = ""


class Person(msgspec.Struct):
    first_name: str = ""
    username: str = ""
    language_code: str = ""


class Ref(msgspec.Struct):
    message_id: int


class Message(msgspec.Struct):
    message_id: int
    chat: Chat
    date: int = 0
    text: str = ""
    caption: str = ""
    sender: Person | None = msgspec.field(default=None, name="from")
    reply_to_message: Ref | None = None


class Press(msgspec.Struct):
    id: str
    data: str = ""
    message: Message | None = None
    sender: Person | None = msgspec.field(default=None, name="from")


class Member(msgspec.Struct):
    status: str


class Membership(msgspec.Struct):
    chat: Chat
    new_chat_member: Member
    date: int = 0


class Update(msgspec.Struct):
    """https://core.telegram.org/bots/api#update"""

    update_id: int
    message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None


def _heard(update: Update, now: datetime) -> Heard:
    event_id = str(update.update_id)
    if update.message is not None and update.message.chat.type in ("private", ""):
        return Heard([_message(update.message, event_id, now)])
    if update.callback_query is not None:
        return _press(update.callback_query, event_id, now)
    change = update.my_chat_member
    if change is not None and change.chat.type in ("private", ""):
        left = change.new_chat_member.status in ("kicked", "left")
        return Heard(
            [
                Said(
                    event_id=event_id,
                    what="blocked" if left else "subscribed",
                    address=str(change.chat.id),
                    at=_at(change.date, now),
                )
            ]
        )
    return Heard()


def _message(message: Message, event_id: str, now: datetime) -> Said:
    command, _, token = message.text.partition(" ")
    reply = message.reply_to_message
    begins = command == "/start"
    return Said(
        event_id=event_id,
        what="subscribed" if begins else "message",
        address=str(message.chat.id),
        at=_at(message.date, now),
        text="" if begins else (message.text or message.caption)[:4096],
        token=token.strip()[:64] if begins else "",
        ref=f"{message.chat.id}:{reply.message_id}" if reply else "",
        data=_kept(message.sender),
    )


def _press(press: Press, event_id: str, now: datetime) -> Heard:
    # The button spins until its press is answered, which the answer to this call does.
    stop = _encode({"method": "answerCallbackQuery", "callback_query_id": press.id})
    answer = Answer(body=stop, content_type="application/json")
    if press.message is None:
        return Heard([], answer)
    chat = press.message.chat.id
    said = Said(
        event_id=event_id,
        what="button",
        address=str(chat),
        at=now,
        button=press.data[:64],
        ref=f"{chat}:{press.message.message_id}",
        data=_kept(press.sender),
    )
    return Heard([said], answer)


def _kept(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    found = {
        "name": person.first_name,
        "username": person.username,
        "language": person.language_code,
    }
    return {name: value[:100] for name, value in found.items() if value}


def _at(seconds: int, now: datetime) -> datetime:
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return now
    return min(at, now) if seconds > 0 else now


def _keyboard(notice: Notice) -> dict[str, Any]:
    """One button to a row; a press comes back with the button's id."""
    rows = [
        [{"text": b.text, "url": b.link} if b.link else {"text": b.text, "callback_data": b.id}]
        for b in notice.buttons
    ]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def _result(reply: Reply) -> dict[str, Any]:
    said = reply.json()
    result = said.get("result") if isinstance(said, dict) else None
    if reply.ok and isinstance(said, dict) and said.get("ok") is True:
        return result if isinstance(result, dict) else {}
    if not isinstance(said, dict):
        raise DeliveryError("Telegram could not be reached.", permanent=False)
    words = receipts.words(said.get("description"))
    raise DeliveryError(f"Telegram refuses it: {words}.", permanent=True)
