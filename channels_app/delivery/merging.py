"""One customer became another: their messages and consents follow, in the caller's transaction."""

from typing import Any

from psycopg import Connection

_COLUMNS = """id, workspace_id, run_id, journey_id, version_id, step, channel, recipient, topic,
    kind, priority, zone, language, content, context, awaited, status, due_at, claimed_by, attempts,
    created_at, sent_at, changed_at, reason, detail"""

# What a delivery process holds at this moment stays where that process will look for it.
_MESSAGES = f"""
with gone as (
    delete from message
     where lane = %(old_lane)s and customer_id = %(old)s and status not in (2, 12)
    returning {_COLUMNS})
insert into message (lane, customer_id, {_COLUMNS})
select %(lane)s, %(new)s, {_COLUMNS} from gone
"""

# Of two words on the same thing, the later counts.
_CONSENTS = """
with gone as (
    delete from consent where lane = %(old_lane)s and customer_id = %(old)s
    returning channel, topic, workspace_id, state, source, at)
insert into consent as c (lane, customer_id, channel, topic, workspace_id, state, source, at)
select %(lane)s, %(new)s, channel, topic, workspace_id, state, source, at from gone
    on conflict (lane, customer_id, channel, topic) do update
   set state = excluded.state, source = excluded.source, at = excluded.at
 where excluded.at > c.at
"""
_CHANGES = """
update consent_change set lane = %(lane)s, customer_id = %(new)s
 where lane = %(old_lane)s and customer_id = %(old)s
"""
_ENDPOINTS = """
update endpoint set lane = %(lane)s, customer_id = %(new)s
 where lane = %(old_lane)s and customer_id = %(old)s
"""
_INBOX = """
update inbox_message set lane = %(lane)s, customer_id = %(new)s,
       mark = pg_current_xact_id()::text::bigint
 where lane = %(old_lane)s and customer_id = %(old)s
"""
_ENGAGEMENT = """
update engagement set lane = %(lane)s, customer_id = %(new)s
 where lane = %(old_lane)s and customer_id = %(old)s
"""
# Links in mails that have left name the old customer.
_POINTER = """
insert into moved_customer (lane, id, workspace_id, to_lane, to_id)
values (%(old_lane)s, %(old)s, %(workspace)s, %(lane)s, %(new)s)
on conflict (lane, id) do update set to_lane = excluded.to_lane, to_id = excluded.to_id
"""


def move(
    connection: Connection[Any], workspace_id: int, old_lane: int, old: str, lane: int, new: str
) -> None:
    """Give everything that the channels hold of one customer to another."""
    values = {
        "workspace": workspace_id,
        "old_lane": old_lane,
        "old": old,
        "lane": lane,
        "new": new,
    }
    moves = (_MESSAGES, _CONSENTS, _CHANGES, _ENDPOINTS, _INBOX, _ENGAGEMENT, _POINTER)
    for statement in moves:
        connection.execute(statement, values)
