"""What Infobip's services share: one request for many messages, statuses by groups, callbacks.

Our id of a message is its messageId there, and the same id a second time is rejected as a
duplicate, so that sending again is harmless. Shapes: https://www.infobip.com/docs/api and
https://github.com/infobip/infobip-api-java-client; statuses:
https://www.infobip.com/docs/essentials/response-status-and-error-codes.

Callbacks are not signed. The secret in the hook's address is their proof, and a password (HTTP
Basic) where the account's subscription at Infobip was given one.
"""

from abc import abstractmethod
from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec

from channels_app import receipts
from channels_app.base import Outgoing, Outside
from channels_app.contracts import DeliveryError, Receipt, Status
from channels_app.http import Ask, Client, Reply
from channels_app.phone import e164
from channels_app.provider import (
    Account,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Told,
    carried_id,
)
from channels_app.setting import setting

PER_REQUEST = 100
DUPLICATE = "REJECTED_DUPLICATE_MESSAGE_ID"
# Balance and sender: mended by the account's owner while the messages wait.
ACCOUNT = frozenset({
    "REJECTED_NOT_ENOUGH_CREDITS", "REJECTED_PREPAID_PACKAGE_EXPIRED", "REJECTED_SOURCE",
    "REJECTED_SENDER",
})  # fmt: skip
AGAIN = frozenset({"REJECTED_SYSTEM_ERROR", "REJECTED_FLOODING_FILTER"})
NO_ADDRESS = frozenset({"REJECTED_DESTINATION", "REJECTED_DND", "REJECTED_PREFIX_MISSING"})
TAKEN = frozenset({"PENDING", "ACCEPTED", "DELIVERED"})
GROUPS = {
    "DELIVERED": Status.DELIVERED,
    "UNDELIVERABLE": Status.BOUNCED,
    "EXPIRED": Status.BOUNCED,
    "REJECTED": Status.FAILED,
}


class Keys(msgspec.Struct, kw_only=True):
    """What signs in at Infobip; part of every Infobip provider's settings."""

    base_url: Annotated[
        str,
        setting(
            "Base URL",
            "Your own, on the first page of Infobip's portal.",
            placeholder="https://xxxxx.api.infobip.com",
            pattern="^https?://[^/]",
        ),
    ]
    api_key: Annotated[str, setting("API key", secret=True, min_length=8)]
    callback_password: Annotated[
        str,
        setting(
            "Password of callbacks",
            "Only when you make subscriptions at Infobip with Basic authentication: the name is"
            " sojourn, the password this one. Then messages do not name the address themselves.",
            secret=True,
            advanced=True,
        ),
    ] = ""


class Carrier(Outside):
    """Sends a hundred messages in one request."""

    idempotent = True
    chunk = PER_REQUEST
    path: str

    def __init__(self, account: Account) -> None:
        self.account = account
        self.keys: Keys = account.settings
        self.client = Client(at_once=4)

    @abstractmethod
    def message(self, each: Outgoing, to: Mapping[str, str]) -> dict[str, Any]:
        """One message as the service wants it; `to` is its one destination."""

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        """One broken message makes Infobip refuse the whole request: then each half goes alone."""
        reply = self.client.one(self._ask(batch))
        if reply.status == 400 and len(batch) > 1:
            middle = len(batch) // 2
            return self.deliver(batch[:middle], now) + self.deliver(batch[middle:], now)
        said = _object(reply)
        answers = _by_id(said.get("messages")) if reply.ok else None
        return [self._receipt(each, reply, said, answers, now) for each in batch]

    def rest(self) -> None:
        self.client.close()

    def _ask(self, batch: Sequence[Outgoing]) -> Ask:
        messages = [self.message(each, _destination(each)) for each in batch]
        return Ask(
            url=_url(self.keys, self.path),
            headers=_signed_in(self.keys),
            body=msgspec.json.encode({"messages": messages}),
        )

    def _receipt(
        self,
        each: Outgoing,
        reply: Reply,
        said: Mapping[str, Any],
        answers: Mapping[str, Any] | None,
        now: datetime,
    ) -> Receipt:
        id_, carried = each.message.id, _carried(each)
        found = receipts.of_reply(id_, reply, now, idempotent=True, said=complaint(said))
        if found:
            return found
        if not reply.ok:
            words = complaint(said) or f"Infobip answered {reply.status}"
            if reply.status == 404:
                return receipts.account_failed(id_, f"{words}.")
            return receipts.refused(id_, f"{words}.")
        if not answers or carried not in answers:
            return receipts.unread(id_, reply, idempotent=True)
        return _accepted(id_, carried, answers[carried])


def _accepted(id_: str, carried: str, status: Mapping[str, Any]) -> Receipt:
    group, name = str(status.get("groupName", "")), str(status.get("name", ""))
    if group in TAKEN or name == DUPLICATE:
        return receipts.sent(id_, ref=carried)
    words = receipts.words(status.get("description")) or "It was refused"
    reason = f"{words} (Infobip {name or group})."
    if name in ACCOUNT:
        return receipts.account_failed(id_, reason)
    if name in AGAIN:
        return receipts.again(id_, reason)
    return receipts.refused(id_, reason, suppress=name in NO_ADDRESS)


def notify_url(account: Account) -> str:
    """Where this account's messages are reported to, named with each; empty when a subscription
    tells it, or for a host that Infobip cannot reach."""
    host = urlsplit(account.hook_url).hostname or ""
    if account.settings.callback_password or host in ("localhost", "127.0.0.1", "::1"):
        return ""
    return account.hook_url


def results(account: Account, callback: Callback) -> list[Mapping[str, Any]]:
    """The items of a callback. Raises CallbackRefusedError, BadCallbackError."""
    _verify(account.settings.callback_password, callback)
    try:
        said = msgspec.json.decode(callback.body)
    except (msgspec.DecodeError, RecursionError):
        raise BadCallbackError("The body is no JSON.") from None
    found = said.get("results") if isinstance(said, dict) else None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise BadCallbackError("The body holds no list of results.")
    return found


def told(result: Mapping[str, Any], now: datetime) -> Told | None:
    """The report in a result; None for one on the way there."""
    status, error = _part(result, "status"), _part(result, "error")
    group, carried = str(status.get("groupName", "")), str(result.get("messageId", ""))
    if not carried:
        raise BadCallbackError("A result names no message (messageId).")
    word = GROUPS.get(group)
    if word is None:
        return None
    name = str(status.get("name") or group)
    bad = word is not Status.DELIVERED
    barred = bad and group != "EXPIRED" and _is_the_address(name, error)
    what = receipts.words(error.get("description") or status.get("description"))
    return Told(
        event_id=f"{carried}:{name}",
        status=word,
        at=moment(result.get("doneAt"), now),
        message=carried,
        ref=carried,
        reason=f"{what or group} (Infobip {name})." if bad else "",
        permanent=barred,
        suppress=barred,
        detail={"error": str(error.get("name"))[:100]} if bad and error.get("name") else {},
    )


def moment(text: object, now: datetime) -> datetime:
    """When it was, as Infobip writes it; never later than now."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return now
    if found.tzinfo is None or found > now + timedelta(minutes=5):
        return now
    return found


def phone(text: object) -> str:
    """A number of a callback. Raises BadCallbackError."""
    found = e164(str(text or ""))
    if not found:
        raise BadCallbackError("The message comes from no phone number.")
    return found


def introduce(keys: Keys) -> str:
    """What Infobip says of the key, in a sentence. Raises DeliveryError."""
    client = Client()
    ask = Ask(method="GET", url=_url(keys, "/account/1/balance"), headers=_signed_in(keys))
    try:
        reply = client.one(ask)
    finally:
        client.close()
    if reply.trouble:
        raise DeliveryError(f"Infobip could not be reached: {reply.words}", permanent=False)
    said = _object(reply)
    if not reply.ok or not said:
        what = complaint(said) or f"it answered {reply.status}"
        raise DeliveryError(f"Infobip refused the key: {what}.", permanent=True)
    money = f"{said.get('balance', '')} {said.get('currency', '')}"
    return f"Infobip knows the key; the balance is {receipts.words(money)}."


def complaint(said: Mapping[str, Any]) -> str:
    """What an error says, in the shape of today's services or of the older ones."""
    old = _part(_part(said, "requestError"), "serviceException")
    words = receipts.words(said.get("description") or old.get("text"))
    code = receipts.words(said.get("errorCode") or old.get("messageId"), 40)
    return f"{words} (Infobip {code})" if words and code else words


def _verify(password: str, callback: Callback) -> None:
    if not password:
        return
    given = callback.headers.get("authorization", "")
    try:
        pair = b64decode(given.removeprefix("Basic "), validate=True)
    except ValueError:
        pair = b""
    if not given.startswith("Basic ") or not compare_digest(pair, f"sojourn:{password}".encode()):
        raise CallbackRefusedError("The callback's name and password are not the account's.")


def _is_the_address(name: str, error: Mapping[str, Any]) -> bool:
    """Whether the number itself is at fault, for good; a balance or a route is not."""
    of_handset = error.get("groupName") in ("HANDSET_ERRORS", "USER_ERRORS")
    return name in NO_ADDRESS or (of_handset and error.get("permanent") is True)


def _by_id(messages: object) -> dict[str, Any]:
    if not isinstance(messages, list):
        return {}
    return {
        str(each["messageId"]): _part(each, "status")
        for each in messages
        if isinstance(each, dict) and "messageId" in each
    }


def _destination(each: Outgoing) -> dict[str, str]:
    number = e164(each.message.recipient) or each.message.recipient
    return {"to": number.removeprefix("+"), "messageId": _carried(each)}


def _carried(each: Outgoing) -> str:
    return carried_id(each.message.lane, each.message.id)


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _object(reply: Reply) -> dict[str, Any]:
    said = reply.json()
    return said if isinstance(said, dict) else {}


def _url(keys: Keys, path: str) -> str:
    return keys.base_url.rstrip("/") + path


def _signed_in(keys: Keys) -> dict[str, str]:
    return {
        "authorization": f"App {keys.api_key}",
        "content-type": "application/json",
        "accept": "application/json",
    }
