"""Sealing every account's secrets anew, under the first of the keys."""

import msgspec
from django.db import transaction

from channels_app import sealing
from channels_app.models import ChannelAccount


class Rotated(msgspec.Struct):
    """How many accounts were sealed anew, and which ones no key opens."""

    done: int
    broken: list[ChannelAccount]


def rotate_secrets() -> Rotated:
    """Row by row, so that it may be stopped and begun again. What the accounts can do stays the
    same, so nothing has changed for their carriers."""
    found = Rotated(0, [])
    ids = ChannelAccount.objects.exclude(secrets="").order_by("id").values_list("id", flat=True)
    for account_id in list(ids):
        with transaction.atomic():
            row = ChannelAccount.objects.select_for_update().filter(pk=account_id).first()
            if row is None:
                continue
            try:
                row.secrets = sealing.resealed(row.secrets)
            except sealing.SealBrokenError:
                found.broken.append(row)
                continue
            row.save(update_fields=["secrets"])
            found.done += 1
    return found
