"""Viber's REST API for bots: https://developers.viber.com/docs/api/rest-bot-api/"""

import hmac
import json
from typing import Any, ClassVar

import msgspec

from channels_app.base import Address
from channels_app.contracts import Status
from channels_app.provider import Callback
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

TOKEN = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"
PEOPLE: dict[Person, str] = {"ann": "ann+id==", "bea": "bea+id==", "gone": "gus+id=="}
TOLD = {Status.DELIVERED: "delivered", Status.OPENED: "seen", Status.FAILED: "failed"}


class ViberStandIn(HttpStandIn):
    kind = "viber"
    provider = "bot"
    content: ClassVar[dict[str, Any]] = {
        "text": "Dear {{ customer.first_name }}",
        "buttons": [{"id": "yes", "text": "Yes"}],
    }
    wrong: ClassVar[dict[str, Any]] = {"token": "another-token-of-viber"}
    reports = frozenset(TOLD)
    hears_people = True
    gone_drops = True

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"token": TOKEN, "sender_name": "Tea", "uri": "teashop", "base_url": base_url}

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        return [Address(PEOPLE[person], endpoint_id=len(PEOPLE[person]))]

    def answer(self, request: Request) -> Response:
        """Errors come with a 200."""
        if request.headers.get("x-viber-auth-token") != TOKEN:
            return _says(2, "invalidAuthToken")
        asked = json.loads(request.body)
        if request.path == "/pa/get_account_info":
            return _says(0, "ok", name="Tea shop")
        if request.path == "/pa/set_webhook":
            self.hook = asked
            return _says(0, "ok")
        assert request.path == "/pa/send_message"
        assert len(request.body) <= 30 * 1024
        if asked["receiver"] == PEOPLE["gone"]:
            return _says(6, "receiverNotSubscribed")
        token = 5741311803571721087 + len(self.taken)
        self.taken.append(Taken(asked["receiver"], asked["text"], str(token)))
        return _says(0, "ok", message_token=token)

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        told = {
            "event": TOLD[status],
            "timestamp": 1772366300000,
            "message_token": int(taken.ref),
            "user_id": taken.address,
            "desc": "failure description",
        }
        return signed(account, told)

    def speech(self, person: Person, text: str, number: int, account: Any) -> Callback:
        told = {
            "event": "message",
            "timestamp": 1772366300000,
            "message_token": 4912661846655238145 + number,
            "sender": {"id": PEOPLE[person], "name": "Ann", "language": "en"},
            "message": {"type": "text", "text": text, "tracking_data": "3~abc"},
        }
        return signed(account, told)

    def forged(self, callback: Callback) -> Callback:
        return msgspec.structs.replace(callback, headers=_signature("guessed", callback.body))

    def garbled(self, account: Any) -> Callback:
        return signed(account, [])


def signed(account: Any, told: Any) -> Callback:
    body = json.dumps(told).encode()
    return Callback(method="POST", url=account.hook_url, headers=_signature(TOKEN, body), body=body)


def _signature(token: str, body: bytes) -> dict[str, str]:
    return {"x-viber-content-signature": hmac.digest(token.encode(), body, "sha256").hex()}


def _says(status: int, words: str, **more: Any) -> Response:
    return Response(200, json.dumps({"status": status, "status_message": words, **more}).encode())
