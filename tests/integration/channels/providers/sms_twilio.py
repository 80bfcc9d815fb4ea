"""Twilio's Messages resource and its webhooks, signed by Twilio's own library.

https://www.twilio.com/docs/messaging/api/message-resource,
https://www.twilio.com/docs/usage/security#validating-requests
"""

import json
from base64 import b64decode
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from twilio.request_validator import RequestValidator

from channels_app.contracts import Status
from channels_app.provider import Account, Callback
from tests.integration.channels.providers.stand_in import (
    HttpStandIn,
    Person,
    Request,
    Response,
    Taken,
)

SID = "AC" + "0a" * 16
TOKEN = "twilio-token-of-the-shop"
WORDS = {
    Status.SENT: "sent",
    Status.DELIVERED: "delivered",
    Status.BOUNCED: "undelivered",
    Status.FAILED: "failed",
}


class TwilioAccount(HttpStandIn):
    """What every resource of Twilio's does alike."""

    provider = "twilio"
    wrong = {"auth_token": "not-the-token"}
    resource: str

    def settings(self, base_url: str) -> dict[str, Any]:
        return {
            "account_sid": SID,
            "auth_token": TOKEN,
            "sender": "+15005550006",
            "base_url": base_url,
        }

    def recipient(self, person: Person) -> str:
        return {"ann": "+48 600 000 001", "bea": "+48600000002", "gone": "+48600000003"}[person]

    def answer(self, request: Request) -> Response:
        pair = f"{SID}:{TOKEN}"
        if (
            b64decode(request.headers.get("authorization", "").removeprefix("Basic "))
            != pair.encode()
        ):
            return error(401, 20003, "Authenticate")
        if request.path == f"/2010-04-01/Accounts/{SID}.json":
            return reply(200, {"sid": SID, "friendly_name": "Tea shop", "status": "active"})
        if request.path != f"/2010-04-01/Accounts/{SID}/{self.resource}.json":
            return error(404, 20404, "The requested resource was not found")
        assert request.method == "POST"
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        form = dict(parse_qsl(request.body.decode(), strict_parsing=True))
        if form["To"] == self.recipient("gone"):
            return error(400, 21211, f"Invalid 'To' Phone Number: {form['To']}")
        return self.taking(form)

    def taking(self, form: dict[str, str]) -> Response:
        raise NotImplementedError

    def busy(self) -> Response:
        answer = error(429, 20429, "Too Many Requests")
        answer.headers = {"Retry-After": "7"}
        return answer

    def broken(self) -> Response:
        return error(500, 20500, "An internal server error has occurred")

    def forged(self, callback: Callback) -> Callback:
        form = dict(parse_qsl(callback.body.decode(), keep_blank_values=True))
        fake = RequestValidator("somebody-else").compute_signature(callback.url, form)
        return msgspec.structs.replace(callback, headers={"x-twilio-signature": fake})

    def garbled(self, account: Account) -> Callback:
        return signed(account.hook_url, "", {"Nothing": "known"})


class SmsTwilio(TwilioAccount):
    kind = "sms"
    resource = "Messages"
    content = {"text": "Hello {{ customer.first_name }}"}
    reports = frozenset(WORDS)
    hears_people = True

    def taking(self, form: dict[str, str]) -> Response:
        if len(form["Body"]) > 1600:
            return error(400, 21617, "The concatenated message body exceeds 1600 characters.")
        assert form.get("From") or form.get("MessagingServiceSid")
        self.taken.append(Taken(form["To"], form["Body"], f"SM{len(self.taken):032x}"))
        self.callback = form.get("StatusCallback", "")
        return reply(201, {"sid": self.taken[-1].ref, "status": "queued", "error_code": None})

    def report(self, carried: str, taken: Taken, status: Status, account: Account) -> Callback:
        form = {"MessageSid": taken.ref, "MessageStatus": WORDS[status], "To": taken.address}
        if status in (Status.FAILED, Status.BOUNCED):
            form["ErrorCode"] = "30005"
        return signed(self.callback, "status", form)

    def speech(self, person: Person, text: str, number: int, account: Account) -> Callback:
        form = {"MessageSid": f"SM{number:032d}", "From": "+48600000001", "Body": text, "To": "1"}
        return signed(account.hook_url, "", form)


def signed(url: str, path: str, form: dict[str, str]) -> Callback:
    """As Twilio posts it."""
    proof = RequestValidator(TOKEN).compute_signature(url, form)
    return Callback(
        method="POST",
        url=url,
        path=path,
        query=dict(parse_qsl(urlsplit(url).query)),
        headers={
            "x-twilio-signature": proof,
            "content-type": "application/x-www-form-urlencoded",
        },
        body=urlencode(form).encode(),
    )


def reply(status: int, said: dict[str, Any]) -> Response:
    return Response(status, json.dumps(said).encode())


def error(status: int, code: int, message: str) -> Response:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return reply(status, {"code": code, "message": message, "more_info": more, "status": status})
