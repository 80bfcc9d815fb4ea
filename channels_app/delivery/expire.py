"""Claims whose worker died: what never left is given back at once; what was just being handed
over has an unknown outcome, and the policy decides (S17).
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from psycopg import Connection

_DEAD = """
delete from delivery_claim where id in (
  select id from delivery_claim where until < clock_timestamp() for update skip locked)
returning id, lanes, begun
"""
_HOLD = """
update message set status = 12, changed_at = %(now)s, attempts = attempts + 1,
       reason = 'The worker stopped in the middle of the hand-over.'
 where lane = any(%(lanes)s) and id = any(%(begun)s) and claimed_by = %(claim)s and status = 2
"""
_GIVE_BACK = """
update message set status = case when reason = 'exited' then 11 else 1 end, claimed_by = null
 where lane = any(%(lanes)s) and claimed_by = %(claim)s and status = 2
"""


def expire(connection: Connection[Any], now: datetime) -> int:
    """End every claim that gave no sign of life; how many messages wait again or are held."""
    with connection.transaction():
        dead = connection.execute(_DEAD).fetchall()
        return sum(_end(connection, claim, lanes, begun, now) for claim, lanes, begun in dead)


def _end(
    connection: Connection[Any], claim: int, lanes: list[int], begun: list[str], now: datetime
) -> int:
    values = {"claim": claim, "lanes": lanes, "begun": begun, "now": now}
    held = 0
    if begun and settings.SOJOURN_SMTP_AFTER_CRASH == "hold":
        held = connection.execute(_HOLD, values).rowcount
    return held + connection.execute(_GIVE_BACK, values).rowcount
