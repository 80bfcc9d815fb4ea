"""Infobip Voice: the text is spoken to whoever answers.

1. In Infobip's portal, make an API key with the scope "voice-message:manage" (Developer Tools, API
   Keys) and copy it, and the base URL of your account, into this form.
2. As caller write a number that you bought there or had verified.

Keys that are pressed and the outcome of a call come back by themselves, in one report: every call
names the hook's address, so this installation must be reachable from the internet for that.

https://www.infobip.com/docs/api/channels/voice/voice-message/send-advanced-voice-tts
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from channels_app.base import Outgoing
from channels_app.provider import Account, Callback, Heard, Provider, Said, Told
from channels_app.setting import setting
from channels_app.vendors import infobip
from channels_app.voice.language import at_infobip


class Settings(infobip.Keys, kw_only=True):
    caller: Annotated[
        str, setting("Caller", placeholder="441134960000", pattern=r"^\+?[0-9]{3,15}$")
    ]
    ring_seconds: Annotated[int, setting("Seconds to let it ring", advanced=True, ge=5, le=600)] = (
        40
    )


class Carrier(infobip.Carrier):
    path = "/tts/3/advanced"

    def message(self, each: Outgoing, to: Mapping[str, str]) -> dict[str, Any]:
        settings: Settings = self.account.settings
        made: dict[str, Any] = {
            "from": settings.caller.removeprefix("+"),
            "destinations": [to],
            "text": " ".join(each.body.speech()),
            "language": at_infobip(each.body.language),
            "ringTimeout": settings.ring_seconds,
        }
        if each.body.keys:
            made["maxDtmf"] = 1
        url = infobip.notify_url(self.account)
        if url:
            made |= {"notifyUrl": url, "notifyContentType": "application/json"}
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
        found = infobip.results(account, callback)
        return Heard([item for result in found for item in _items(result, now)])


def _items(result: Mapping[str, Any], now: datetime) -> list[Told | Said]:
    """The outcome, and the key that was pressed. Older reports name it beside the rest."""
    told = infobip.told(result, now)
    items: list[Told | Said] = [told] if told else []
    call = result.get("voiceCall")
    digits = (call if isinstance(call, Mapping) else result).get("dtmfCodes")
    if isinstance(digits, str) and digits:
        carried = str(result["messageId"])
        items.append(
            Said(
                event_id=f"{carried}:keys",
                what="key",
                address=infobip.phone(result.get("to")),
                at=infobip.moment(result.get("doneAt"), now),
                button=digits[:32],
                ref=carried,
                message=carried,
            )
        )
    return items
