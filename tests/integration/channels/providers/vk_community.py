"""VK's API for communities: https://dev.vk.com/en/method/messages.send"""

import json
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import msgspec

from channels_app.base import Address
from channels_app.provider import Callback
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

TOKEN = "vk1.a.access-token-of-the-group"
SECRET = "vk-secret-key"
GROUP = 222333
PEOPLE: dict[Person, str] = {"ann": "501", "bea": "502", "gone": "503"}


class VkStandIn(HttpStandIn):
    kind = "vk"
    provider = "community"
    content: ClassVar[dict[str, Any]] = {
        "text": "Dear {{ customer.first_name }}",
        "buttons": [{"id": "yes", "text": "Yes"}],
    }
    wrong: ClassVar[dict[str, Any]] = {"token": "vk1.a.another-token"}
    hears_people = True
    by_signature = False
    proof_in_body = True
    gone_drops = True

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, int] = {}

    def settings(self, base_url: str) -> dict[str, Any]:
        return {
            "token": TOKEN,
            "group": GROUP,
            "confirmation": "b1946ac9",
            "secret": SECRET,
            "base_url": base_url,
        }

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        return [Address(PEOPLE[person], endpoint_id=int(PEOPLE[person]))]

    def answer(self, request: Request) -> Response:
        """Errors come with a 200."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(5, "User authorization failed: invalid access_token.")
        asked = dict(parse_qsl(request.body.decode()))
        assert asked["v"] == "5.199"
        if request.path == "/method/groups.getById":
            return _json({"response": {"groups": [{"id": GROUP, "name": "Tea"}]}})
        assert request.path == "/method/messages.send"
        if asked["peer_id"] == PEOPLE["gone"]:
            return _error(901, "Can't send messages for users without permission")
        once = f"{asked['peer_id']}:{int(asked['random_id'])}"
        if once not in self.sent:
            self.sent[once] = len(self.sent) + 1
            self.taken.append(Taken(asked["peer_id"], asked["message"], str(self.sent[once])))
        return _json({"response": self.sent[once]})

    def speech(self, person: Person, text: str, number: int, account: Any) -> Callback:
        message = {"from_id": int(PEOPLE[person]), "id": number, "date": 1772366300, "text": text}
        return event(account, "message_new", {"message": message}, f"event-{number}")

    def forged(self, callback: Callback) -> Callback:
        told = json.loads(callback.body) | {"secret": "guessed"}
        return msgspec.structs.replace(callback, body=json.dumps(told).encode())

    def garbled(self, account: Any) -> Callback:
        return event(account, "message_new", {"message": {"from_id": "nobody"}}, "event-0")


def event(account: Any, sort: str, told: Any, event_id: str = "") -> Callback:
    whole = {"type": sort, "group_id": GROUP, "secret": SECRET, "object": told}
    body = json.dumps(whole | {"event_id": event_id}).encode()
    return Callback(method="POST", url=account.hook_url, body=body)


def _json(told: Any) -> Response:
    return Response(200, json.dumps(told).encode())


def _error(code: int, words: str) -> Response:
    return _json({"error": {"error_code": code, "error_msg": words}})
