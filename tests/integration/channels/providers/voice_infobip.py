"""Infobip's text to speech, whose reports also tell the keys that were pressed.

https://www.infobip.com/docs/api/channels/voice/voice-message/send-advanced-voice-tts
"""

from typing import Any

from channels_app.provider import Account, Callback
from tests.integration.channels.providers.sms_infobip import NUMBERS, InfobipAccount


class VoiceInfobip(InfobipAccount):
    kind = "voice"
    path = "/tts/3/advanced"
    content = {
        "text": "Hello {{ customer.first_name }}",
        "keys": [{"id": "1", "text": "Press 1 to confirm."}],
    }

    def settings(self, base_url: str) -> dict[str, Any]:
        return {**super().settings(base_url), "caller": "+441134960000"}

    def text_of(self, message: dict[str, Any]) -> str:
        assert message["from"] == "441134960000"
        return str(message["text"])

    def pressed(self, carried: str, digits: str, account: Account) -> Callback:
        """Answered, and a key was pressed."""
        result = {
            "messageId": carried,
            "to": NUMBERS["ann"],
            "doneAt": self.said_when,
            "voiceCall": {"dtmfCodes": digits, "answeredBy": "HUMAN", "duration": 10},
            "status": {"groupName": "DELIVERED", "name": "DELIVERED_TO_HANDSET"},
            "error": {"groupName": "OK", "name": "VOICE_ANSWERED", "permanent": True},
        }
        return self.posted(account, {"results": [result]})
