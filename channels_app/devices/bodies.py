"""The requests of pages and apps: what they may hold, and what is wrong with them in a sentence."""

from typing import Annotated, Literal, TypeVar

import msgspec

from channels_app.devices.registering import Device

MOST_BYTES = 16 * 1024
Body = TypeVar("Body", bound=msgspec.Struct)
Short = Annotated[str, msgspec.Meta(max_length=255)]
Long = Annotated[str, msgspec.Meta(max_length=2048)]


class RefusedError(Exception):
    """The answer to a request that is not taken."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Asked(msgspec.Struct, kw_only=True, rename="camel"):
    """What every request says of itself. Unknown fields are let go, as of events."""

    write_key: Short = ""


class Keys(msgspec.Struct):
    p256dh: Short
    auth: Short


class Subscription(msgspec.Struct):
    """A PushSubscription as `toJSON()` gives it (w3.org/TR/push-api)."""

    endpoint: Long
    keys: Keys


class NewEndpoint(Asked):
    user_id: Short = ""
    anonymous_id: Short = ""
    token: Long = ""
    """The customer's signed token, which says more than the ids."""
    channel: Literal["push", "webpush"] = "webpush"
    subscription: Subscription | None = None
    device: Long = ""
    """The token of an app's device."""
    platform: Short = ""
    language: Short = ""
    account: int | None = None
    """The account whose key the browser subscribed with, as /v1/push/key named it."""

    def shown(self) -> Device:
        data = {"platform": self.platform, "language": self.language}
        data = {name: value for name, value in data.items() if value}
        if self.channel == "push":
            if not self.device.strip():
                raise RefusedError(400, "invalid", "Give the device's token as `device`.")
            return Device(channel="push", address=self.device.strip(), data=data)
        if self.subscription is None:
            what = "Give the browser's `subscription`, as its toJSON() has it."
            raise RefusedError(400, "invalid", what)
        keys = msgspec.to_builtins(self.subscription.keys)
        return Device(
            channel="webpush",
            address=self.subscription.endpoint,
            account_id=self.account,
            data={**data, "keys": keys},
        )


class OldEndpoint(Asked):
    channel: Literal["push", "webpush"] = "webpush"
    address: Long = ""


class Visitor(Asked):
    anonymous_id: Short = ""


class HeardOf(msgspec.Struct):
    """What a device says of a message that it got."""

    token: Long
    what: Literal["shown", "clicked", "closed"]
    button: Short = ""


def read(body: bytes, form: type[Body]) -> Body:
    """The request. Raises RefusedError."""
    if len(body) > MOST_BYTES:
        what = f"The body has more than {MOST_BYTES // 1024} KB. Send less."
        raise RefusedError(413, "too_large", what)
    if b"\\u0000" in body:
        what = "The body holds the character NUL, which cannot be stored. Leave it out."
        raise RefusedError(400, "invalid", what)
    try:
        return msgspec.json.decode(body, type=form)
    except msgspec.ValidationError as error:
        raise RefusedError(400, "invalid", f"The body cannot be taken: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        what = "The body is not JSON that can be read. Send one JSON object in UTF-8."
        raise RefusedError(400, "bad_json", what) from None
