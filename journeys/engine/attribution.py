"""Which message a purchase is put down to, and what it brought: asked of stored events.

Each purchase counts for one message at most: the last one that its customer clicked, or (by
window) the last one that was sent, within the days before it. Nothing is stored, so a change of
the rule holds for the past too. Clicks of machines count for nothing.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from channels_app.delivery.purchases import Attribution

# The amount is the first of the named properties that is a number, or a text that is one.
_BOUGHT = """
with bought as (
  select e.lane, e.customer_id, e.at, left(e.properties->>%(currency)s, 10) currency, a.amount
    from event e
    left join lateral (
      select case when jsonb_typeof(v.value) = 'number' then v.value::text::numeric
                  when v.value #>> '{}' ~ '^-?[0-9]{1,15}([.][0-9]{1,6})?$'
                  then (v.value #>> '{}')::numeric end amount
        from unnest(%(value)s::text[]) with ordinality n(name, place)
        join lateral (select e.properties->n.name as value) v on v.value is not null
       order by n.place limit 1) a on true
   where e.workspace_id = %(workspace)s and e.name = any(%(events)s) and not e.historical
     and e.at >= %(since)s and e.at < %(until)s)
"""
_BY_CLICK = """
  select m.journey_id, m.step, m.channel
    from engagement g join message m on m.lane = g.lane and m.id = g.message_id
   where g.lane = b.lane and g.customer_id = b.customer_id and g.what = 'clicked'
     and not g.machine and g.first_at <= b.at
     and least(g.last_at, b.at) >= b.at - make_interval(days => %(days)s)
   order by least(g.last_at, b.at) desc limit 1
"""
_BY_WINDOW = """
  select m.journey_id, m.step, m.channel
    from message m
   where m.lane = b.lane and m.customer_id = b.customer_id and m.sent_at <= b.at
     and m.sent_at >= b.at - make_interval(days => %(days)s) and m.status not in (7, 8, 9, 11)
   order by m.sent_at desc limit 1
"""
_SUMS = """
select t.journey_id, t.step, t.channel, coalesce(b.currency, ''), count(*)::bigint,
       count(distinct b.customer_id)::bigint, coalesce(sum(b.amount), 0)
  from bought b cross join lateral ({touch}) t
 where t.journey_id is not null and (%(journey)s::bigint is null or t.journey_id = %(journey)s)
 group by 1, 2, 3, 4 order by 7 desc, 5 desc, 1, 2
 limit 1000
"""
NAMES = ("journey_id", "step", "channel", "currency", "conversions", "customers", "revenue")


def conversions(
    workspace_id: int,
    rule: Attribution,
    since: datetime,
    until: datetime,
    journey_id: int | None = None,
) -> list[dict[str, Any]]:
    """Per journey, step, channel and currency: how many purchases, by how many, for how much."""
    touch = _BY_CLICK if rule.by == "click" else _BY_WINDOW
    values: dict[str, Any] = {
        "workspace": workspace_id,
        "events": list(rule.events),
        "value": list(rule.value),
        "currency": rule.currency,
        "days": rule.days,
        "since": since,
        "until": until,
        "journey": journey_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BOUGHT + _SUMS.format(touch=touch), values)
        return [dict(zip(NAMES, row, strict=True)) for row in cursor.fetchall()]
