"""From the bytes of one item to the event of the core, or a ItemError that names the field."""

import secrets
from datetime import datetime
from typing import Any

import msgspec

from journeys.core.items import Event, EventKind
from journeys.ingest import complaints, instants, storable
from journeys.ingest.refusals import ItemError

ITEM_LIMIT = 32 * 1024
MAX_TEXT = 255
KINDS: dict[str, EventKind] = {
    "track": "track",
    "identify": "identify",
    "page": "page",
    "screen": "screen",
    "group": "group",
    "alias": "alias",
}


class Incoming(msgspec.Struct, rename="camel", frozen=True):
    """One call as Segment's clients write it; fields that are not named here are let go."""

    type: str | None = None
    event: str | None = None
    # Segment's libraries turn a number into text; who posts by hand may leave it one.
    user_id: str | int | None = None
    anonymous_id: str | int | None = None
    previous_id: str | int | None = None
    group_id: str | int | None = None
    message_id: str | None = None
    name: str | None = None
    category: str | None = None
    timestamp: str | int | float | None = None
    sent_at: str | int | float | None = None
    properties: dict[str, Any] | None = None
    traits: dict[str, Any] | None = None
    context: dict[str, Any] | None = None
    historical: bool | None = None
    write_key: str | None = None

    def free_parts(self) -> list[Any]:
        """What may hold anything, for the check of what can be stored."""
        texts = (self.event, self.user_id, self.anonymous_id, self.previous_id, self.group_id)
        return [self.properties, self.traits, self.context, self.message_id, *texts, self.name]


class Received(msgspec.Struct, frozen=True):
    """What one request says about all of its items."""

    at: datetime
    sent: datetime | None = None
    context: dict[str, Any] = {}
    historical: bool = False


_decoder = msgspec.json.Decoder(Incoming)


def decode(raw: bytes | msgspec.Raw) -> Incoming:
    """The item's fields with their types checked, or ItemError."""
    size = len(memoryview(raw))
    if size > ITEM_LIMIT:
        limit = ITEM_LIMIT // 1024
        message = f"The event has {size:,} bytes; at most {limit} KB are taken. Send less in it."
        raise ItemError("too_large", message)
    try:
        return _decoder.decode(raw)
    except msgspec.ValidationError as error:
        raise complaints.named(str(error)) from None
    except msgspec.DecodeError as error:
        raise ItemError("bad_json", f"The item is not JSON that can be read: {error}.") from None
    except UnicodeDecodeError:
        raise ItemError(
            "not_storable", "The item is not valid UTF-8. Encode it as UTF-8."
        ) from None
    except RecursionError:
        raise ItemError(
            "too_deep", "Lists and objects are nested too deep. Flatten them."
        ) from None


def event_of(kind: str | None, item: Incoming, raw: bytes | msgspec.Raw, of: Received) -> Event:
    """The event to store. `kind` is the address's, or the item's `type` in a batch."""
    known = KINDS.get(kind or "")
    if known is None:
        raise _unknown(kind)
    storable.check(bytes(raw), item.free_parts())
    user, anonymous = _text(item.user_id, "userId"), _text(item.anonymous_id, "anonymousId")
    if not user and not anonymous:
        message = "The event names no one. Give userId, anonymousId or both."
        raise ItemError("missing", message, "/userId")
    context = {**of.context, **item.context} if of.context and item.context else item.context
    return Event(
        kind=known,
        name=_name(known, item),
        message_id=_text(item.message_id, "messageId") or secrets.token_hex(16),
        timestamp=_timestamp(item, of),
        user_id=user,
        anonymous_id=anonymous,
        previous_id=_previous(item, user) if known == "alias" else None,
        properties=_properties(known, item),
        context=_context(known, item, context or of.context),
        historical=of.historical if item.historical is None else item.historical,
    )


def _timestamp(item: Incoming, of: Received) -> datetime:
    sent = of.sent if item.sent_at is None else instants.parse(item.sent_at, "sentAt")
    if item.timestamp is None:
        return of.at
    moment = instants.parse(item.timestamp, "timestamp")
    return instants.within_range(instants.corrected(moment, sent, of.at))


def _name(kind: EventKind, item: Incoming) -> str:
    if kind != "track":
        return f"${kind}"
    name = _text(item.event, "event")
    if not name:
        message = "A track call needs the event's name. Give it as text in event."
        raise ItemError("missing", message, "/event")
    return name


def _previous(item: Incoming, user: str | None) -> str:
    previous = _text(item.previous_id, "previousId")
    if not previous or not user:
        field = "userId" if previous else "previousId"
        message = f"An alias needs previousId and userId; {field} is missing."
        raise ItemError("missing", message, f"/{field}")
    return previous


def _properties(kind: EventKind, item: Incoming) -> dict[str, Any]:
    if kind in ("identify", "group"):
        return item.traits or {}
    found = item.properties or {}
    if kind in ("page", "screen"):
        extra = {"name": item.name, "category": item.category}
        return {**found, **{key: value for key, value in extra.items() if value}}
    return found


def _context(kind: EventKind, item: Incoming, context: dict[str, Any]) -> dict[str, Any]:
    if kind != "group":
        return context
    group = _text(item.group_id, "groupId")
    if not group:
        raise ItemError("missing", "A group call needs groupId. Give it as text.", "/groupId")
    return {**context, "groupId": group}


def _text(given: str | int | None, field: str) -> str | None:
    """The text; blank counts as absent."""
    value = "" if given is None else str(given)
    if not value.strip():
        return None
    if len(value) > MAX_TEXT:
        message = f"{field} has {len(value):,} characters; at most {MAX_TEXT} are taken."
        raise ItemError("too_long", message, f"/{field}")
    return value


def _unknown(kind: str | None) -> ItemError:
    known = ", ".join(KINDS)
    if not kind:
        return ItemError("missing", f"The item has no type. Give one of: {known}.", "/type")
    return ItemError(
        "unknown_type", f"The type '{kind[:40]}' is not known. Give one of: {known}.", "/type"
    )
