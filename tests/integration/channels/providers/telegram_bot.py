"""Telegram's Bot API: https://core.telegram.org/bots/api"""

import json
from typing import Any, ClassVar

import msgspec

from channels_app.base import Address
from channels_app.provider import Callback
from tests.integration.channels.providers.stand_in import (
    BUSY_SECONDS,
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

TOKEN = "123456:AAH-abcdefghijklmnopqrstuvwxyz012345"
SECRET = "hook-secret-1234"
CHATS: dict[Person, str] = {"ann": "1001", "bea": "1002", "gone": "1003"}


class TelegramStandIn(HttpStandIn):
    kind = "telegram"
    provider = "bot"
    content: ClassVar[dict[str, Any]] = {
        "text": "Dear {{ customer.first_name }}",
        "buttons": [
            {"id": "yes", "text": "Yes"},
            {"id": "see", "text": "See", "link": "https://t"},
        ],
    }
    wrong: ClassVar[dict[str, Any]] = {"token": "999999:AAH-abcdefghijklmnopqrstuvwxyz01234"}
    hears_people = True
    by_signature = False
    gone_drops = True

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"token": TOKEN, "bot": "tea_bot", "hook_secret": SECRET, "base_url": base_url}

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        return [Address(CHATS[person], endpoint_id=int(CHATS[person]))]

    def answer(self, request: Request) -> Response:
        _, bot, method = request.path.split("/")
        if bot != f"bot{TOKEN}":
            return _says(401, False, error_code=401, description="Unauthorized")
        asked = json.loads(request.body)
        if method == "getMe":
            return _says(200, True, result={"id": 1, "is_bot": True, "username": "tea_bot"})
        if method == "setWebhook":
            self.hook = asked
            return _says(200, True, result=True)
        if asked["chat_id"] == CHATS["gone"]:
            words = "Forbidden: bot was blocked by the user"
            return _says(403, False, error_code=403, description=words)
        rows = asked["reply_markup"]["inline_keyboard"]
        assert all(len(button.get("callback_data", "").encode()) <= 64 for [button] in rows)
        text = asked["text"] if method == "sendMessage" else asked["caption"]
        self.taken.append(Taken(asked["chat_id"], text, str(len(self.taken) + 1)))
        return _says(200, True, result={"message_id": len(self.taken)})

    def busy(self) -> Response:
        return _says(
            429,
            False,
            description="Too Many Requests: retry after 7",
            parameters={"retry_after": BUSY_SECONDS},
        )

    def speech(self, person: Person, text: str, number: int, account: Any) -> Callback:
        chat = {"id": int(CHATS[person]), "type": "private"}
        message = {"message_id": number, "date": 1772366300, "chat": chat, "text": text}
        return update(account, {"update_id": number, "message": message})

    def forged(self, callback: Callback) -> Callback:
        return msgspec.structs.replace(
            callback, headers={"x-telegram-bot-api-secret-token": "guessed"}
        )

    def garbled(self, account: Any) -> Callback:
        return update(account, {"update_id": "none"})


def update(account: Any, told: Any) -> Callback:
    return Callback(
        method="POST",
        url=account.hook_url,
        headers={"x-telegram-bot-api-secret-token": SECRET},
        body=json.dumps(told).encode(),
    )


def _says(status: int, ok: bool, **more: Any) -> Response:
    return Response(status, json.dumps({"ok": ok, **more}).encode())
