"""What a workspace counts, how its links are marked, and what counts as a purchase."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from django.db import transaction

from channels_app.models import ChannelSettings
from workspaces.audit import record
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import invalid

PLACE = "tracking"
"""The row of `ChannelSettings` that holds them."""

Short = Annotated[str, msgspec.Meta(max_length=200)]
Names = Annotated[
    list[Annotated[str, msgspec.Meta(min_length=1, max_length=200)]], msgspec.Meta(max_length=50)
]


class Utm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Marks for links; the first rule that fits a message is taken. {channel}, {journey}, {step},
    {topic} and {language} stand for the message's own. An empty mark is left out, and one that a
    link has already stays."""

    channel: Short = ""
    journey: Short = ""
    """Slugs; empty for all."""
    hosts: Names = []
    """Only links to these, and to what is below them; none means all."""
    source: Short = ""
    medium: Short = ""
    campaign: Short = ""
    content: Short = ""
    term: Short = ""


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events are purchases, and which message a purchase is put down to."""

    events: Names = msgspec.field(
        default_factory=lambda: ["Order Completed", "order_completed", "purchase"]
    )
    value: Names = msgspec.field(default_factory=lambda: ["revenue", "total", "value"])
    """Properties that hold the amount; the first that is there."""
    currency: Short = "currency"
    by: Literal["click", "window"] = "click"
    """The last message that was clicked; or, with window, the last one that was sent."""
    days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 7


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As stored; what is not said has these defaults."""

    clicks: bool = True
    opens: bool = True
    transactional: bool = False
    """Whether those of messages that the customer must get are counted too."""
    off: Names = []
    """Channels whose links stay as they are written."""
    utm: Annotated[list[Utm], msgspec.Meta(max_length=50)] = []
    attribution: Attribution = Attribution()


def rules_of(workspace_id: int) -> Rules:
    """What is stored; the defaults for what cannot be read any more."""
    found = ChannelSettings.objects.filter(workspace_id=workspace_id, channel=PLACE).first()
    try:
        return msgspec.convert(found.settings, Rules) if found else Rules()
    except msgspec.ValidationError:
        return Rules()


def change_rules(actor: Actor, given: Mapping[str, Any]) -> Rules:
    """Set these fields; messages that leave within seconds follow them."""
    require(actor, Act.RUN)
    with transaction.atomic():
        kept = msgspec.to_builtins(rules_of(actor.workspace.id))
        try:
            rules = msgspec.convert(kept | dict(given), Rules)
        except msgspec.ValidationError as error:
            raise _refused(error) from None
        ChannelSettings.objects.update_or_create(
            workspace_id=actor.workspace.id,
            channel=PLACE,
            defaults={"settings": msgspec.to_builtins(rules)},
        )
        record(actor, "changed", "tracking", actor.workspace.id, dict(given))
    return rules


def _refused(error: msgspec.ValidationError) -> Exception:
    """msgspec's words end in "- at `$.utm[0].channel`"."""
    what, _, where = str(error).partition(" - at `$")
    path = where.rstrip("`").replace("[", "/").replace("]", "").replace(".", "/")
    return invalid(path, f"{what}.")
