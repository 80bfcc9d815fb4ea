"""What a rule says no with: a code, a sentence, and the status the API answers with.

Actions and look-ups raise these; they know nothing of HTTP beyond the number. Each
message says what happened and what to do.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

Problems = Sequence[Mapping[str, Any]]


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """The base; raise one of the classes below."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(
        self, message: str, problems: Problems = (), extra: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.problems = list(problems)
        self.extra = dict(extra or {})


class NotFound(Refusal):
    """It does not exist, or belongs to another workspace: the answer is the same."""

    code = "not_found"
    status = 404


class Forbidden(Refusal):
    """The role does not allow it."""

    code = "forbidden"
    status = 403


class Invalid(Refusal):
    """The input cannot be taken as it is."""

    code = "invalid"
    status = 400


class Conflict(Refusal):
    """The thing has changed meanwhile, or is in a state that does not allow this."""

    code = "conflict"
    status = 409


class Unpublishable(Refusal):
    """The draft has errors; `problems` lists them."""

    code = "unpublishable"
    status = 422


def invalid(path: str, message: str, code: str = "invalid") -> Invalid:
    """An Invalid with the one problem at `path`."""
    return Invalid(message, [{"path": path, "code": code, "message": message}])
