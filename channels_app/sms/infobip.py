"""Infobip SMS.

1. In Infobip's portal, make an API key with the scope "sms:manage" (Developer Tools, API Keys) and
   copy it, and the base URL of your account, into this form.
2. As sender write a registered name or a number of yours; on a trial, InfoSMS or ServiceSMS.
3. For replies, open your number (Numbers), and forward its messages by HTTP to the hook's address
   below, in the format MO_JSON_2. Delivery reports need nothing: every message names the address.

https://www.infobip.com/docs/api/channels/sms/outbound-sms/send-sms-messages
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from channels_app.base import Outgoing
from channels_app.provider import Account, Callback, Heard, Provider, Said
from channels_app.setting import setting
from channels_app.vendors import infobip


class Settings(infobip.Keys, kw_only=True):
    sender: Annotated[
        str,
        setting("Sender", placeholder="ServiceSMS", pattern=r"^\+?[0-9A-Za-z ._-]{1,16}$"),
    ]
    valid_hours: Annotated[
        int,
        setting(
            "Hours to try",
            "How long Infobip tries to reach a phone that is off.",
            advanced=True,
            ge=1,
            le=48,
        ),
    ] = 48


class Carrier(infobip.Carrier):
    path = "/sms/3/messages"

    def message(self, each: Outgoing, to: Mapping[str, str]) -> dict[str, Any]:
        settings: Settings = self.account.settings
        made: dict[str, Any] = {
            "sender": settings.sender,
            "destinations": [to],
            "content": {"text": each.body.text},
            "options": {"validityPeriod": {"amount": settings.valid_hours, "timeUnit": "HOURS"}},
        }
        url = infobip.notify_url(self.account)
        if url:
            made["webhooks"] = {"delivery": {"url": url}, "contentType": "application/json"}
        return made


class Infobip(Provider):
    title = "Infobip"
    Settings = Settings
    hears = True

    def carrier(self, account: Account) -> Carrier:
        return Carrier(account)

    def connect(self, account: Account) -> str:
        return infobip.introduce(account.settings)

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        found = [_item(each, now) for each in infobip.results(account, callback)]
        return Heard([item for item in found if item])


def _item(result: Mapping[str, Any], now: datetime) -> Any:
    """A message that somebody wrote has a text, a report has a status."""
    if "text" in result or "receivedAt" in result:
        return Said(
            event_id=f"{result.get('messageId')}:in",
            what="message",
            address=infobip.phone(result.get("from")),
            at=infobip.moment(result.get("receivedAt"), now),
            text=str(result.get("text") or "")[:4096],
        )
    return infobip.told(result, now)
