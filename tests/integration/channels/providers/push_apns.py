"""Apple's push service over HTTP/2, with a provider token.

https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns,
https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from channels_app.base import Address
from tests.integration.channels.providers.http2 import http2
from tests.integration.channels.providers.stand_in import (
    BUSY_SECONDS,
    PAGE,
    Person,
    Request,
    Response,
    StandIn,
    Taken,
)

KEY_ID, TEAM, TOPIC = "ABC123DEFG", "DEF123GHIJ", "com.example.tea"
TOKENS = {"ann": "a1" * 32, "bea": "be" * 32, "gone": "60" * 32}


@cache
def key(name: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem(name: str) -> str:
    """The text of AuthKey_....p8."""
    found = key(name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return found.decode()


class PushApns(StandIn):
    kind = "push"
    provider = "apns"
    content = {"title": "Hello {{ customer.first_name }}", "text": "Your tea is ready"}
    wrong = {"key": pem("stranger")}
    gone_drops = True

    def __init__(self) -> None:
        super().__init__()
        self.badges: set[str] = set()
        self.headers: list[dict[str, str]] = []
        self.payloads: list[dict[str, Any]] = []

    @contextmanager
    def serving(self) -> Iterator[str]:
        with http2(self.respond) as base_url:
            yield base_url

    def settings(self, base_url: str) -> dict[str, Any]:
        own = {"key": pem("shop"), "key_id": KEY_ID, "team_id": TEAM, "topic": TOPIC}
        return own | {"base_url": base_url}

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        return [Address(TOKENS[person], endpoint_id=int(TOKENS[person][:2], 16))]

    def respond(self, request: Request) -> Response | None:
        if self.mood == "hang":
            return None
        if self.mood == "busy":
            return said(429, "TooManyRequests", {"retry-after": str(BUSY_SECONDS)})
        if self.mood == "broken":
            return said(500, "InternalServerError")
        return Response(200, PAGE) if self.mood == "html" else self.answer(request)

    def answer(self, request: Request) -> Response:
        badge = request.headers["authorization"].removeprefix("bearer ")
        try:
            jwt.decode(badge, key("shop").public_key(), ["ES256"], options={"verify_iat": False})
        except jwt.PyJWTError:
            return said(403, "InvalidProviderToken")
        assert jwt.get_unverified_header(badge) == {"alg": "ES256", "kid": KEY_ID, "typ": "JWT"}
        self.badges.add(badge)
        token = request.path.removeprefix("/3/device/")
        apns_id = request.headers["apns-id"]
        assert str(UUID(apns_id)) == apns_id
        assert request.headers["apns-push-type"] == "alert"
        assert len(request.headers["apns-collapse-id"]) <= 64
        if request.headers["apns-topic"] != TOPIC:
            return said(400, "BadTopic")
        if len(request.body) > 4096:
            return said(413, "PayloadTooLarge")
        if token == TOKENS["gone"]:
            return said(410, "Unregistered")
        payload = json.loads(request.body)
        self.headers.append(request.headers)
        self.payloads.append(payload)
        self.taken.append(Taken(token, payload["aps"]["alert"]["title"], apns_id))
        return Response(200, b"", {"apns-id": apns_id})


def said(status: int, reason: str, headers: dict[str, str] | None = None) -> Response:
    return Response(status, json.dumps({"reason": reason}).encode(), headers or {})
