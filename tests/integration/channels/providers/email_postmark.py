"""Postmark: POST /email with a server token; callbacks that sign in with a name and password.

https://postmarkapp.com/developer/api/email-api
https://postmarkapp.com/developer/webhooks/webhooks-overview
"""

import json
from base64 import b64encode
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

TOKEN = "b7a1-server-token"
SECRET = "hook-password-1234"
RECORDS: dict[Status, dict[str, Any]] = {
    Status.DELIVERED: {"RecordType": "Delivery", "DeliveredAt": "2026-03-01T11:59:00Z"},
    Status.OPENED: {"RecordType": "Open", "ReceivedAt": "2026-03-01T11:59:10Z"},
    Status.CLICKED: {
        "RecordType": "Click",
        "OriginalLink": "https://tea.example/new",
        "ReceivedAt": "2026-03-01T11:59:20Z",
    },
    Status.BOUNCED: {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "ID": 42,
        "Details": "smtp;550 5.1.1 No such user",
        "BouncedAt": "2026-03-01T11:59:30Z",
    },
}


class PostmarkStandIn(HttpStandIn):
    kind = "email"
    provider = "postmark"
    content: ClassVar[dict[str, Any]] = {
        "subject": "Hello",
        "text": "Dear {{ customer.first_name }}, hello.",
    }
    wrong: ClassVar[dict[str, Any]] = {"server_token": "another-token"}
    reports = frozenset(RECORDS)
    by_signature = False

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"server_token": TOKEN, "webhook_secret": SECRET, "base_url": base_url}

    def recipient(self, person: Person) -> str:
        return f"{person}@example.com"

    def answer(self, request: Request) -> Response:
        if request.headers.get("x-postmark-server-token") != TOKEN:
            return _json(401, ErrorCode=10, Message="Bad or missing Server API token.")
        assert (request.method, request.path) == ("POST", "/email")
        mail = json.loads(request.body)
        if mail["To"].startswith("gone"):
            inactive = f"Found inactive addresses: {mail['To']}. Inactive recipients are ones that"
            return _json(
                422, ErrorCode=406, Message=f"You tried to send to one. {inactive} bounced"
            )
        ref = f"postmark-{len(self.taken)}"
        self.metadata = mail["Metadata"]
        self.taken.append(Taken(mail["To"], mail["TextBody"], ref))
        return _json(200, ErrorCode=0, Message="OK", MessageID=ref, To=mail["To"])

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        told = {
            "MessageID": taken.ref,
            "Recipient": taken.address,
            "Metadata": {"sojourn_id": carried},
            **RECORDS[status],
        }
        return Callback(
            method="POST",
            url=account.hook_url,
            headers=_signed_in(SECRET),
            body=json.dumps(told).encode(),
        )

    def forged(self, callback: Callback) -> Callback:
        return msgspec.structs.replace(callback, headers=_signed_in("guessed"))

    def garbled(self, account: Any) -> Callback:
        return Callback(
            method="POST", url=account.hook_url, headers=_signed_in(SECRET), body=b"[not json"
        )


def _signed_in(secret: str) -> dict[str, str]:
    token = b64encode(f"sojourn:{secret}".encode()).decode()
    return {"authorization": f"Basic {token}", "content-type": "application/json"}


def _json(status: int, **said: Any) -> Response:
    return Response(status, json.dumps(said).encode())
