"""The kinds of channel and the transports, written out by hand. Loaded when first asked for."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from msgspec.structs import replace

from channels_app.base import Channel, Inside, Outside
from channels_app.content import checks
from channels_app.content.analysis import Flaw
from channels_app.content.locale import Reader
from channels_app.content.parts import asks_library
from channels_app.content.prepared import prepared
from channels_app.content.template import TemplateError, parse
from channels_app.contracts import Kind
from channels_app.provider import Provider

CHANNELS = {
    "email": "channels_app.email.channel:Email",
    "sms": "channels_app.sms.channel:SmsChannel",
    "voice": "channels_app.voice.channel:VoiceChannel",
    "push": "channels_app.push.channel:Push",
    "webpush": "channels_app.webpush.channel:WebPush",
    "inapp": "channels_app.inapp.channel:InApp",
    "webhook": "channels_app.webhook.channel:WebhookChannel",
    "telegram": "channels_app.telegram.channel:Telegram",
    "whatsapp": "channels_app.whatsapp.channel:WhatsAppChannel",
    "viber": "channels_app.viber.channel:Viber",
    "vk": "channels_app.vk.channel:Vk",
}
TRANSPORTS = {
    "inbox": "channels_app.inapp.inbox:Inbox",
    "mailbox": "channels_app.email.mailbox:Mailbox",
    "sink": "channels_app.delivery.sink:Sink",
    "smtp": "channels_app.email.smtp:Smtp",
    "trial": "channels_app.trial.carrier:Shown",
}

# Kind -> provider -> its class. An account names both.
PROVIDERS: dict[str, dict[str, str]] = {
    "email": {
        "smtp": "channels_app.email.server:MailServer",
        "mailgun": "channels_app.email.esps:Mailgun",
        "postmark": "channels_app.email.esps:Postmark",
        "brevo": "channels_app.email.esps:Brevo",
        "mailjet": "channels_app.email.esps:Mailjet",
        "mailersend": "channels_app.email.esps:MailerSend",
        "sparkpost": "channels_app.email.esps:SparkPost",
        "unisender_go": "channels_app.email.esps:UnisenderGo",
    },
    "sms": {
        "twilio": "channels_app.sms.twilio:Twilio",
        "infobip": "channels_app.sms.infobip:Infobip",
        "smpp": "channels_app.sms.smpp:Smpp",
    },
    "voice": {
        "twilio": "channels_app.voice.twilio:Twilio",
        "infobip": "channels_app.voice.infobip:Infobip",
    },
    "push": {
        "fcm": "channels_app.push.fcm:Fcm",
        "apns": "channels_app.push.apns:Apns",
    },
    "webpush": {"browsers": "channels_app.webpush.browsers:Browsers"},
    "inapp": {"inbox": "channels_app.inapp.provider:OwnInbox"},
    "webhook": {
        "signed": "channels_app.webhook.signed:Signed",
    },
    "telegram": {"bot": "channels_app.telegram.bot:Bot"},
    "whatsapp": {"cloud": "channels_app.whatsapp.cloud:Cloud"},
    "viber": {"bot": "channels_app.viber.bot:Bot"},
    "vk": {"community": "channels_app.vk.community:Community"},
}

# Providers of every kind.
ANYWHERE = {
    "trial": "channels_app.trial.provider:Trial",
}

# Paths of everything that a template can read.
WHOLE = frozenset({"customer", "entry", "run"})

_used: set[str] = set()


@cache
def channel(kind: str) -> Channel | None:
    """The kind's one instance; None for a kind that does not exist."""
    dotted = CHANNELS.get(kind)
    made: Channel | None = _load(dotted)() if dotted else None
    return made


@cache
def transport(name: str) -> Inside | Outside:
    """The transport's one instance."""
    made: Inside | Outside = _load(TRANSPORTS[name])()
    _used.add(name)
    return made


@cache
def provider(kind: str, name: str) -> Provider | None:
    """The provider's one instance; None for one that does not exist."""
    dotted = (PROVIDERS.get(kind, {}) | ANYWHERE).get(name) if kind in CHANNELS else None
    made: Provider | None = _load(dotted)() if dotted else None
    return made


def providers(kind: str) -> list[str]:
    """The names of a kind's providers: its own first."""
    return list(PROVIDERS.get(kind, {}) | ANYWHERE) if kind in CHANNELS else []


def listening() -> set[tuple[str, str]]:
    """Kind and name of the providers that tell by a connection of ours."""
    pairs = [(kind, name) for kind, names in PROVIDERS.items() for name in names]
    return {pair for pair in pairs if getattr(provider(*pair), "listens", False)}


def rest() -> None:
    """Let every transport that was used close what lies idle."""
    for name in _used:
        made = transport(name)
        if isinstance(made, Outside):
            made.rest()


def used_variables(kind: str, content: Mapping[str, Any]) -> set[str]:
    """What of the context a step's content reads, as dotted paths: {"customer.first_name"}."""
    found = channel(kind)
    if found is None:
        return set()
    if asks_library(content):
        # What is published at the moment of sending may read anything.
        return set(WHOLE)
    try:
        return found.used_variables(prepared(content))
    except TemplateError:
        return set()


def check_content(kind: str, content: Mapping[str, Any], purpose: Kind) -> list[Flaw]:
    """What keeps a content from being published (severity error), and what is odd in it.

    It looks at what is written here: a template or parts that it names are not looked up.
    """
    found = channel(kind)
    if found is None:
        return [Flaw(f"There is no channel '{kind}'.", code="unknown_channel")]
    try:
        whole = prepared(content)
    except TemplateError as error:
        return [Flaw(error.message, error.line, "mjml", field="mjml")]
    flaws = [*found.check(whole, purpose), *checks.of_content(whole)]
    if content.get("mjml"):
        flaws = [replace(each, field="mjml") if each.field == "html" else each for each in flaws]
    return flaws


def render(text: str, values: Mapping[str, Any], now: datetime, zone: str) -> str | None:
    """Liquid that stands for a value of a step; None when it cannot be rendered."""
    language = str(values.get("customer", {}).get("language") or "en")
    try:
        return parse(text, html=False).render(values, Reader(zone, language, now)).text
    except TemplateError:
        return None


def flaw_of(text: str) -> str | None:
    """Why such a value cannot be used, in a sentence."""
    try:
        parse(text, html=False)
    except TemplateError as error:
        return error.message
    return None


def _load(dotted: str) -> Any:
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)
