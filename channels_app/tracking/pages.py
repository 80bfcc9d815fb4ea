"""/r/<token> and /s/<code>: on to where a link of a message leads. /o/<token>: the pixel of a mail.

The customer is sent on whatever happens here: a database that does not answer costs a count.
"""

from base64 import b64decode

import structlog
from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from channels_app.consent.pages import POLICY
from channels_app.consent.texts import texts_in
from channels_app.tracking import machines, recording, rewriting, short, tokens
from channels_app.tracking.machines import Seen
from channels_app.tracking.tokens import Mark
from workspaces.clock import now

log = structlog.get_logger(__name__)

# One transparent pixel.
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@require_safe
@never_cache
def redirect(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the message leads; a token that was changed leads nowhere."""
    return _on(request, tokens.read(token, tokens.CLICK))


@require_safe
@never_cache
def redirect_short(request: HttpRequest, code: str) -> HttpResponse:
    """The same by a code."""
    try:
        mark = short.read(code)
    except Error as error:
        log.error("a short link could not be read", exc_info=error)
        return HttpResponse(
            "This cannot be opened just now. Try again in a minute.", status=503,
            content_type="text/plain; charset=utf-8", headers={"Retry-After": "10"},
        )  # fmt: skip
    return _on(request, mark)


@require_safe
@never_cache
def pixel(request: HttpRequest, token: str) -> HttpResponse:
    """Always the picture: a broken one would be shown to the reader."""
    mark = tokens.read(token.removesuffix(".gif"), tokens.OPEN)
    if mark is not None and request.method == "GET":
        _note(mark, "opened", machines.opener(request.headers.get("User-Agent", "")))
    return HttpResponse(GIF, content_type="image/gif")


def _on(request: HttpRequest, mark: Mark | None) -> HttpResponse:
    if mark is None or not rewriting.usable(mark.url):
        return _closed(request)
    if request.method == "GET":
        _note(mark, "clicked", machines.clicker(request.headers.get("User-Agent", "")))
    response = HttpResponseRedirect(mark.url)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _note(mark: Mark, what: recording.What, seen: Seen) -> None:
    try:
        with transaction.atomic():
            connection.ensure_connection()
            recording.note(connection.connection, mark, what, seen, now())
    except Error as error:
        log.error("an open or a click was not counted", exc_info=error)


def _closed(request: HttpRequest) -> HttpResponse:
    language = get_language_from_request(request)
    values = {"texts": texts_in(language), "workspace": None, "language": language}
    response: HttpResponse = render(request, "channels_app/closed.html", values, status=404)
    response["Content-Security-Policy"] = POLICY
    response["Referrer-Policy"] = "no-referrer"
    return response
