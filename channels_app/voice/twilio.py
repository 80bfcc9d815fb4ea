"""Twilio Programmable Voice: the text is spoken to whoever answers.

1. In Twilio's console, buy a number that can make calls, or verify one of yours as caller id.
2. Copy Account SID and Auth Token from the console's first page into this form.
3. As caller write that number (+15551234567).
4. Under Voice, Geographic Permissions, allow the countries that you call.

Keys that are pressed and the outcome of a call come back by themselves: every call names the
hook's address, so this installation must be reachable from the internet for that.

https://www.twilio.com/docs/voice/api/call-resource, https://www.twilio.com/docs/voice/twiml/gather
"""

from datetime import datetime
from typing import Annotated
from xml.sax.saxutils import escape, quoteattr

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
from channels_app.voice.content import Call

STATUSES = {
    "completed": Status.DELIVERED,
    "busy": Status.BOUNCED,
    "no-answer": Status.BOUNCED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}
PENDING = frozenset({"queued", "initiated", "ringing", "in-progress"})
KEY_SECONDS = 10
GOODBYE = Answer(body=b"<Response><Hangup/></Response>", content_type="text/xml")


class Settings(twilio.Keys, kw_only=True):
    caller: Annotated[
        str, setting("Caller", placeholder="+15551234567", pattern=r"^\+[0-9]{7,15}$")
    ]
    ring_seconds: Annotated[int, setting("Seconds to let it ring", advanced=True, ge=5, le=600)] = (
        40
    )


class Carrier(PerMessage):
    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account

    def ask(self, each: Outgoing) -> Ask:
        settings: Settings = self.account.settings
        form = {
            "To": e164(each.message.recipient) or each.message.recipient,
            "From": settings.caller,
            "Timeout": str(settings.ring_seconds),
            "Twiml": twiml(each.body, twilio.hook(self.account, "keys", each)),
            "StatusCallback": twilio.hook(self.account, "status", each),
        }
        return twilio.ask(settings, "Calls", form)

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
        sid, carried = form.get("CallSid", ""), callback.query.get("m", "")
        if not sid:
            raise BadCallbackError("The callback names no call (CallSid).")
        if callback.path.strip("/") == "keys":
            return Heard(_pressed(sid, form, carried, now), GOODBYE)
        return Heard(_told(sid, form, carried, now))


def twiml(call: Call, keys_url: str) -> str:
    """What Twilio does once the call is answered. A key may be pressed while it speaks."""
    says = "".join(
        f"<Say language={quoteattr(call.language)}>{escape(text)}</Say>" for text in call.speech()
    )
    if call.keys and keys_url:
        ask = f'numDigits="1" timeout="{KEY_SECONDS}" action={quoteattr(keys_url)}'
        says = f"<Gather {ask}>{says}</Gather>"
    return f"<Response>{says}</Response>"


def _told(sid: str, form: dict[str, str], carried: str, now: datetime) -> list[Told | Said]:
    word = form.get("CallStatus", "")
    status = STATUSES.get(word)
    if status is None:
        if word not in PENDING:
            raise BadCallbackError(f"The status '{word[:40]}' is not known.")
        return []
    reason = "" if status is Status.DELIVERED else f"Twilio says {word}."
    told = Told(
        event_id=f"{sid}:{word}", status=status, at=now, message=carried, ref=sid, reason=reason
    )
    return [told]


def _pressed(sid: str, form: dict[str, str], carried: str, now: datetime) -> list[Told | Said]:
    digits = form.get("Digits", "")[:32]
    address = e164(form.get("To", ""))
    if not address:
        raise BadCallbackError("The call went to no phone number.")
    if not digits:
        return []
    return [
        Said(
            event_id=f"{sid}:keys",
            what="key",
            address=address,
            at=now,
            button=digits,
            ref=sid,
            message=carried,
        )
    ]
