"""The brand: what templates call {{ brand.colour }}, in one place."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from channels_app.models import Brand
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Invalid

COLOURS = ("colour", "button_text", "text_colour", "background")
ADDRESSES = ("logo", "website", "facebook", "instagram", "telegram", "vk", "youtube")
TEXTS = ("name", "address", "phone", "email", "font")
FIELDS = (*COLOURS, *ADDRESSES, *TEXTS)
DEFAULTS: dict[str, Any] = {
    "colour": "#1f2937",
    "button_text": "#ffffff",
    "text_colour": "#1f2937",
    "background": "#f4f4f5",
    "font": "Arial, Helvetica, sans-serif",
}
LONGEST = 500
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FONT = re.compile(r"[\w ,.'-]*")


def shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every field, so that none is ever missing in a template."""
    return {name: values.get(name) or DEFAULTS.get(name, "") for name in FIELDS}


def brand_of(workspace_id: int) -> dict[str, Any]:
    found = Brand.objects.filter(workspace_id=workspace_id).first()
    return shown(found.values if found else {})


def change_brand(actor: Actor, given: Mapping[str, str]) -> dict[str, Any]:
    """Set these fields; every message that leaves from now on has them."""
    require(actor, Act.RUN)
    problems = [_problem(name, value) for name, value in given.items()]
    if found := [each for each in problems if each]:
        raise Invalid(found[0]["message"], found)
    with transaction.atomic():
        at = now()
        Brand.objects.get_or_create(
            workspace_id=actor.workspace.id, defaults={"values": {}, "changed_at": at}
        )
        brand = Brand.objects.select_for_update().get(workspace_id=actor.workspace.id)
        brand.values = {**brand.values, **{name: text.strip() for name, text in given.items()}}
        brand.changed_at = at
        brand.save()
        record(actor, "changed", "brand", actor.workspace.id, dict(given))
    return shown(brand.values)


def _problem(name: str, value: str) -> dict[str, str] | None:
    text = value.strip()
    message = ""
    if name in COLOURS and text and not _COLOUR.fullmatch(text):
        message = f"'{text[:20]}' is no colour. Write it like #1f2937."
    elif name in ADDRESSES and text and not _is_address(text):
        message = f"'{text[:60]}' is no address. Write it like https://example.com/."
    elif name == "font" and not _FONT.fullmatch(text):
        message = "Write fonts like Arial, Helvetica, sans-serif."
    return {"path": f"/{name}", "code": "invalid", "message": message} if message else None


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
