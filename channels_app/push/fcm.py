"""Firebase Cloud Messaging: push to Android, and to iPhones whose app uses Firebase.

1. In the Firebase console open Project settings, Service accounts, and press "Generate new private
   key". Paste the whole file below.
2. In the app, give the registration token to your customer's events: Segment's libraries write it
   into `context.device.token`, or post it to /v1/endpoints.
3. Press "Send me a test" with a token of your own phone.

The API: firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send, its errors:
firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode.
"""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from channels_app import receipts
from channels_app.base import Address, Outgoing, Outside
from channels_app.content.notice import Notice
from channels_app.content.spans import seconds_of
from channels_app.contracts import Receipt
from channels_app.devices import tokens
from channels_app.devices.carrier import TOO_LONG, PerDevice, gone
from channels_app.devices.fitting import fitted
from channels_app.http import Ask, Client, Reply
from channels_app.provider import Account, Provider
from channels_app.push import device
from channels_app.push.channel import OURS
from channels_app.push.google import SignIn, project_of
from channels_app.setting import setting

LONGEST_TTL = 2_419_200  # four weeks
# What Firebase asks for where a 429 says no time.
BUSY_SECONDS = 60.0

_encode = msgspec.json.Encoder().encode


class Settings(msgspec.Struct, kw_only=True, frozen=True):
    service_account: Annotated[
        str,
        setting(
            "Service account",
            "The JSON file from Project settings, Service accounts.",
            secret=True,
            widget="secret-text",
            min_length=2,
        ),
    ]
    keep_for: Annotated[
        str,
        setting("Keep for", "How long Google tries to reach a phone that is off: P1D, PT2H."),
    ] = "P1D"
    signed_only: Annotated[
        bool,
        setting(
            "Known customers' devices only with a signed token",
            "Take a device for a known customer only with a token that your server made.",
            advanced=True,
        ),
    ] = False
    base_url: Annotated[str, setting("Address of the API", advanced=True)] = (
        "https://fcm.googleapis.com"
    )


class Fcm(Provider):
    title = "Firebase Cloud Messaging"
    Settings = Settings

    def carrier(self, account: Account) -> Outside:
        return Carrier(account)

    def reaches(self, address: Address) -> bool:
        return not device.is_apples(address.address)

    def connect(self, account: Account) -> str:
        settings: Settings = account.settings
        client = Client()
        try:
            SignIn(settings.service_account, client).token()
        finally:
            client.close()
        return f"Signed in to the Firebase project {project_of(settings.service_account)}."


class Carrier(PerDevice):
    def __init__(self, account: Account) -> None:
        super().__init__()
        self.settings: Settings = account.settings
        self.signed_in: SignIn | None = None
        self.url = ""
        self.headers: dict[str, str] = {}

    def reaches(self, to: Address) -> bool:
        return not device.is_apples(to.address)

    def sign_in(self, now: datetime) -> None:
        if self.signed_in is None:
            self.signed_in = SignIn(self.settings.service_account, self.client)
        project = project_of(self.settings.service_account)
        self.url = f"{self.settings.base_url.rstrip('/')}/v1/projects/{project}/messages:send"
        bearer = f"Bearer {self.signed_in.token()}"
        self.headers = {"authorization": bearer, "content-type": "application/json"}

    def ask(self, each: Outgoing, to: Address, now: datetime) -> Ask | Receipt:
        payload = fitted(each.body, lambda notice: _payload(notice, each))
        if payload is None:
            return receipts.refused(each.message.id, TOO_LONG)
        ttl = min(seconds_of(each.body.ttl or self.settings.keep_for) or 86_400, LONGEST_TTL)
        message = {
            "token": to.address,
            **payload,
            "android": {"ttl": f"{ttl}s", "notification": {"tag": device.id_of(each)}},
            "apns": {"headers": {"apns-collapse-id": device.id_of(each)}},
        }
        return Ask(url=self.url, headers=self.headers, body=_encode({"message": message}))

    def read(self, each: Outgoing, to: Address, reply: Reply, now: datetime) -> Receipt:
        key, said = each.message.id, reply.json()
        code, words = _error(said)
        if code == "UNREGISTERED":
            return gone(key, to, "unregistered")
        if code == "SENDER_ID_MISMATCH":
            return receipts.refused(key, "The device's app belongs to another Firebase project.")
        if reply.status == 401 and self.signed_in:
            self.signed_in.forget()
        if reply.status == 429 and reply.retry_after(now.timestamp()) is None:
            return receipts.wait(key, now, BUSY_SECONDS, "Firebase asks us to send more slowly.")
        shown = receipts.words(f"{code} {words}")
        found = receipts.of_reply(key, reply, now, idempotent=False, said=shown)
        if found:
            return found
        if reply.ok:
            name = said.get("name") if isinstance(said, dict) else None
            if isinstance(name, str):
                return receipts.sent(key, name)
            return receipts.unread(key, reply, idempotent=False)
        if reply.status == 404:
            # Not a word of the device: the project or the address of the API is wrong.
            return receipts.account_failed(key, f"Firebase does not know the project: {shown}.")
        return receipts.refused(key, f"Firebase answered {reply.status}: {shown}.")


def _payload(notice: Notice, each: Outgoing) -> dict[str, Any]:
    """What counts for the limit: the notification and the data, whose values are all texts."""
    shown = {"title": notice.title, "body": notice.text, "image": notice.image}
    data = {**notice.data, OURS: tokens.of_message(each.message)}
    if notice.link:
        data["link"] = notice.link
    if notice.buttons:
        data["buttons"] = _encode(notice.buttons).decode()
    return {"notification": {k: v for k, v in shown.items() if v}, "data": data}


def _error(said: Any) -> tuple[str, str]:
    """The code (of the details where they have one) and the words of an error."""
    error = said.get("error") if isinstance(said, dict) else None
    if not isinstance(error, dict):
        return "", ""
    details = error.get("details")
    for detail in details if isinstance(details, list) else []:
        if isinstance(detail, dict) and isinstance(detail.get("errorCode"), str):
            return detail["errorCode"], str(error.get("message", ""))
    return str(error.get("status", "")), str(error.get("message", ""))
