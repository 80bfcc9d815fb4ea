"""What a message says, on whichever channel: one flat shape, of which each channel reads its own.

The fields of a channel are shown only for it. With a template they come from the template.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from journeys.core.fields import Duration, Id, duration, field
from journeys.core.messages import CHANNELS, TITLES, Channel
from journeys.core.problems import Problem
from journeys.steps.ports import port_problems

ICONS = {
    "email": "mail",
    "sms": "message",
    "push": "device-mobile-message",
    "webpush": "browser",
    "inapp": "inbox",
    "telegram": "brand-telegram",
    "whatsapp": "brand-whatsapp",
    "viber": "brand-viber",
    "vk": "brand-vk",
    "voice": "phone-call",
    "webhook": "webhook",
}
NOTES = ("push", "webpush", "inapp")
"""A title, a text, a picture and a link."""
CHATS = ("telegram", "whatsapp", "viber", "vk")
PALETTE = tuple(
    {"title": TITLES[kind], "icon": ICONS[kind], "preset": {"channel": kind}} for kind in CHANNELS
)
SUMMARY = (
    "{template, select, none {{channel, select,"
    " sms {{text, select, none {No text yet} other {{text}}}}"
    " telegram {{text, select, none {No text yet} other {{text}}}}"
    " whatsapp {{template_name, select, none {{text, select, none {No text yet} other {{text}}}}"
    " other {{template_name}}}}"
    " viber {{text, select, none {No text yet} other {{text}}}}"
    " vk {{text, select, none {No text yet} other {{text}}}}"
    " voice {{text, select, none {No text yet} other {{text}}}}"
    " push {{title, select, none {No title yet} other {{title}}}}"
    " webpush {{title, select, none {No title yet} other {{title}}}}"
    " inapp {{title, select, none {No title yet} other {{title}}}}"
    " webhook {{url, select, none {No address yet} other {{url}}}}"
    " other {{subject, select, none {No subject yet} other {{subject}}}}}}"
    " other {{template}}}"
)
"""What a card says: the beginning of the message, or its template."""


def _written(*channels: str) -> dict[str, Any]:
    """Shown for these channels, while nothing comes from a template."""
    return {"channel": list(channels), "template": False}


class Button(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    text: Annotated[str, field("Text", widget="liquid", max_length=200)] = ""
    link: Annotated[
        str,
        field(
            "Link",
            "What it opens. Without one, pressing it comes back as an event.",
            "liquid",
            max_length=2000,
        ),
    ] = ""


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, field("Key", "0 to 9, * or #.", pattern="^[0-9*#]$")]
    text: Annotated[str, field("What it means", widget="liquid", max_length=200)] = ""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, field("Name", max_length=100)] = ""
    value: Annotated[str, field("Value", widget="liquid", max_length=2000)] = ""


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    channel: Annotated[Channel, field("Channel", labels=TITLES, widget="channel")] = "email"
    template: Annotated[
        str,
        field(
            "Template",
            "A saved template. Without one the message is written here.",
            "template",
            content=True,
            max_length=100,
        ),
    ] = ""
    subject: Annotated[
        str,
        field("Subject", widget="liquid", content=True, show_if=_written("email"), max_length=1000),
    ] = ""
    preheader: Annotated[
        str,
        field(
            "Preview line",
            "What mail programs show beside the subject.",
            "liquid",
            content=True,
            advanced=True,
            show_if=_written("email"),
            max_length=500,
        ),
    ] = ""
    html: Annotated[
        str,
        field(
            "Message",
            widget="html",
            content=True,
            show_if=_written("email") | {"mjml": False},
            max_length=500_000,
        ),
    ] = ""
    mjml: Annotated[
        str,
        field(
            "Message in blocks",
            "Made in the visual editor, or written in MJML.",
            "mjml",
            content=True,
            show_if=_written("email"),
            max_length=500_000,
        ),
    ] = ""
    title: Annotated[
        str, field("Title", widget="liquid", content=True, show_if=_written(*NOTES), max_length=500)
    ] = ""
    text: Annotated[
        str,
        field(
            "Text",
            "In an email, the part for mail programs without HTML: leave it empty to make it from"
            " the message.",
            "text",
            content=True,
            show_if=_written(*(kind for kind in CHANNELS if kind != "webhook")),
            max_length=200_000,
        ),
    ] = ""
    image: Annotated[
        str,
        field(
            "Picture",
            "Its address; one can also be chosen or uploaded.",
            "image",
            content=True,
            show_if=_written(*NOTES, "telegram", "viber", "vk"),
            max_length=2000,
        ),
    ] = ""
    link: Annotated[
        str,
        field(
            "Link",
            "What opens when the message is pressed.",
            "liquid",
            content=True,
            show_if=_written(*NOTES),
            max_length=2000,
        ),
    ] = ""
    buttons: Annotated[
        tuple[Button, ...],
        field("Buttons", content=True, show_if=_written(*CHATS, *NOTES), max_length=10),
    ] = ()
    voice_language: Annotated[
        str,
        field(
            "Language of the voice",
            "Such as en-GB. Left empty, it is the customer's.",
            content=True,
            show_if=_written("voice"),
            max_length=35,
        ),
    ] = ""
    keys: Annotated[
        tuple[Key, ...],
        field(
            "Keys",
            "What the customer may press. It comes back as an event.",
            content=True,
            show_if=_written("voice"),
            max_length=12,
        ),
    ] = ()
    template_name: Annotated[
        str,
        field(
            "WhatsApp template",
            "Needed when the customer did not write within the last 24 hours.",
            content=True,
            show_if=_written("whatsapp"),
            max_length=512,
        ),
    ] = ""
    template_language: Annotated[
        str,
        field(
            "Its language",
            content=True,
            show_if=_written("whatsapp") | {"template_name": True},
            max_length=35,
        ),
    ] = ""
    params: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=1000)], ...],
        field(
            "Its parameters",
            "In their order.",
            content=True,
            show_if=_written("whatsapp") | {"template_name": True},
            max_length=50,
        ),
    ] = ()
    data: Annotated[
        dict[str, str],
        field(
            "Data for the app",
            content=True,
            advanced=True,
            show_if=_written("push", "webpush"),
            max_length=50,
        ),
    ] = {}
    ttl: Annotated[
        Duration | None,
        duration(
            "Gone after",
            "How long it stays in the inbox.",
            content=True,
            advanced=True,
            show_if=_written("inapp"),
            start=None,
        ),
    ] = None
    url: Annotated[
        str,
        field(
            "Address",
            widget="liquid",
            content=True,
            show_if=_written("webhook"),
            placeholder="https://",
            max_length=2000,
        ),
    ] = ""
    method: Annotated[
        Literal["POST", "PUT", "PATCH"],
        field("Method", widget="select", content=True, advanced=True, show_if=_written("webhook")),
    ] = "POST"
    headers: Annotated[
        tuple[Header, ...],
        field("Headers", content=True, advanced=True, show_if=_written("webhook"), max_length=30),
    ] = ()
    body: Annotated[
        str,
        field(
            "Body",
            "Liquid that makes JSON. Left empty, it says who the customer is and what happened.",
            "text",
            content=True,
            show_if=_written("webhook"),
            max_length=200_000,
        ),
    ] = ""
    missing: Annotated[
        Literal["default", "skip", "refuse"],
        field(
            "When a value is missing",
            "What to do when the customer does not have what the message speaks of.",
            "select",
            labels={
                "default": "Leave it empty",
                "skip": "Send nothing, and go on",
                "refuse": "Send nothing, as if it were refused",
            },
            content=True,
            advanced=True,
        ),
    ] = "default"
    track: Annotated[
        Literal["default", "on", "off"],
        field(
            "Opens and clicks",
            "Links that are counted lead over this installation to where they go.",
            "select",
            labels={
                "default": "As the workspace counts them",
                "on": "Count them",
                "off": "Do not count them",
            },
            content=True,
            advanced=True,
            show_if={
                "channel": ["email", "sms", "telegram", "whatsapp", "viber", "vk"],
            },
        ),
    ] = "default"


NEEDED: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "email": (
        (("subject",), "Write a subject."),
        (("html", "mjml", "text"), "Write the message."),
    ),
    "sms": ((("text",), "Write the message."),),
    "push": ((("title", "text"), "Write a title."),),
    "webpush": ((("title", "text"), "Write a title."),),
    "inapp": ((("title", "text"), "Write a title."),),
    "telegram": ((("text", "image"), "Write the message."),),
    "whatsapp": ((("text", "template_name"), "Write the message, or name a WhatsApp template."),),
    "viber": ((("text", "image"), "Write the message."),),
    "vk": ((("text", "image"), "Write the message."),),
    "voice": ((("text",), "Write what is said."),),
    "webhook": ((("url",), "Enter the address."),),
}
"""Channel -> of which fields one is needed, and what is said of the first of them if none is."""


def content_problems(content: Content, path: str) -> Iterator[Problem]:
    """What the message still lacks, by its channel; `path` is the JSON Pointer of the content."""
    if content.template:
        return
    for fields, message in NEEDED[content.channel]:
        if not any(getattr(content, name).strip() for name in fields):
            yield Problem(path=f"{path}/{fields[0]}", code="missing", message=message)
    yield from port_problems(content.buttons, f"{path}/buttons", ())
    for index, button in enumerate(content.buttons):
        if not button.text.strip():
            at = f"{path}/buttons/{index}/text"
            yield Problem(path=at, code="missing", message="Write what the button says.")
    yield from port_problems(content.keys, f"{path}/keys", ())


def upgrade_strict(config: Mapping[str, Any]) -> dict[str, Any]:
    """Shape 1 said `strict` for what is now `missing`. A step that an editor changed since may
    hold both; the newer word counts."""
    rest = {name: value for name, value in config.items() if name != "strict"}
    if config.get("strict") is True:
        rest.setdefault("missing", "refuse")
    return rest
