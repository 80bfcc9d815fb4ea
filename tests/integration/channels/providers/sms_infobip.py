"""Infobip's SMS service, version 3, and its pushed reports, with a subscription's Basic password.

https://www.infobip.com/docs/api/channels/sms and the models of
https://github.com/infobip/infobip-api-java-client.
"""

import json
from base64 import b64encode
from typing import Any

import msgspec

from channels_app.contracts import Status
from channels_app.provider import Account, Callback
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

KEY = "infobip-key-of-the-shop"
PASSWORD = "callback-password"
NUMBERS = {"ann": "48600000001", "bea": "48600000002", "gone": "48600000003"}
ACCEPTED = {
    "groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED",
    "description": "Message accepted, pending for delivery",
}  # fmt: skip
REJECTED = {
    "groupId": 5, "groupName": "REJECTED", "id": 14, "name": "REJECTED_DESTINATION",
    "description": "Destination rejected",
}  # fmt: skip
DUPLICATE = {
    "groupId": 5, "groupName": "REJECTED", "id": 23, "name": "REJECTED_DUPLICATE_MESSAGE_ID",
    "description": "Rejected due to duplicate message ID",
}  # fmt: skip
FINAL = {
    Status.DELIVERED: ("DELIVERED", "DELIVERED_TO_HANDSET", "OK", False),
    Status.BOUNCED: ("UNDELIVERABLE", "UNDELIVERABLE_NOT_DELIVERED", "HANDSET_ERRORS", True),
    Status.FAILED: ("REJECTED", "REJECTED_SYSTEM_ERROR", "OPERATOR_ERRORS", False),
}


class InfobipAccount(HttpStandIn):
    """What its services do alike."""

    provider = "infobip"
    wrong = {"api_key": "not-the-key-at-all"}
    by_signature = False
    reports = frozenset(FINAL)
    path: str
    said_when = "2026-03-01T11:59:58.000+0000"

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] = set()
        self.bodies: list[dict[str, Any]] = []

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"base_url": base_url, "api_key": KEY, "callback_password": PASSWORD}

    def recipient(self, person: Person) -> str:
        return "+" + NUMBERS[person]

    def answer(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"App {KEY}":
            return error(401, "E401", "The request lacks valid authentication credentials.")
        if request.path == "/account/1/balance":
            return reply(200, {"balance": 47.79, "currency": "EUR"})
        if request.path != self.path:
            return error(404, "E404", "The requested resource does not exist.")
        assert request.headers["content-type"] == "application/json"
        messages = json.loads(request.body)["messages"]
        self.bodies += messages
        if any(self.text_of(message) == "bad" for message in messages):
            return error(400, "E400", "Request cannot be processed.")
        return reply(200, {"bulkId": "b1", "messages": [self.taking(each) for each in messages]})

    def taking(self, message: dict[str, Any]) -> dict[str, Any]:
        [destination] = message["destinations"]
        to, own = destination["to"], destination["messageId"]
        assert to.isdecimal()
        status = REJECTED if to == NUMBERS["gone"] else DUPLICATE if own in self.known else ACCEPTED
        self.known.add(own)
        if status is ACCEPTED:
            self.taken.append(Taken(to, self.text_of(message), own))
        return {"messageId": own, "status": status, "destination": to}

    def text_of(self, message: dict[str, Any]) -> str:
        raise NotImplementedError

    def busy(self) -> Response:
        answer = error(429, "E429", "Too many requests.")
        answer.headers = {"Retry-After": "7"}
        return answer

    def broken(self) -> Response:
        return error(500, "E500", "An unexpected error occurred.")

    def report(self, carried: str, taken: Taken, status: Status, account: Account) -> Callback:
        return self.posted(account, {"results": [self.result(carried, taken, status)]})

    def result(self, carried: str, taken: Taken, status: Status) -> dict[str, Any]:
        group, name, error_group, permanent = FINAL[status]
        return {
            "bulkId": "b1",
            "messageId": carried,
            "to": taken.address,
            "sentAt": self.said_when,
            "doneAt": self.said_when,
            "status": {"groupName": group, "name": name, "description": "As it went"},
            "error": {"groupName": error_group, "name": "EC", "permanent": permanent},
        }

    def posted(self, account: Account, body: dict[str, Any]) -> Callback:
        pair = b64encode(f"sojourn:{PASSWORD}".encode()).decode()
        return Callback(
            method="POST",
            url=account.hook_url,
            headers={"authorization": f"Basic {pair}", "content-type": "application/json"},
            body=json.dumps(body).encode(),
        )

    def forged(self, callback: Callback) -> Callback:
        pair = b64encode(b"sojourn:guessed").decode()
        return msgspec.structs.replace(callback, headers={"authorization": f"Basic {pair}"})

    def garbled(self, account: Account) -> Callback:
        return self.posted(account, {"results": [1]})


class SmsInfobip(InfobipAccount):
    kind = "sms"
    path = "/sms/3/messages"
    content = {"text": "Hello {{ customer.first_name }}"}
    hears_people = True

    def settings(self, base_url: str) -> dict[str, Any]:
        return {**super().settings(base_url), "sender": "TeaShop"}

    def text_of(self, message: dict[str, Any]) -> str:
        return str(message["content"]["text"])

    def speech(self, person: Person, text: str, number: int, account: Account) -> Callback:
        result = {
            "messageId": f"{number:018d}",
            "from": NUMBERS[person],
            "to": "385921004026",
            "text": text,
            "cleanText": text,
            "keyword": "",
            "receivedAt": self.said_when,
            "smsCount": 1,
        }
        body = {"results": [result], "messageCount": 1, "pendingMessageCount": 0}
        return self.posted(account, body)


def reply(status: int, said: dict[str, Any]) -> Response:
    return Response(status, json.dumps(said).encode())


def error(status: int, code: str, description: str) -> Response:
    return reply(status, {"errorCode": code, "description": description, "violations": []})
