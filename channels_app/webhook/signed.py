"""Signed webhooks, by the rules of Standard Webhooks.

1. Make a secret for the receiver: `openssl rand -base64 32`, and write whsec_ before it.
2. Put it into this form, and into the receiver's settings.
3. The receiver checks each request with a library of https://www.standardwebhooks.com for its
   language: headers webhook-id, webhook-timestamp and webhook-signature. The id of a message stays
   the same when it is sent again.
4. In a journey, add "Send message", choose Webhook, and write the address.

Only https is spoken, redirects are not followed, and addresses that are not on the public internet
are not reached, unless the installation names their host in SOJOURN_WEBHOOK_ALLOW.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from hmac import digest as hmac_digest
from typing import Annotated

import msgspec

from channels_app import receipts
from channels_app.base import Outgoing, Outside
from channels_app.contracts import Receipt
from channels_app.http import NO_URL, Ask, Client, Reply
from channels_app.provider import Account, Provider, carried_id
from channels_app.setting import setting
from channels_app.webhook import guard
from channels_app.webhook.content import OURS, Hook

PREFIX = "whsec_"
AGENT = "Sojourn-Webhooks/1"
GONE_FOREVER = "The receiver says that it is gone."


class Settings(msgspec.Struct, kw_only=True):
    secret: Annotated[
        str,
        setting(
            "Signing secret",
            "whsec_ and 24 to 64 random bytes in base64.",
            secret=True,
            placeholder="whsec_…",
            pattern=r"^whsec_[A-Za-z0-9+/]{32,88}={0,2}$",
        ),
    ]


class Carrier(Outside):
    """Two clients: hosts that the installation names are reached wherever they are."""

    # The id says to the receiver that it was there already.
    idempotent = True
    chunk = 50

    def __init__(self, account: Account) -> None:
        settings: Settings = account.settings
        self.key = b64decode(settings.secret.removeprefix(PREFIX) + "==")
        self.guarded = Client(at_once=self.chunk, reachable=guard.is_public)
        self.named = Client(at_once=self.chunk)

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        named = [each for each in batch if guard.is_allowed(each.body.url)]
        others = [each for each in batch if not guard.is_allowed(each.body.url)]
        secure = [each for each in others if each.body.url.lower().startswith("https://")]
        done = {each.message.id: _in_the_clear(each) for each in others}
        for client, group in ((self.guarded, secure), (self.named, named)):
            replies = client.all([self._ask(each, now) for each in group]) if group else []
            for each, reply in zip(group, replies, strict=True):
                done[each.message.id] = _read(each.message.id, reply, now)
        return [done[each.message.id] for each in batch]

    def rest(self) -> None:
        self.guarded.close()
        self.named.close()

    def _ask(self, each: Outgoing, now: datetime) -> Ask:
        hook: Hook = each.body
        body = hook.body.encode()
        id_, at = carried_id(each.message.lane, each.message.id), int(now.timestamp())
        theirs = {
            header.name: header.value for header in hook.headers if header.name.lower() not in OURS
        }
        ours = {
            "content-type": "application/json",
            "user-agent": AGENT,
            "webhook-id": id_,
            "webhook-timestamp": str(at),
            "webhook-signature": signature(self.key, id_, at, body),
        }
        return Ask(method=hook.method, url=hook.url, headers={**theirs, **ours}, body=body)


class Signed(Provider):
    title = "Signed webhooks"
    Settings = Settings

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)


def signature(key: bytes, id_: str, at: int, body: bytes) -> str:
    """https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""
    signed = f"{id_}.{at}.".encode() + body
    return "v1," + b64encode(hmac_digest(key, signed, sha256)).decode()


def _in_the_clear(each: Outgoing) -> Receipt:
    return receipts.refused(each.message.id, "Webhooks go by https only.")


def _read(id_: str, reply: Reply, now: datetime) -> Receipt:
    """Each message has a receiver of its own: one that is down is no failure of the account."""
    if reply.ok:
        return receipts.sent(id_)
    if reply.trouble == "forbidden" or reply.words == NO_URL:
        return receipts.refused(id_, f"The receiver was not asked: {reply.words}.")
    if reply.trouble == "unreachable":
        return receipts.again(id_, f"The receiver could not be reached: {reply.words}")
    if 300 <= reply.status < 400:
        what = f"The receiver answered {reply.status}; redirects are not followed."
        return receipts.refused(id_, what)
    if reply.status == 410:
        return receipts.refused(id_, GONE_FOREVER)
    if reply.status == 503 or reply.status >= 520:
        return receipts.again(id_, f"The receiver answered {reply.status}.")
    if 400 <= reply.status < 500 and reply.status not in (408, 425, 429):
        return receipts.refused(id_, f"The receiver answered {reply.status}.")
    found = receipts.of_reply(id_, reply, now, idempotent=True)
    return found or receipts.again(id_, f"The receiver answered {reply.status}.")
