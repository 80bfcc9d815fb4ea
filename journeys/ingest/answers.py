"""Answers of the event API: JSON, readable from any website, for write keys are public."""

from typing import Any

import msgspec

from journeys.ingest.refusals import RefusedError

Headers = tuple[tuple[bytes, bytes], ...]

ANY_ORIGIN: Headers = (
    (b"content-type", b"application/json"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"retry-after"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)
SUCCESS = b'{"success":true}'


class Answer(msgspec.Struct, frozen=True):
    status: int
    body: bytes
    headers: Headers = ()

    async def send(self, send: Any, *, bodiless: bool = False) -> None:
        length = (b"content-length", b"%d" % len(self.body))
        headers = [*ANY_ORIGIN, length, *self.headers]
        start = {"type": "http.response.start", "status": self.status, "headers": headers}
        await send(start)
        body = b"" if bodiless else self.body
        await send({"type": "http.response.body", "body": body})


OK = Answer(200, SUCCESS)


def partly(errors: list[dict[str, Any]]) -> Answer:
    """A batch: what is not listed was stored."""
    if not errors:
        return OK
    return Answer(200, msgspec.json.encode({"success": True, "errors": errors}))


def refusal(refused: RefusedError) -> Answer:
    return Answer(refused.status, msgspec.json.encode(refused.shape()), refused.headers)


def preflight(methods: bytes, asked: bytes | None) -> Answer:
    """The answer to OPTIONS, which a browser asks before it sends across sites.

    Whatever headers it asks for are allowed: libraries add their own, and a write key
    gives no more than posting, from wherever.
    """
    headers = (
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", asked or b"authorization, content-type"),
        (b"access-control-max-age", b"86400"),
        (b"allow", methods),
    )
    return Answer(200, SUCCESS, headers)


def wrong_method(methods: bytes) -> RefusedError:
    message = f"This address takes {methods.decode()} only."
    return RefusedError(405, "method_not_allowed", message, headers=((b"allow", methods),))


def unknown_path() -> RefusedError:
    message = "There is no such address. Events go to /v1/track, /v1/identify and /v1/batch."
    return RefusedError(404, "not_found", message)
