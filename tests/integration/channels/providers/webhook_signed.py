"""Somebody's receiver of webhooks: it checks them with the library of Standard Webhooks."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class WebhookSigned(HttpStandIn):
    kind = "webhook"
    provider = "signed"
    wrong = {}
    one_host = False
    # Whatever a receiver answers with 200 is well.
    moods = frozenset({"busy", "hang", "broken"})

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Request] = []

    @contextmanager
    def serving(self) -> Iterator[str]:
        with super().serving() as base_url:
            WebhookSigned.content = {
                "url": f"{base_url}/hooks?who={{{{ customer.first_name }}}}",
                "headers": [{"name": "X-Shop", "value": "tea {{ customer.first_name }}"}],
                "body": '{"hello": "{{ customer.first_name }}"}',
            }
            yield base_url

    def settings(self, base_url: str) -> dict[str, Any]:
        return {"secret": SECRET}

    def recipient(self, person: Person) -> str:
        return ""

    def answer(self, request: Request) -> Response:
        self.requests.append(request)
        try:
            Webhook(SECRET).verify(request.body, request.headers)
        except WebhookVerificationError as error:
            return Response(401, str(error).encode())
        if request.path == "/away":
            return Response(302, b"", {"Location": "http://169.254.169.254/latest/meta-data"})
        hello = json.loads(request.body).get("hello", "")
        if hello == "Gus":
            return Response(410, b"")
        self.taken.append(Taken(request.query.get("who", ""), hello))
        return Response(204 if hello == "Bea" else 200, b"")
