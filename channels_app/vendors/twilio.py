"""What Twilio's services share: the request, its errors, and the proof of its callbacks.

Errors: https://www.twilio.com/docs/api/errors. Callbacks carry X-Twilio-Signature, the base64
HMAC-SHA1, with the account's token, of the whole URL followed by the form's names and values in
the order of the names: https://www.twilio.com/docs/usage/security.
"""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha1
from hmac import compare_digest
from hmac import digest as hmac_digest
from typing import Annotated
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import msgspec

from channels_app import receipts
from channels_app.base import Outgoing
from channels_app.contracts import DeliveryError, Receipt
from channels_app.http import Ask, Client, Reply
from channels_app.provider import (
    Account,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    carried_id,
)
from channels_app.setting import setting

SIGNATURE = "x-twilio-signature"
_PORTS = {"https": 443, "http": 80}
# 21211, 21214, 21217: no phone number; 21614: cannot get text messages; 30005, 30006: unknown, a
# landline; 21610, 30004: does not want messages of ours.
NO_ADDRESS = frozenset({13224, 21211, 21214, 21217, 21610, 21614, 30004, 30005, 30006})
# Keys, balance, sender: mended by the account's owner while the messages wait.
ACCOUNT = frozenset({20003, 20005, 20404, 20429, 21210, 21212, 21601, 21603, 21606, 21659, 21660,
                     21703, 30001, 30002, 63038, 90010})  # fmt: skip


class Keys(msgspec.Struct, kw_only=True):
    """What signs in at Twilio; part of every Twilio provider's settings."""

    account_sid: Annotated[
        str,
        setting("Account SID", placeholder="AC…", pattern="^AC[0-9a-fA-F]{32}$"),
    ]
    auth_token: Annotated[
        str,
        setting("Auth token", "On the first page of Twilio's console.", secret=True, min_length=8),
    ]
    base_url: Annotated[str, setting("API address", advanced=True, pattern="^https?://[^/]")] = (
        "https://api.twilio.com"
    )


def ask(keys: Keys, resource: str, form: Mapping[str, str]) -> Ask:
    """A new `resource` of the account: "Messages", "Calls"."""
    return Ask(url=_url(keys, f"/{resource}.json"), headers=_signed_in(keys), body=_form(form))


def hook(account: Account, path: str, each: Outgoing) -> str:
    """Where Twilio tells of this message; empty for a host that Twilio cannot reach."""
    host = urlsplit(account.hook_url).hostname or ""
    if host in ("localhost", "127.0.0.1", "::1"):
        return ""
    carried = quote(carried_id(each.message.lane, each.message.id), safe="")
    return f"{account.hook_url}{path}?m={carried}"


def read(each: Outgoing, reply: Reply, now: datetime) -> Receipt:
    """The receipt for a resource that was asked for. Twilio knows no key against doing it twice."""
    id_ = each.message.id
    said = _object(reply)
    code, message = said.get("code"), receipts.words(said.get("message"))
    known = f"{message} (Twilio {code})" if isinstance(code, int) else ""
    found = receipts.of_reply(id_, reply, now, idempotent=False, said=known)
    if found:
        return found
    if reply.ok:
        sid = said.get("sid")
        if not isinstance(sid, str) or not sid:
            return receipts.unread(id_, reply, idempotent=False)
        return receipts.sent(id_, ref=sid[:64])
    reason = f"{known}." if known else f"Twilio answered {reply.status}."
    if code in ACCOUNT or (reply.status == 404 and not known):
        return receipts.account_failed(id_, reason)
    return receipts.refused(id_, reason, suppress=code in NO_ADDRESS)


def introduce(keys: Keys) -> str:
    """Who the keys belong to, in a sentence. Raises DeliveryError."""
    client = Client()
    try:
        reply = client.one(Ask(method="GET", url=_url(keys, ".json"), headers=_signed_in(keys)))
    finally:
        client.close()
    said = _object(reply)
    if reply.trouble:
        raise DeliveryError(f"Twilio could not be reached: {reply.words}", permanent=False)
    if not reply.ok or not said:
        what = receipts.words(said.get("message")) or f"it answered {reply.status}"
        raise DeliveryError(f"Twilio refused the account: {what}.", permanent=True)
    name, status = receipts.words(said.get("friendly_name")), receipts.words(said.get("status"))
    return f"Twilio knows the account as “{name}” ({status})."


def verified(keys: Keys, callback: Callback) -> dict[str, str]:
    """The form of a callback that Twilio signed. Raises CallbackRefusedError, BadCallbackError."""
    given = callback.headers.get(SIGNATURE, "")
    try:
        pairs = parse_qsl(
            callback.body.decode(), keep_blank_values=True, errors="strict", max_num_fields=200
        )
    except ValueError:
        raise BadCallbackError("The form cannot be read.") from None
    wanted = [signature(keys.auth_token, url, pairs) for url in _spelled(callback.url)]
    if not any(compare_digest(each.encode(), given.encode()) for each in wanted):
        raise CallbackRefusedError("The signature is not Twilio's for this address and form.")
    return dict(pairs)


def signature(token: str, url: str, pairs: list[tuple[str, str]]) -> str:
    text = url + "".join(name + value for name, value in sorted(set(pairs)))
    return b64encode(hmac_digest(token.encode(), text.encode(), sha1)).decode()


def _spelled(url: str) -> list[str]:
    """The address with and without its scheme's port: Twilio signs the one or the other."""
    parts = urlsplit(url)
    port = _PORTS.get(parts.scheme)
    host = parts.netloc.removesuffix(f":{port}")
    if parts.port not in (None, port):
        return [url]
    return [parts._replace(netloc=netloc).geturl() for netloc in (host, f"{host}:{port}")]


def _url(keys: Keys, rest: str) -> str:
    return f"{keys.base_url.rstrip('/')}/2010-04-01/Accounts/{keys.account_sid}{rest}"


def _signed_in(keys: Keys) -> dict[str, str]:
    pair = b64encode(f"{keys.account_sid}:{keys.auth_token}".encode()).decode()
    return {
        "authorization": f"Basic {pair}",
        "content-type": "application/x-www-form-urlencoded",
        "accept": "application/json",
    }


def _form(form: Mapping[str, str]) -> bytes:
    return urlencode({name: value for name, value in form.items() if value}).encode()


def _object(reply: Reply) -> dict[str, object]:
    said = reply.json()
    return said if isinstance(said, dict) else {}
