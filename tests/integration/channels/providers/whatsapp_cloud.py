"""WhatsApp's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api"""

import hmac
import json
from typing import Any, ClassVar

import msgspec

from channels_app.contracts import Status
from channels_app.provider import Callback
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

TOKEN = "EAAG-system-user-token"
APP_SECRET = "app-secret-of-meta"
NUMBER_ID = "106540352242922"
NUMBERS: dict[Person, str] = {
    "ann": "+48601000001",
    "bea": "+48601000002",
    "gone": "+48601000003",
}
TOLD = {
    Status.SENT: "sent",
    Status.DELIVERED: "delivered",
    Status.OPENED: "read",
    Status.FAILED: "failed",
}


class WhatsAppStandIn(HttpStandIn):
    kind = "whatsapp"
    provider = "cloud"
    content: ClassVar[dict[str, Any]] = {"text": "Dear {{ customer.first_name }}"}
    wrong: ClassVar[dict[str, Any]] = {"token": "EAAG-expired-token"}
    reports = frozenset(TOLD)
    hears_people = True

    def settings(self, base_url: str) -> dict[str, Any]:
        return {
            "phone_number_id": NUMBER_ID,
            "token": TOKEN,
            "app_secret": APP_SECRET,
            "verify_token": "my-word",
            "base_url": f"{base_url}/v23.0",
        }

    def recipient(self, person: Person) -> str:
        return NUMBERS[person]

    def answer(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return _error(401, 190, "Error validating access token: it has expired")
        if request.method == "GET":
            return _json({"display_phone_number": "+48 601", "verified_name": "Tea"})
        assert request.path == f"/v23.0/{NUMBER_ID}/messages"
        asked = json.loads(request.body)
        assert asked["messaging_product"] == "whatsapp"
        if f"+{asked['to']}" == NUMBERS["gone"]:
            return _error(400, 131026, "Message undeliverable")
        ref = f"wamid.{len(self.taken)}"
        self.asked = asked
        text = asked.get("text", {}).get("body") or json.dumps(asked)
        self.taken.append(Taken(f"+{asked['to']}", text, ref))
        return _json({"messaging_product": "whatsapp", "messages": [{"id": ref}]})

    def broken(self) -> Response:
        return _error(500, 131000, "Something went wrong")

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        state: dict[str, Any] = {
            "id": taken.ref,
            "status": TOLD[status],
            "timestamp": "1772366300",
            "recipient_id": taken.address.lstrip("+"),
            "biz_opaque_callback_data": carried,
        }
        if status is Status.FAILED:
            state["errors"] = [{"code": 131047, "title": "Re-engagement message"}]
        return signed(account, {"statuses": [state]})

    def speech(self, person: Person, text: str, number: int, account: Any) -> Callback:
        message = {
            "from": NUMBERS[person].lstrip("+"),
            "id": f"wamid.in.{number}",
            "timestamp": "1772366300",
            "type": "text",
            "text": {"body": text},
        }
        return signed(account, {"messages": [message]})

    def forged(self, callback: Callback) -> Callback:
        return msgspec.structs.replace(callback, headers=_signature("guessed", callback.body))

    def garbled(self, account: Any) -> Callback:
        body = b'{"entry": 5}'
        return Callback(
            method="POST", url=account.hook_url, headers=_signature(APP_SECRET, body), body=body
        )


def signed(account: Any, value: dict[str, Any], number_id: str = NUMBER_ID) -> Callback:
    value = {"metadata": {"phone_number_id": number_id}, **value}
    told = {"object": "whatsapp_business_account", "entry": [{"changes": [{"value": value}]}]}
    body = json.dumps(told).encode()
    return Callback(
        method="POST", url=account.hook_url, headers=_signature(APP_SECRET, body), body=body
    )


def _signature(secret: str, body: bytes) -> dict[str, str]:
    mark = hmac.digest(secret.encode(), body, "sha256").hex()
    return {"x-hub-signature-256": f"sha256={mark}"}


def _json(told: Any) -> Response:
    return Response(200, json.dumps(told).encode())


def _error(status: int, code: int, words: str) -> Response:
    return Response(status, json.dumps({"error": {"message": words, "code": code}}).encode())
