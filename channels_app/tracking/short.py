"""Short addresses for messages without room: /s/<code> is one link of one message, stored.

The code is derived from the link, so that a message that is tried again has the same ones.
"""

from hashlib import blake2b

from django.conf import settings
from django.db import connection

from channels_app.models import ShortLink
from channels_app.signing import keyed
from channels_app.tracking.tokens import Mark
from workspaces.clock import now

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
LENGTH = 9
"""53 bits: nobody finds one by trying."""

_STORE = """
insert into short_link
  (code, workspace_id, lane, message_id, customer_id, url, product, created_at)
values (%s, %s, %s, %s, %s, %s, %s, %s)
on conflict (code) do nothing
"""


def url(mark: Mark) -> str:
    """The short address of the link; it is stored before the message leaves."""
    code = code_of(mark)
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            [
                code, mark.workspace_id, mark.lane, mark.message_id, mark.customer_id, mark.url,
                mark.product, now(),
            ],
        )  # fmt: skip
    return f"{settings.BASE_URL}/s/{code}"


def code_of(mark: Mark) -> str:
    key = keyed("channels_app.tracking.short")
    text = f"{mark.message_id}\n{mark.product}\n{mark.url}".encode()
    number = int.from_bytes(blake2b(text, key=key, digest_size=8).digest())
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def read(code: str) -> Mark | None:
    """What the code stands for; None for one that we did not make."""
    found = ShortLink.objects.filter(code=code).first() if len(code) == LENGTH else None
    if found is None:
        return None
    return Mark(
        found.workspace_id, found.lane, str(found.customer_id), found.message_id, found.url,
        found.product,
    )  # fmt: skip
