"""What goes wrong at the door, as values with a sentence.

`RefusedError` answers the whole request in the one error shape; `ItemError` is one item of a
batch, whose neighbours are kept.
"""

from typing import Any


class ItemError(Exception):
    """One event that cannot be taken. `path` names the field, as in `/userId`."""

    def __init__(self, code: str, message: str, path: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.path = code, message, path

    def listed(self, index: int) -> dict[str, Any]:
        """As an entry of a batch's `errors`."""
        return {"index": index, "code": self.code, "message": self.message, "path": self.path}


class RefusedError(Exception):
    """A request answered with an error; nothing of it was stored."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        retry_after: float | None = None,
        headers: tuple[tuple[bytes, bytes], ...] = (),
        item: ItemError | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = headers
        if retry_after is not None:
            seconds = max(1, int(-(-retry_after // 1)))
            self.headers += ((b"retry-after", b"%d" % seconds),)
        self.item = item

    @classmethod
    def single(cls, item: ItemError) -> "RefusedError":
        """The refusal of a request that carried only this item."""
        status = 413 if item.code == "too_large" else 400
        return cls(status, item.code if status == 413 else "invalid", item.message, item=item)

    def shape(self) -> dict[str, Any]:
        problems = []
        if self.item:
            problems = [
                {"path": self.item.path, "code": self.item.code, "message": self.item.message}
            ]
        return {"error": {"code": self.code, "message": self.message, "problems": problems}}


def bad_json(detail: str) -> RefusedError:
    message = f"The body is not JSON that can be read: {detail}. Send one JSON object in UTF-8."
    return RefusedError(400, "bad_json", message)


def unavailable() -> RefusedError:
    """The database did not confirm: the client sends again, with the same messageId."""
    message = "The event was not stored: the database does not answer just now. Send it again soon."
    return RefusedError(503, "unavailable", message, retry_after=2)


def busy() -> RefusedError:
    message = "Too many events are waiting to be stored. Nothing was kept; send them again soon."
    return RefusedError(503, "busy", message, retry_after=1)
