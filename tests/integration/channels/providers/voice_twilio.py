"""Twilio's Calls resource: reads the TwiML it is given, as it would speak it.

https://www.twilio.com/docs/voice/api/call-resource, https://www.twilio.com/docs/voice/twiml
"""

from typing import Any
from xml.etree import ElementTree as ET

from channels_app.contracts import Status
from channels_app.provider import Account, Callback
from tests.integration.channels.providers.sms_twilio import TwilioAccount, error, reply, signed
from tests.integration.channels.providers.stand_in import Response, Taken

WORDS = {Status.DELIVERED: "completed", Status.BOUNCED: "no-answer", Status.FAILED: "failed"}


class VoiceTwilio(TwilioAccount):
    kind = "voice"
    resource = "Calls"
    content = {
        "text": "Hello {{ customer.first_name }}",
        "keys": [{"id": "1", "text": "Press 1 to confirm."}],
    }
    reports = frozenset(WORDS)

    def settings(self, base_url: str) -> dict[str, Any]:
        found = super().settings(base_url)
        return {**found, "caller": found.pop("sender")}

    def taking(self, form: dict[str, str]) -> Response:
        if len(form["Twiml"]) > 4000:
            return error(400, 21218, "Invalid TwiML")
        self.response = ET.fromstring(form["Twiml"])
        says = [say.text or "" for say in self.response.iter("Say")]
        self.taken.append(Taken(form["To"], " ".join(says), f"CA{len(self.taken):032x}"))
        self.callback = form["StatusCallback"]
        return reply(201, {"sid": self.taken[-1].ref, "status": "queued"})

    def report(self, carried: str, taken: Taken, status: Status, account: Account) -> Callback:
        form = {"CallSid": taken.ref, "CallStatus": WORDS[status], "To": taken.address}
        return signed(self.callback, "status", form)
