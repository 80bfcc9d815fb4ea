"""Enrolments of many customers at once, written by one statement whatever their number."""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection

from journeys.core.conditions.sql import NotInSqlError, compile_sql

BODY = """
json_build_object('journey_id', %(journey)s::bigint, 'trigger_id', %(trigger)s::text,
                  'message_id', %(named)s::text || c.id, 'customer_id', c.id)::text
"""

# `zone` '' is for those who have no zone of their own.
IN_ZONE = "case when %(zone)s = '' then c.zone is null else c.zone = %(zone)s end"

EVERYONE = """
with enrolled as (
    insert into inbox (lane, workspace_id, at, kind, body)
    select c.lane, c.workspace_id, %(at)s, 2, {body}
      from customer c
     where c.workspace_id = %(workspace)s and {where}
     order by c.lane, c.id
    returning lane)
select distinct lane from enrolled
"""

BY_DATE = """
with enrolled as (
    insert into inbox (lane, workspace_id, at, kind, body)
    select c.lane, c.workspace_id, %(at)s, 2, {body}
      from customer_date d join customer c on c.lane = d.lane and c.id = d.customer_id
     where d.workspace_id = %(workspace)s and d.attribute = %(attribute)s
       and d.day = any(%(days)s::smallint[])
       and (%(year)s::smallint is null or d.year = %(year)s::smallint) and {where}
     order by c.lane, c.id
    returning lane)
select distinct lane from enrolled
"""


def everyone(
    connection: Connection[Any],
    values: dict[str, Any],
    condition: Mapping[str, Any] | None,
    everywhere: bool,
) -> set[int]:
    """All customers of the workspace, or those of one zone, who meet the condition."""
    where = "true" if everywhere else IN_ZONE
    return _run(connection, EVERYONE, where, values, condition)


def by_date(
    connection: Connection[Any], values: dict[str, Any], condition: Mapping[str, Any] | None
) -> set[int]:
    """The customers of one zone whose date stands in the index under these days."""
    return _run(connection, BY_DATE, IN_ZONE, values, condition)


def _run(
    connection: Connection[Any],
    statement: str,
    where: str,
    values: dict[str, Any],
    condition: Mapping[str, Any] | None,
) -> set[int]:
    try:
        meets, more = compile_sql(condition, values["due"], values["zone_of_workspace"])
    except NotInSqlError:  # then everyone is asked when their turn comes
        meets, more = "true", {}
    query = statement.format(body=BODY, where=f"{where} and {meets}")
    return {lane for (lane,) in connection.execute(query, {**values, **more}).fetchall()}
