"""Mail providers by their HTTP interfaces, through django-anymail: what all of them share.

anymail knows how each one writes a message and what its callbacks mean; here its backends are made
per account instead of from Django's settings, and its answers become receipts and reports. A
provider is a class in `esps` with its settings and two of anymail's classes.
"""

from abc import abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from importlib import import_module
from io import BytesIO
from queue import Empty, LifoQueue
from secrets import token_urlsafe
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

import msgspec
import requests  # noqa: TID251 - anymail speaks by it; here are read the exceptions that it raises
from anymail.exceptions import (
    AnymailConfigurationError,
    AnymailError,
    AnymailRecipientsRefused,
    AnymailRequestsAPIError,
    AnymailWebhookValidationFailure,
)
from django.core.handlers.wsgi import WSGIRequest
from django.core.mail import EmailMultiAlternatives

from channels_app import http, receipts
from channels_app.base import Outgoing, Outside, Sender
from channels_app.contracts import Receipt, Status
from channels_app.email.address import normal
from channels_app.email.headers import from_parts, headers
from channels_app.http import Reply
from channels_app.provider import (
    Account,
    BadCallbackError,
    Callback,
    CallbackRefusedError,
    Heard,
    Provider,
    Told,
    carried_id,
)
from channels_app.setting import setting

AT_ONCE = 16
# The name under which our id travels with the mail and comes back with its reports.
MARK = "sojourn_id"
# What is made by the provider, or says nothing more than the fields of the message do.
_OWN_HEADERS = frozenset({"From", "To", "Subject", "Date", "Message-ID", "MIME-Version"})
STATUSES = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "opened": Status.OPENED,
    "clicked": Status.CLICKED,
    "bounced": Status.BOUNCED,
    "rejected": Status.BOUNCED,
    "failed": Status.FAILED,
    "complained": Status.COMPLAINED,
    # They wrote off the address at the provider: nothing may go there by it again.
    "unsubscribed": Status.COMPLAINED,
}
_GONE = frozenset({"invalid", "bounced", "blocked", "spam", "unsubscribed"})


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every one of them has."""

    sender_email: Annotated[
        str,
        setting("Sender's address", "Empty for the workspace's.", placeholder="hello@example.com"),
    ] = ""
    sender_name: Annotated[str, setting("Sender's name", "Empty for the workspace's.")] = ""
    webhook_secret: Annotated[
        str,
        setting(
            "Password of the hook",
            "Made for you: the provider signs in to the hook with it.",
            secret=True,
            advanced=True,
        ),
    ] = ""


class Carrier(Outside):
    """A few requests at once, each on a session of its own that stays open."""

    idempotent = False
    chunk = AT_ONCE * 2

    def __init__(self, esp: "Esp", account: Account) -> None:
        self.esp, self.account = esp, account
        self.idle: LifoQueue[Any] = LifoQueue()

    @cached_property
    def pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(AT_ONCE, thread_name_prefix=self.account.provider)

    def deliver(self, batch: Sequence[Outgoing], now: datetime) -> list[Receipt]:
        return list(self.pool.map(lambda each: self._one(each, now), batch))

    def rest(self) -> None:
        with suppress(Empty):
            while True:
                self.idle.get_nowait().close()

    def _one(self, each: Outgoing, now: datetime) -> Receipt:
        backend = self._backend()
        try:
            mail = _mail(each, self.account.settings, now)
            backend.open()
            backend.send_messages([mail])
            return _taken(each, mail)
        except AnymailRecipientsRefused:
            return _taken(each, mail)
        except AnymailError as error:
            return _failed(each, error, now)
        finally:
            self.idle.put(backend)

    def _backend(self) -> Any:
        with suppress(Empty):
            return self.idle.get_nowait()
        options = self.esp.options(self.account.settings)
        made = _named(self.esp.backend)(fail_silently=False, timeout=http.SECONDS, **options)
        # What anymail leaves to the provider's own tracking is done by our links.
        made.ignore_unsupported_features = True
        return made


class Esp(Provider):
    """A provider of mail. `backend` and `view` are anymail's classes, as module:Class."""

    backend: ClassVar[str]
    view: ClassVar[str]
    hears = True

    @abstractmethod
    def options(self, settings: Any) -> dict[str, Any]:
        """The backend's own arguments."""

    def view_options(self, account: Account) -> dict[str, Any]:
        """The view's own arguments: the key of the signature, if the provider signs."""
        return {}

    def made(self) -> dict[str, Any]:
        return {"webhook_secret": token_urlsafe(24)}

    def shown(self, account: Account) -> dict[str, str]:
        """The hook's address with the name and password that the provider signs in with."""
        secret = account.settings.webhook_secret
        parts = urlsplit(account.hook_url)
        with_secret = parts._replace(netloc=f"sojourn:{secret}@{parts.netloc}")
        return {"Webhook": with_secret.geturl()} if secret else {}

    def carrier(self, account: Account) -> Carrier:
        return Carrier(self, account)

    def hear(self, account: Account, callback: Callback, now: datetime) -> Heard:
        secret = account.settings.webhook_secret
        options = {"webhook_secret": [f"sojourn:{secret}"] if secret else []}
        try:
            view = _named(self.view)(**options, **self.view_options(account))
        except (AnymailConfigurationError, ValueError) as error:
            raise CallbackRefusedError(f"The account cannot verify callbacks: {error}.") from error
        request = _request(callback)
        try:
            view.run_validators(request)
        except (AnymailWebhookValidationFailure, AnymailConfigurationError) as error:
            raise CallbackRefusedError("The callback did not prove itself.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CallbackRefusedError("The callback carries no proof that can be read.") from error
        try:
            events = view.parse_events(request)
        except (AnymailError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadCallbackError("The callback is none that this provider makes.") from error
        return Heard([told for event in events if (told := _told(event, now))])


def _mail(each: Outgoing, settings: Settings, now: datetime) -> Any:
    sender = _sender(each.sender, settings)
    head = headers(msgspec.structs.replace(each, sender=sender), now)
    mail: Any = EmailMultiAlternatives(
        subject=head["Subject"],
        body=each.body.text,
        from_email="{} <{}>".format(*from_parts(sender)),
        to=[head["To"]],
        headers={name: value for name, value in head.items() if name not in _OWN_HEADERS},
    )
    if each.body.html:
        mail.attach_alternative(each.body.html, "text/html")
    mail.metadata = {MARK: carried_id(each.message.lane, each.message.id)}
    return mail


def _sender(sender: Sender, settings: Settings) -> Sender:
    if not settings.sender_email:
        return sender
    return msgspec.structs.replace(
        sender,
        sender_name=settings.sender_name or sender.sender_name,
        sender_email=settings.sender_email,
    )


def _taken(each: Outgoing, mail: Any) -> Receipt:
    found = next(iter(mail.anymail_status.recipients.values()), None)
    if found is None or (found.status == "unknown" and not found.message_id):
        reason = "The provider did not say what became of it."
        return receipts.unknown(each.message.id, reason, idempotent=False)
    if found.status in ("invalid", "rejected"):
        reason = "The provider refuses this address."
        return receipts.refused(each.message.id, reason, suppress=True)
    if found.status == "failed":
        return receipts.again(each.message.id, "The provider failed to take it.")
    return receipts.sent(each.message.id, found.message_id or "")


def _failed(each: Outgoing, error: AnymailError, now: datetime) -> Receipt:
    reply = _reply(error)
    said = reply.words or receipts.words(reply.body.decode("utf-8", "replace")) or "it is not valid"
    known = receipts.of_reply(each.message.id, reply, now, idempotent=False, said=said)
    if known is not None:
        return known
    if 200 <= reply.status < 300:
        return receipts.unread(each.message.id, reply, idempotent=False)
    return receipts.refused(each.message.id, f"The provider refused it: {said}.")


def _reply(error: AnymailError) -> Reply:
    """The provider's answer, as other channels read theirs."""
    if isinstance(error, requests.ConnectTimeout):
        return Reply(trouble="unreachable", words="it did not answer")
    if isinstance(error, requests.Timeout):
        return Reply(trouble="cut", words="it took too long")
    if isinstance(error, requests.ConnectionError):
        refused = "NewConnectionError" in repr(error.__cause__)
        return Reply(trouble="unreachable" if refused else "cut", words="the connection failed")
    response = getattr(error, "response", None)
    if not isinstance(error, AnymailRequestsAPIError) or response is None:
        return Reply(status=400, words=receipts.words(type(error).__name__))
    names = {name.lower(): value for name, value in response.headers.items()}
    return Reply(status=response.status_code, headers=names, body=response.content)


def _told(event: Any, now: datetime) -> Told | None:
    status = STATUSES.get(event.event_type)
    metadata = event.metadata or {}
    carried = metadata.get(MARK, "") if isinstance(metadata, dict) else ""
    if status is None or not (carried or event.message_id):
        return None
    reason = receipts.words(event.mta_response or event.description)
    bad = status in (Status.BOUNCED, Status.FAILED, Status.COMPLAINED)
    gone = bad and (event.reject_reason in _GONE or status is Status.COMPLAINED)
    who = normal(str(event.recipient or "")) or ""
    # Some give no id of the event, and others one for a whole request: what it says is its name.
    what = f"{event.event_id}|{event.message_id}|{event.event_type}|{event.timestamp}|{who}"
    return Told(
        event_id=blake2b(f"{what}|{event.click_url}".encode(), digest_size=16).hexdigest(),
        status=status,
        at=min(event.timestamp or now, now),
        message=carried,
        ref=event.message_id or "",
        reason=reason if bad else "",
        permanent=gone,
        suppress=gone,
        detail={"url": event.click_url} if event.click_url else {},
    )


def _request(callback: Callback) -> WSGIRequest:
    """The callback as the request that anymail's views read."""
    parts = urlsplit(callback.url)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": callback.method,
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "localhost",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "wsgi.url_scheme": parts.scheme or "https",
        "wsgi.input": BytesIO(callback.body),
        "CONTENT_LENGTH": str(len(callback.body)),
        "CONTENT_TYPE": callback.headers.get("content-type", "application/json"),
    }
    for name, value in callback.headers.items():
        if name not in ("content-type", "content-length"):
            environ["HTTP_" + name.upper().replace("-", "_")] = value
    environ["HTTP_HOST"] = parts.netloc.rpartition("@")[2] or "localhost"
    return WSGIRequest(environ)


def _named(dotted: str) -> Any:
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)
