"""Customers who exist before the measurement: with a profile, and, where asked, with a past."""

from bench.house import Shop, query

CUSTOMERS = """
insert into customer (lane, id, workspace_id, user_id, profile, times, created_at, seen_at)
select lane, id, %s, %s || '-' || n, jsonb_build_object(
       'first_name', 'Ann', 'email', %s || n || '@example.com', 'city', 'Riga', 'orders', n %% 9),
       '{}', now(), now()
  from bench_customer
"""
# Ten events each over the last ten hours, a third of them purchases.
PAST = """
insert into event (lane, id, at, ts, workspace_id, customer_id, name, kind, message_id, properties)
select lane, gen_random_uuid(), now() - k * interval '1 hour', now() - k * interval '1 hour', %s,
       id, case when k %% 3 = 0 then 'purchase' else 'view' end, 'track',
       'past-' || n || '-' || k, '{"total": 12, "sku": "a-17"}'
  from bench_customer, generate_series(1, 10) k
"""


def settle(shop: Shop, event: str, count: int, *, past: bool = False) -> None:
    """The customers `event-0` to `event-N` of a shop, as the engine would have stored them."""
    from django.db import connection

    from journeys.core.ids import customer_id, lane_of

    query("create table if not exists bench_customer (n int, lane smallint, id uuid)")
    query("truncate bench_customer")
    connection.ensure_connection()
    workspace = shop.workspace.pk
    with connection.connection.cursor().copy("copy bench_customer from stdin") as copy:
        for number in range(count):
            each = customer_id(workspace, f"user:{event}-{number}")
            copy.write(f"{number}\t{lane_of(each)}\t{each}\n")
    query(CUSTOMERS, (workspace, event, event))
    if past:
        query(PAST, (workspace,))
    query("analyze")
