"""Twilio Programmable Messaging.

1. In Twilio's console, buy a number that can send text messages, or make a Messaging Service.
2. Copy Account SID and Auth Token from the console's first page into this form.
3. As sender write the number (+15551234567), a name of up to 11 letters where the country allows
   it, or the Messaging Service's id (MG…).
4. For replies, open the number (or the service) and put the hook's address below into "A message
   comes in", Webhook, HTTP POST. Delivery reports need nothing: every message names the address.

https://www.twilio.com/docs/messaging/api/message-resource
"""

from datetime import datetime
from typing import Annotated, Any

from channels_app.base import Outgoing
from channels_app.carrier import PerMessage
from channels_app.contracts import Receipt, Status
from channels_app.http import Ask, Reply
from channels_app.phone import e164
from channels_app.provider import (
    Account,
    Answer,
    BadCallbackError,
    Callback,
    Heard,
    Provider,
    Said,
    Told,
)
from channels_app.setting import setting
from channels_app.vendors import twilio

STATUSES = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "undelivered": Status.BOUNCED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}
# On the way there: nothing to report.
PENDING = frozenset({"accepted", "scheduled", "queued", "sending", "receiving", "received", "read"})
SILENCE = Answer(body=b"<Response/>", content_type="text/xml")


class Settings(twilio.Keys, kw_only=True):
    sender: Annotated[
        str,
        setting(
            "Sender",
            "A number, a name, or the id of a Messaging Service.",
            placeholder="+15551234567",
            pattern=r"^(\+[0-9]{7,15}|[0-9]{3,8}|MG[0-9a-fA-F]{32}|[A-Za-z0-9 ]{1,11})$",
        ),
    ]


class Carrier(PerMessage):
    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account
        settings: Settings = account.settings
        name = "MessagingServiceSid" if settings.sender.startswith("MG") else "From"
        self.sender = {name: settings.sender}

    def ask(self, each: Outgoing) -> Ask:
        form = {
            "To": e164(each.message.recipient) or each.message.recipient,
            "Body": each.body.text,
            "StatusCallback": twilio.hook(self.account, "status", each),
            **self.sender,
        }
        return twilio.ask(self.account.settings, "Messages", form)

    def read(self, each: Outgoing, reply: Reply, now: datetime) -> Receipt:
        return twilio.read(each, reply, now)


class Twilio(Provider):
    title = "Twilio"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def connect(self, account: Account) -> str:
        return twilio.introduce(account.settings)

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        form = twilio.verified(account.settings, callback)
        sid = form.get("MessageSid") or form.get("SmsSid") or ""
        if not sid:
            raise BadCallbackError("The callback names no message (MessageSid).")
        if callback.path.strip("/") == "status":
            return Heard(_told(sid, form, callback.query.get("m", ""), now))
        return Heard([_said(sid, form, now)], SILENCE)


def _told(sid: str, form: dict[str, str], carried: str, now: datetime) -> list[Told | Said]:
    word = form.get("MessageStatus") or form.get("SmsStatus") or ""
    status = STATUSES.get(word)
    if status is None:
        if word not in PENDING:
            raise BadCallbackError(f"The status '{word[:40]}' is not known.")
        return []
    code = form.get("ErrorCode", "")
    number = int(code) if code.isascii() and code.isdecimal() else 0
    reason, detail = "", dict[str, Any]()
    if status in (Status.FAILED, Status.BOUNCED):
        reason = f"Twilio says {word}" + (f", error {number}." if number else ".")
        detail = {"code": number} if number else {}
    barred = bool(reason) and number in twilio.NO_ADDRESS
    return [
        Told(
            event_id=f"{sid}:{word}",
            status=status,
            at=now,
            message=carried,
            ref=sid,
            reason=reason,
            permanent=barred,
            suppress=barred,
            detail=detail,
        )
    ]


def _said(sid: str, form: dict[str, str], now: datetime) -> Said:
    address = e164(form.get("From", ""))
    if not address:
        raise BadCallbackError("The message comes from no phone number.")
    # STOP, START or HELP as Twilio's own opt-out took it.
    kept = {"opt_out": form["OptOutType"][:16]} if form.get("OptOutType") else {}
    return Said(
        event_id=f"{sid}:in",
        what="message",
        address=address,
        at=now,
        text=form.get("Body", "")[:4096],
        data=kept,
    )
