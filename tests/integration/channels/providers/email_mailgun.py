"""Mailgun: a form with Basic authentication; callbacks signed by HMAC-SHA256 over time and token.

https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/messages
https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
"""

import hmac
import json
from base64 import b64encode
from email import message_from_bytes
from email.policy import HTTP
from typing import Any, ClassVar
from urllib.parse import parse_qsl

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

KEY = "mailgun-api-key"
SIGNING = "mailgun-signing-key"
SECRET = "hook-password-1234"
EVENTS: dict[Status, dict[str, Any]] = {
    Status.DELIVERED: {"event": "delivered"},
    Status.OPENED: {"event": "opened"},
    Status.CLICKED: {"event": "clicked", "url": "https://tea.example/new"},
    Status.COMPLAINED: {"event": "complained"},
    Status.BOUNCED: {
        "event": "failed",
        "severity": "permanent",
        "reason": "bounce",
        "delivery-status": {"code": 550, "message": "5.1.1 No such user"},
    },
}


class MailgunStandIn(HttpStandIn):
    kind = "email"
    provider = "mailgun"
    content: ClassVar[dict[str, Any]] = {
        "subject": "Hello",
        "text": "Dear {{ customer.first_name }}, hello.",
    }
    wrong: ClassVar[dict[str, Any]] = {"api_key": "another-api-key"}
    reports = frozenset(EVENTS)
    by_signature = False  # the signature covers a time and a token, not the body

    def settings(self, base_url: str) -> dict[str, Any]:
        return {
            "api_key": KEY,
            "sender_domain": "mg.example.com",
            "signing_key": SIGNING,
            "webhook_secret": SECRET,
            "base_url": f"{base_url}/v3",
        }

    def recipient(self, person: Person) -> str:
        return f"{person}@example.com"

    def answer(self, request: Request) -> Response:
        expected = b64encode(f"api:{KEY}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {expected}":
            return Response(401, b"Forbidden")
        assert (request.method, request.path) == ("POST", "/v3/mg.example.com/messages")
        form = _form(request)
        if form["to"].startswith("gone"):
            return Response(400, b'{"message": "to parameter is not a valid address."}')
        ref = f"<{len(self.taken)}@mg.example.com>"
        self.taken.append(Taken(form["to"], form["text"], ref))
        return Response(200, json.dumps({"id": ref, "message": "Queued. Thank you."}).encode())

    def report(self, carried: str, taken: Taken, status: Status, account: Any) -> Callback:
        event = {
            "id": f"{status.name}-{taken.ref}",
            "timestamp": 1772366300.5,
            "recipient": taken.address,
            "message": {"headers": {"message-id": taken.ref.strip("<>")}},
            "user-variables": {"sojourn_id": carried},
            **EVENTS[status],
        }
        return _posted(account.hook_url, {"signature": _signature(SIGNING), "event-data": event})

    def forged(self, callback: Callback) -> Callback:
        told = json.loads(callback.body) | {"signature": _signature("guessed")}
        return msgspec.structs.replace(callback, body=json.dumps(told).encode())


def _posted(url: str, told: dict[str, Any]) -> Callback:
    token = b64encode(f"sojourn:{SECRET}".encode()).decode()
    headers = {"content-type": "application/json", "authorization": f"Basic {token}"}
    return Callback(method="POST", url=url, headers=headers, body=json.dumps(told).encode())


def _signature(key: str) -> dict[str, str]:
    given = {"timestamp": "1772366301", "token": "a" * 50}
    text = f"{given['timestamp']}{given['token']}".encode()
    return given | {"signature": hmac.digest(key.encode(), text, "sha256").hex()}


def _form(request: Request) -> dict[str, str]:
    """The fields, urlencoded or multipart."""
    if "multipart" not in request.headers["content-type"]:
        return dict(parse_qsl(request.body.decode()))
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    mail = message_from_bytes(head + request.body, policy=HTTP)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_content()
        for part in mail.iter_parts()
    }
