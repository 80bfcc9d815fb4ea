"""The one error shape, for every way a request can fail.

{"error": {"code": "...", "message": "What happened. What to do.", "problems": [...]}}
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from workspaces.refusals import Refusal

log = logging.getLogger(__name__)

# Sentences for what DRF itself refuses; what is not here keeps DRF's own words.
SENTENCES: dict[type[exceptions.APIException], tuple[str, str]] = {
    exceptions.NotAuthenticated: (
        "unauthenticated",
        "You are not signed in. Sign in, or send 'Authorization: Bearer' with a secret key.",
    ),
    exceptions.NotFound: ("not_found", "There is nothing at this address. Check it."),
}
CODES = {
    400: "malformed",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "throttled",
}


def handle(error: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler; it answers everything, an unforeseen error with a 500."""
    set_rollback()
    if isinstance(error, Refusal):
        return answer(error.status, error.code, error.message, error.problems, error.extra)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        found = list(problems_in(error.detail, ""))
        return answer(400, "invalid", summary(found), found)
    if isinstance(error, exceptions.APIException):
        return _of_framework(error)
    if isinstance(error, OperationalError):
        log.error("the database did not answer", exc_info=error)
        message = "The database does not answer just now. Try again in a few seconds."
        return answer(503, "unavailable", message, headers={"Retry-After": "5"})
    return _unforeseen(error, context)


def answer(
    code_of_http: int,
    code: str,
    message: str,
    problems: list[Any] | None = None,
    extra: dict[str, Any] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    body = {"code": code, "message": message, "problems": problems or []} | (extra or {})
    return Response({"error": body}, status=code_of_http, headers=headers)


def problems_in(detail: Any, path: str) -> Iterator[dict[str, str]]:
    """DRF's nested error detail as a flat list of {path, code, message}."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            below = path if name == "non_field_errors" else f"{path}/{name}"
            yield from problems_in(inner, below)
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from problems_in(inner, f"{path}/{index}" if nested else path)
    else:
        yield {"path": path, "code": getattr(detail, "code", "invalid"), "message": str(detail)}


def summary(problems: list[dict[str, str]]) -> str:
    """One sentence for people who read only the message."""
    if not problems:
        return "The request cannot be taken as it is."
    first = problems[0]
    field = first["path"].strip("/").replace("/", ".")
    text = f"{field}: {first['message']}" if field else first["message"]
    return text if len(problems) == 1 else f"{text} ({len(problems)} problems in all)"


def _of_framework(error: exceptions.APIException) -> Response:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    code, message = SENTENCES.get(type(error), ("", ""))
    if not message or (
        isinstance(error, exceptions.NotFound) and error.detail != error.default_detail
    ):
        message = str(error.detail)
    code = code or CODES.get(error.status_code, "error")
    return answer(error.status_code, code, message, headers=headers)


def _unforeseen(error: Exception, context: dict[str, Any]) -> Response:
    log.error("unforeseen error in the API", exc_info=error)
    view = context.get("view")
    request = getattr(context.get("request"), "_request", None)
    got_request_exception.send(sender=type(view), request=request)
    message = "Something went wrong on our side. It was written to the log; try again later."
    return answer(status.HTTP_500_INTERNAL_SERVER_ERROR, "internal", message)
