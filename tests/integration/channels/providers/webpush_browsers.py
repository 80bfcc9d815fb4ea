"""A push service (RFC 8030), and the browsers behind it, which decrypt (RFC 8291).

It checks the application server's signature (RFC 8292) against the key of the subscription.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from channels_app.base import Address
from channels_app.webpush import keys
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

AUTH = {"ann": b"a" * 16, "bea": b"b" * 16, "gone": b"g" * 16}


@cache
def browser_key(person: str) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def vapid() -> tuple[str, str]:
    return keys.new()


class WebpushBrowsers(HttpStandIn):
    kind = "webpush"
    provider = "browsers"
    content = {"title": "Hello {{ customer.first_name }}", "text": "Your tea is ready"}
    wrong = {"private_key": keys.new()[1]}
    gone_drops = True

    def __init__(self) -> None:
        super().__init__()
        self.payloads: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.accepts = vapid()[0]
        """The application server's key that the browsers subscribed with."""

    @contextmanager
    def serving(self) -> Iterator[str]:
        with super().serving() as base_url:
            self.base_url = base_url
            yield base_url

    def settings(self, base_url: str) -> dict[str, Any]:
        public, private = vapid()
        own = {"contact": "push@example.com", "public_key": public, "private_key": private}
        return own | {"services": urlsplit(base_url).netloc}

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        public = keys.public_of(browser_key(person).public_key())
        auth = urlsafe_b64encode(AUTH[person]).rstrip(b"=").decode()
        data = {"keys": {"p256dh": public, "auth": auth}}
        return [Address(f"{self.base_url}/push/{person}", endpoint_id=len(person), data=data)]

    def answer(self, request: Request) -> Response:
        scheme, _, given = request.headers["authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in given.split(","))
        if scheme != "vapid" or parts["k"] != self.accepts:
            return Response(403, b"The key is not the one of the subscription.")
        claims = jwt.decode(
            parts["t"],
            _public(parts["k"]),
            ["ES256"],
            audience=self.base_url,
            options={"verify_exp": False},
        )
        assert claims["sub"] == "mailto:push@example.com"
        assert request.headers["content-encoding"] == "aes128gcm"
        assert int(request.headers["ttl"]) > 0
        assert request.headers["urgency"] in ("very-low", "low", "normal", "high")
        assert len(request.headers["topic"]) <= 32
        assert len(request.body) <= 4096
        person = request.path.rpartition("/")[2]
        if person == "gone":
            return Response(410, b"The subscription has expired.")
        opened = http_ece.decrypt(
            request.body, private_key=browser_key(person), auth_secret=AUTH[person]
        )
        self.payloads.append(json.loads(opened))
        self.headers.append(request.headers)
        self.taken.append(Taken(request.path, self.payloads[-1]["title"]))
        return Response(201, b"", {"Location": f"{self.base_url}/message/{len(self.taken)}"})


def _public(text: str) -> ec.EllipticCurvePublicKey:
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
