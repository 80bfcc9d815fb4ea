"""The addresses of the event API, those of Segment's HTTP API and of its browser library."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """What an address takes: one `kind` of call, or a batch when kind is None."""

    kind: str | None
    historical: bool = False


BATCH = Route(None)
ROUTES = {
    "/v1/track": Route("track"),
    "/v1/identify": Route("identify"),
    "/v1/page": Route("page"),
    "/v1/screen": Route("screen"),
    "/v1/group": Route("group"),
    "/v1/alias": Route("alias"),
    "/v1/batch": BATCH,
    "/v1/import": Route(None, historical=True),
    # The browser library's short forms.
    "/v1/t": Route("track"),
    "/v1/i": Route("identify"),
    "/v1/p": Route("page"),
    "/v1/s": Route("screen"),
    "/v1/g": Route("group"),
    "/v1/a": Route("alias"),
    "/v1/b": BATCH,
}
METRICS = "/v1/m"
"""Where the browser library reports on itself: answered, not kept."""
_SETTINGS = re.compile(r"/v1/projects/([^/]+)/settings", re.ASCII)


def settings_key(path: str) -> str | None:
    """The write key in the address of the browser library's settings."""
    match = _SETTINGS.fullmatch(path)
    return match[1] if match else None
