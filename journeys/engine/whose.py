"""What the channels ask: which customer an id of a browser, an app or the shop belongs to."""

from typing import Any

from psycopg import Connection

from channels_app.contracts import Customer
from journeys.core.ids import customer_id, identity_key, lane_of

HOME = """
select customer_lane, customer_id::text from identity
 where lane = %s and workspace_id = %s and key = %s
"""
KNOWN = "select user_id is not null from customer where lane = %s and id = %s"


def whose(
    connection: Connection[Any], workspace_id: int, user_id: str, anonymous_id: str
) -> Customer:
    """By the user's id, else by the anonymous one, wherever a merge has led it (S25)."""
    key = identity_key(user_id, anonymous_id)
    natural = customer_id(workspace_id, key)
    lane = lane_of(natural)
    home = connection.execute(HOME, (lane, workspace_id, key)).fetchone()
    lane, customer = home or (lane, natural)
    row = connection.execute(KNOWN, (lane, customer)).fetchone()
    return Customer(lane, customer, bool(user_id) or home is not None or bool(row and row[0]))
