"""The two forms of a request's body: one call, or a batch of calls with what they share."""

from typing import Any

import msgspec

from journeys.core.items import Event
from journeys.ingest import complaints, instants, items
from journeys.ingest.items import Incoming, Received
from journeys.ingest.mend import mended
from journeys.ingest.refusals import ItemError, RefusedError, bad_json

MOST_ITEMS = 2500


class Batch(msgspec.Struct, rename="camel", frozen=True):
    """The items stay undecoded, so that each is judged by itself."""

    batch: list[msgspec.Raw]
    sent_at: str | int | float | None = None
    context: dict[str, Any] | None = None
    historical: bool | None = None
    write_key: str | None = None


_decoder = msgspec.json.Decoder(Batch)


def batch(body: bytes) -> Batch:
    """The batch, or RefusedError when even the list of items cannot be found."""
    try:
        found = _decoder.decode(body)
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise _not_a_batch(error) from None
    except (msgspec.DecodeError, RecursionError):
        found = _second_try(body)
    if len(found.batch) > MOST_ITEMS:
        message = f"The batch has {len(found.batch):,} items; at most {MOST_ITEMS:,} are taken."
        raise RefusedError(413, "too_many", f"{message} Send several batches.")
    return found


def _second_try(body: bytes) -> Batch:
    try:
        return _decoder.decode(mended(body))
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise _not_a_batch(error) from None
    except msgspec.DecodeError as error:
        raise bad_json(str(error)) from None


def _not_a_batch(error: Exception) -> RefusedError:
    if isinstance(error, UnicodeDecodeError):
        return bad_json("it is not valid UTF-8")
    if "missing required field" in str(error):
        message = 'The body has no list of items. Send {"batch": [...]}.'
        return RefusedError.single(ItemError("missing", message, "/batch"))
    problem = complaints.named(str(error))
    if not problem.path:
        problem = ItemError("wrong_type", 'The body must be an object: {"batch": [...]}.')
    return RefusedError.single(problem)


def single(body: bytes) -> Incoming:
    """The one call of the body, or RefusedError."""
    try:
        return items.decode(body)
    except ItemError as error:
        if error.code == "bad_json":
            raise bad_json(str(error)) from None
        raise RefusedError.single(error) from None


def events_of(found: Batch, received: Received) -> tuple[list[Event], list[dict[str, Any]]]:
    """The good items as events, and the bad ones as the answer's `errors`."""
    events: list[Event] = []
    errors: list[dict[str, Any]] = []
    for index, raw in enumerate(found.batch):
        try:
            item = items.decode(raw)
            events.append(items.event_of(item.type, item, raw, received))
        except ItemError as error:
            errors.append(error.listed(index))
    return events, errors


def received(found: Batch, of: Received) -> Received:
    """What the batch says for all of its items, or RefusedError."""
    try:
        sent = None if found.sent_at is None else instants.parse(found.sent_at, "sentAt")
    except ItemError as error:
        raise RefusedError.single(error) from None
    return Received(
        at=of.at,
        sent=sent,
        context=found.context or {},
        historical=of.historical or bool(found.historical),
    )
