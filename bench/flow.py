"""(b) and (f): 100,000 customers end to end, from the first POST to the last message handed over,
and where the processor's time went."""

import time
from typing import Any

from bench.accept import batches
from bench.documents import STEPS_PER_CUSTOMER
from bench.house import Shop, query
from bench.machine import CpuMeter, family, rss_mib
from bench.posting import post_all

CUSTOMERS = 100_000
PATIENCE_S = 180.0
SENT = "select count(*) from message where journey_id = %s and status in (3, 4, 5, 6)"


def through(
    port: int, shop: Shop, journey_id: int, event: str, stages: dict[str, list[int]]
) -> dict[str, Any]:
    """Figures of one run; `stages` are the processes whose time is counted."""
    requests = list(batches(shop.key, event, CUSTOMERS, 100, f"{event}-"))
    meter = CpuMeter(stages)
    begun = time.monotonic()
    load = post_all(port, requests, 4)
    posted = time.monotonic() - begun
    sent = _all_sent(journey_id, begun)
    seconds = time.monotonic() - begun
    cpu = meter.spent()
    worker_rss = [rss_mib(pid) for root in stages["worker"] for pid in family(root)]
    return {
        "customers": sent,
        "seconds": seconds,
        "posting_seconds": posted,
        "customers_per_s": sent / seconds,
        "steps_per_s": sent * STEPS_PER_CUSTOMER / seconds,
        "worker_rss_mib": max(worker_rss),
        "cpu_us_per_customer": {name: value / CUSTOMERS * 1e6 for name, value in cpu.items()},
        "refused_requests": load.failures,
    }


def _all_sent(journey_id: int, begun: float) -> int:
    sent, deadline = 0, begun + PATIENCE_S
    while sent < CUSTOMERS and time.monotonic() < deadline:
        time.sleep(0.1)
        sent = query(SENT, (journey_id,))[0][0]
    return int(sent)
