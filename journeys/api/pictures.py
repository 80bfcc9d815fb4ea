"""The small drawing of a journey in lists: kinds and lines, cut out of the draft by the database.

A draft may hold anything that is JSON, and its mails weigh far more than its lines.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

MOST = 60
"""A drawing as small as a stamp shows no more steps."""

PICTURES = """
select j.id, family.name, coalesce(jsonb_object_agg(part.key, jsonb_build_object(
           'kind', part.value->'kind', 'next', part.value->'next')
       ) filter (where part.key is not null), '{}')
  from journey j
 cross join (values ('triggers'), ('steps')) family (name)
  left join lateral (
       select key, value from jsonb_each(
           case jsonb_typeof(j.draft->family.name) when 'object' then j.draft->family.name end)
        where jsonb_typeof(value) = 'object' limit %(most)s) part on true
 where j.id = any(%(ids)s)
 group by 1, 2
"""


def pictures(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Per journey {"triggers": {id: {kind, next}}, "steps": {id: {kind, next}}}."""
    found: dict[int, dict[str, Any]] = {each: {} for each in ids}
    with connection.cursor() as cursor:
        cursor.execute(PICTURES, {"ids": list(ids), "most": MOST})
        for journey_id, family, parts in cursor.fetchall():
            found[journey_id][family] = json.loads(parts)
    return found
