"""Firebase's HTTP v1 API and Google's token endpoint.

https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send,
https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode,
https://developers.google.com/identity/protocols/oauth2/service-account
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from channels_app.base import Address
from tests.integration.channels.providers.stand_in import (
    BUSY_SECONDS,
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

PROJECT = "tea-shop"
EMAIL = "firebase-adminsdk@tea-shop.iam.gserviceaccount.com"
SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
# Whatever the file's token_uri says, the assertion is for Google.
AUDIENCE = "https://oauth2.googleapis.com/token"
TOKENS = {"ann": "ann-phone:APA91bAnn", "bea": "bea-phone:APA91bBea", "gone": "gus:APA91bGus"}
DETAIL = "type.googleapis.com/google.firebase.fcm.v1.FcmError"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    """The shop's key, and anybody else's."""
    return rsa.generate_private_key(65537, 2048)


def service_account(base_url: str, name: str = "shop") -> str:
    """The file that the console gives; its token endpoint is ours."""
    pem = key(name).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return json.dumps(
        {
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": name,
            "private_key": pem,
            "client_email": EMAIL,
            "token_uri": f"{base_url}/token",
        }
    )


class PushFcm(HttpStandIn):
    kind = "push"
    provider = "fcm"
    content = {"title": "Hello {{ customer.first_name }}", "text": "Your tea is ready"}
    wrong: ClassVar[dict[str, Any]] = {"service_account": ""}
    gone_drops = True

    def __init__(self) -> None:
        super().__init__()
        self.signed_in = 0
        self.messages: list[dict[str, Any]] = []

    @contextmanager
    def serving(self) -> Iterator[str]:
        with super().serving() as base_url:
            # A stranger's file names the same token endpoint.
            self.wrong["service_account"] = service_account(base_url, "stranger")
            yield base_url

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"service_account": service_account(base_url), "base_url": base_url}

    def recipient(self, person: Person) -> str:
        return ""

    def to(self, person: Person) -> list[Address]:
        return [Address(TOKENS[person], endpoint_id=len(TOKENS[person]))]

    def respond(self, request: Request) -> Response:
        return self._token(request) if request.path == "/token" else super().respond(request)

    def answer(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer access-{self.signed_in}":
            return error(401, "UNAUTHENTICATED", "Request had invalid credentials.")
        assert (request.method, request.path) == ("POST", f"/v1/projects/{PROJECT}/messages:send")
        message = json.loads(request.body)["message"]
        counted = {name: message.get(name) for name in ("notification", "data")}
        if len(json.dumps(counted, ensure_ascii=False, separators=(",", ":")).encode()) > 4096:
            return error(400, "INVALID_ARGUMENT", "Android message is too big")
        assert all(isinstance(value, str) for value in message["data"].values())
        assert message["android"]["ttl"].endswith("s")
        if message["token"] == TOKENS["gone"]:
            return error(404, "NOT_FOUND", "Requested entity was not found.", "UNREGISTERED")
        self.messages.append(message)
        name = f"projects/{PROJECT}/messages/{len(self.messages)}"
        self.taken.append(Taken(message["token"], message["notification"]["title"], name))
        return Response(200, json.dumps({"name": name}).encode())

    def busy(self) -> Response:
        answer = error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", "QUOTA_EXCEEDED")
        answer.headers = {"Retry-After": str(BUSY_SECONDS)}
        return answer

    def broken(self) -> Response:
        return error(500, "INTERNAL", "An unknown internal error occurred.", "INTERNAL")

    def _token(self, request: Request) -> Response:
        form = parse_qs(request.body.decode(), strict_parsing=True)
        assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
        try:
            claims = jwt.decode(
                form["assertion"][0], key("shop").public_key(), ["RS256"], audience=AUDIENCE
            )
        except jwt.PyJWTError:
            said = {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
            return Response(400, json.dumps(said).encode())
        assert (claims["iss"], claims["scope"]) == (EMAIL, SCOPE)
        assert claims["exp"] - claims["iat"] <= 3600
        self.signed_in += 1
        given = {"access_token": f"access-{self.signed_in}", "expires_in": 3599}
        return Response(200, json.dumps(given | {"token_type": "Bearer"}).encode())


def error(status: int, word: str, message: str, code: str = "") -> Response:
    """As Google writes errors; `code` is FCM's own, in the details."""
    details = [{"@type": DETAIL, "errorCode": code}] if code else []
    body = {"code": status, "message": message, "status": word, "details": details}
    return Response(status, json.dumps({"error": body}).encode())
