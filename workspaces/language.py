"""Pages and answers in the language that the person chose, else the browser's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from workspaces.languages import LANGUAGES

KNOWN = {code for code, _ in LANGUAGES}


class LanguageMiddleware:
    """After LocaleMiddleware, which goes by the browser, and after the session is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "")
        if chosen in KNOWN:
            translation.activate(chosen)
        return self.get_response(request)
