"""(d) One million runs waiting: memory, disk, an idle second, and wake-ups a thousand a second."""

import time
from typing import Any

from bench.house import Shop, query, rest, until
from bench.machine import CpuMeter, family, rss_mib
from bench.posting import percentile, post_all, request

WAITING = 1_000_000
WAKING = 20_000
PER_SECOND = 1_000
IDLE_S = 15.0

# Copies of one run that the engine itself made, each of a customer of its own.
CLONES = """
create table bench_clone as
select gen_random_uuid() id, gen_random_uuid() run_id, n from generate_series(1, %s) n;
insert into customer (lane, id, workspace_id, user_id, profile, times, created_at, seen_at)
select get_byte(uuid_send(k.id), 0) & 63, k.id, c.workspace_id, 'waiting-' || k.n,
       jsonb_build_object('first_name', 'Ann', 'email', k.n || '@example.com'), '{}', now(), now()
  from bench_clone k, (select workspace_id from customer where id = %s) c;
insert into run select x.*
  from bench_clone k
 cross join (select to_jsonb(run) as body from run where journey_id = %s limit 1) r
 cross join lateral jsonb_populate_record(null::run, r.body || jsonb_build_object(
       'lane', get_byte(uuid_send(k.id), 0) & 63, 'id', k.run_id, 'customer_id', k.id,
       'due_at', now() + interval '20 days' + k.n * interval '1 millisecond')) x;
drop table bench_clone;
analyze run; analyze customer;
"""
# Spread over the coming seconds, one millisecond apart.
WAKE = """
with chosen as (
    select lane, id, row_number() over (order by id) n from run
     where journey_id = %s and status = 1 order by id limit %s)
update run r set due_at = now() + interval '3 seconds' + c.n * %s * interval '1 second'
  from chosen c where c.lane = r.lane and c.id = r.id
"""
LATENESS = """
select extract(epoch from m.sent_at - r.due_at) from message m
  join bench_due r on r.id = m.run_id where m.journey_id = %s and m.sent_at is not null
"""


def waiting(
    port: int, shop: Shop, journey_id: int, event: str, stages: dict[str, list[int]]
) -> dict[str, Any]:
    idle_before = idle_share(stages)
    post_all(port, iter([request("/v1/track", shop.key, {"event": event, "userId": "seed"})]), 1)
    if not until(f"select count(*) from run where journey_id = {journey_id}", 1, 10):
        raise RuntimeError("The seed of the waiting runs did not come through.")
    made = time.monotonic()
    _clone(journey_id)
    made = time.monotonic() - made
    rest()
    idle = idle_share(stages)
    lateness = _wake(journey_id)
    disk = query("select pg_total_relation_size('run')")[0][0]
    return {
        "waiting_runs": WAITING,
        "seconds_to_insert": made,
        "run_table_mib": disk / 1024**2,
        "run_table_bytes_per_run": disk / WAITING,
        "idle_cpu_share_empty": idle_before,
        "idle_cpu_share": idle,
        "worker_rss_mib_waiting": max(rss_mib(p) for p in family(stages["worker"][0])),
        "woken": len(lateness),
        "wake_lateness_p50_s": percentile(lateness, 0.5),
        "wake_lateness_p99_s": percentile(lateness, 0.99),
    }


def idle_share(stages: dict[str, list[int]]) -> float:
    """The share of one core that an idle house takes: worker, web and database together."""
    time.sleep(3)
    meter = CpuMeter(stages)
    time.sleep(IDLE_S)
    return sum(meter.spent().values()) / IDLE_S


def _clone(journey_id: int) -> None:
    (customer,) = query("select customer_id from run where journey_id = %s", (journey_id,))[0]
    query(CLONES, (WAITING, customer, journey_id))


def _wake(journey_id: int) -> list[float]:
    query(WAKE, (journey_id, WAKING, 1 / PER_SECOND))
    query(
        "create table bench_due as select id, due_at from run"
        " where journey_id = %s and due_at < now() + interval '1 hour'",
        (journey_id,),
    )
    sent = f"select count(*) from message where journey_id = {int(journey_id)} and status = 3"
    until(sent, WAKING, WAKING / PER_SECOND + 60)
    return [float(row[0]) for row in query(LATENESS, (journey_id,))]
