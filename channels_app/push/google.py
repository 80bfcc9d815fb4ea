"""Signing in to Google with a service account, over our own HTTP client.

OAuth 2.0 for service accounts: a JWT signed with the account's key is exchanged for an access
token of an hour (developers.google.com/identity/protocols/oauth2/service-account).
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any

import msgspec
from google.auth import exceptions, transport
from google.oauth2 import service_account

from channels_app.contracts import DeliveryError
from channels_app.http import Ask, Client, Reply

SCOPES = ["https://www.googleapis.com/auth/firebase.messaging"]


class _Response(transport.Response):
    def __init__(self, reply: Reply) -> None:
        self.reply = reply

    @property
    def status(self) -> int:
        return self.reply.status

    @property
    def headers(self) -> Mapping[str, str]:
        return self.reply.headers

    @property
    def data(self) -> bytes:
        return self.reply.body


class _Request(transport.Request):
    """What google-auth asks by."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_: Any,
    ) -> _Response:
        raw = body.encode() if isinstance(body, str) else body or b""
        reply = self.client.one(Ask(method=method, url=url, headers=headers or {}, body=raw))
        if reply.trouble:
            raise exceptions.TransportError(reply.words)  # type: ignore[no-untyped-call]
        return _Response(reply)


class SignIn:
    """Gives the access token; asks for a new one shortly before the old one ends."""

    def __init__(self, text: str, client: Client) -> None:
        self.request = _Request(client)
        self.lock = Lock()
        self.credentials = _credentials(text)

    def token(self) -> str:
        """Raises DeliveryError: permanent when Google knows no such account."""
        with self.lock:
            if not self.credentials.valid:
                self._renew()
            token: str = self.credentials.token
            return token

    def forget(self) -> None:
        """The token was refused: the next one is new."""
        with self.lock:
            self.credentials.token = None

    def _renew(self) -> None:
        try:
            self.credentials.refresh(self.request)
        except exceptions.RefreshError as error:
            why = str(error.args[0]) if error.args else "no reason given"
            raise DeliveryError(f"Google refused the service account: {why[:300]}", True) from None
        except exceptions.GoogleAuthError as error:
            raise DeliveryError(f"Google's sign-in cannot be reached: {error}", False) from None


def project_of(text: str) -> str:
    """The Firebase project that the account belongs to. Raises DeliveryError."""
    return str(_read(text)["project_id"])


def _credentials(text: str) -> Any:
    try:
        made: Any = service_account.Credentials
        return made.from_service_account_info(_read(text), scopes=SCOPES)
    except ValueError as error:
        raise DeliveryError(f"The service account's key cannot be used: {error}", True) from None


def _read(text: str) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.DecodeError:
        what = "The service account is not the JSON file that Google gave. Paste the whole file."
        raise DeliveryError(what, True) from None
    lacks = [name for name in ("project_id", "client_email", "private_key") if not found.get(name)]
    if lacks:
        what = f"The service account lacks {', '.join(lacks)}. Paste the whole file."
        raise DeliveryError(what, True)
    return found
