"""Lists by cursor: {"results": [...], "next": "..." or null}.

A cursor is the place of the last row shown, in the list's own order, so pages neither
skip nor repeat rows when new ones arrive, and the thousandth page costs as the first.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from workspaces.refusals import invalid

USUAL = 50
MOST = 200
PARAMETERS = [
    OpenApiParameter("cursor", OpenApiTypes.STR, description="`next` of the page before."),
    OpenApiParameter("limit", OpenApiTypes.INT, description=f"1 to {MOST}, usually {USUAL}."),
]


def page_of(item: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """The schema of one page of such items."""
    fields = {
        "results": item(many=True),
        "next": serializers.CharField(allow_null=True),
    }
    return inline_serializer(f"{item.__name__}Page", fields)


def page(
    request: Request,
    rows: QuerySet[Any],
    order: Sequence[str],
    show: Callable[[list[Any]], Iterable[Any]],
) -> Response:
    """The page that the request asks for.

    `order` names fields, with a minus for descending, and must tell any two rows apart;
    `show` turns the page's rows into what is answered.
    """
    limit = limit_of(request)
    place = place_of(request, len(order))
    if place is not None:
        rows = rows.filter(after(order, place))
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    following = encode([_value(found[-1], name) for name in order]) if more else None
    return Response({"results": list(show(found)), "next": following})


def limit_of(request: Request) -> int:
    text = request.query_params.get("limit", str(USUAL))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise invalid("/limit", f"limit is '{text[:20]}'. Write a whole number from 1 to {MOST}.")
    return int(text)


def place_of(request: Request, width: int) -> list[Any] | None:
    """The values behind ?cursor=, or None for the first page."""
    text = request.query_params.get("cursor", "")
    if not text:
        return None
    try:
        place = json.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=="))
    except (ValueError, binascii.Error, RecursionError):
        place = None
    plain = isinstance(place, list) and all(isinstance(value, str | int) for value in place)
    if not plain or len(place) != width:
        raise invalid("/cursor", "This cursor is not one of this list. Begin without a cursor.")
    return list(place)


def encode(place: Sequence[Any]) -> str:
    plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in place]
    raw = json.dumps([v if isinstance(v, int | str) else str(v) for v in plain]).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def after(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows that come later in the order than the place: (a, b) > (x, y), written out."""
    found = Q()
    equal = Q()
    for name, value in zip(order, place, strict=True):
        field = name.lstrip("-")
        found |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return found


def _value(row: Any, name: str) -> Any:
    name = name.lstrip("-")
    return row[name] if isinstance(row, dict) else getattr(row, name)
