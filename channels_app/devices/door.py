"""The public requests of pages and apps below /v1/, beside the events: any website may send them.

A write key is public, so these give no more than it does: to say something of a device whose
address one knows. What shows anything of a customer wants a token.
"""

import json
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from channels_app.devices.bodies import RefusedError
from workspaces import keys
from workspaces.models import KeyKind

METHODS = "GET, POST, OPTIONS"


@method_decorator([csrf_exempt, transaction.non_atomic_requests], name="dispatch")
class Door(View):
    """Answers in JSON, errors in the one shape, to any origin; no cookie is read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = self._answer(request, *args, **kwargs)
        except RefusedError as refused:
            shape = {"code": refused.code, "message": refused.message, "problems": []}
            answer = said({"error": shape}, refused.status)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Cache-Control"] = "no-store"
        return answer

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight(request)
        handler: Callable[..., HttpResponse] | None = None
        if request.method in ("GET", "POST"):
            handler = getattr(self, request.method.lower(), None)
        if handler is None:
            raise RefusedError(405, "method_not_allowed", "This address takes another method.")
        return handler(request, *args, **kwargs)


def said(body: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(body), content_type="application/json", status=status)


def workspace_of(request: HttpRequest, in_body: str) -> int:
    """Whose write key came with it: by Basic, Bearer or the body. Raises RefusedError."""
    text = _in_header(request.headers.get("Authorization", "")) or in_body
    holder = keys.find(text) if 0 < len(text) <= 200 else None
    if holder is None:
        what = "This write key is not known here, or it was revoked. Give one as writeKey."
        raise RefusedError(401, "unknown_key", what)
    if holder.kind != KeyKind.WRITE:
        what = "This is a secret key, which must never be where pages are. Give a write key."
        raise RefusedError(401, "secret_key", what)
    keys.note_use(holder.key_id)
    return holder.workspace_id


def _in_header(given: str) -> str:
    scheme, _, rest = given.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    try:
        pair = b64decode(rest.strip(), validate=True).decode() if scheme.lower() == "basic" else ""
    except (Error, ValueError):
        return ""
    return pair.partition(":")[0].strip()


def _preflight(request: HttpRequest) -> HttpResponse:
    answer = said({"success": True})
    asked = request.headers.get("Access-Control-Request-Headers", "authorization, content-type")
    answer["Access-Control-Allow-Methods"] = METHODS
    answer["Access-Control-Allow-Headers"] = asked
    answer["Access-Control-Max-Age"] = "86400"
    return answer
