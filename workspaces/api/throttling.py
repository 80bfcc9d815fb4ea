"""A bound on calls per minute and caller, counted by each web process for itself."""

import time
from threading import Lock
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from workspaces.models import ApiKey

MINUTE = 60.0


class Window:
    """A minute for everybody, with each caller's number of calls in it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.began = 0.0
        self.calls: dict[str, int] = {}

    def count(self, who: str) -> int:
        """This call's number in the caller's minute."""
        with self.lock:
            if self.left() <= 0:
                self.begin()
            self.calls[who] = self.calls.get(who, 0) + 1
            return self.calls[who]

    def left(self) -> float:
        return self.began + MINUTE - time.monotonic()

    def begin(self) -> None:
        self.began, self.calls = time.monotonic(), {}


window = Window()


class PerCaller(BaseThrottle):
    """A key and a person have their own numbers; so has an address, for those who are neither."""

    def allow_request(self, request: Request, view: Any) -> bool:
        return window.count(self._who(request)) <= int(settings.SOJOURN_API_PER_MINUTE)

    def wait(self) -> float:
        return max(0.0, window.left())

    def _who(self, request: Request) -> str:
        if isinstance(request.auth, ApiKey):
            return f"key {request.auth.id}"
        if request.user.is_authenticated:
            return f"user {request.user.pk}"
        return f"from {self.get_ident(request)}"
