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
PATIENCE_S = 240.0
SENT = """
select count(*), coalesce(extract(epoch from max(sent_at)), 0) from message
 where journey_id = %s and status in (3, 4, 5, 6)
"""


def through(
    port: int, shop: Shop, journey_id: int, event: str, stages: dict[str, list[int]]
) -> dict[str, Any]:
    """Figures of one run; `stages` are the processes whose time is counted. The clock runs from the
    first POST to the last message's `sent_at`, both of this machine."""
    requests = list(batches(shop.key, event, CUSTOMERS, 100, f"{event}-"))
    meter = CpuMeter(stages)
    begun = time.time()
    load = post_all(port, requests, 4)
    sent, last = _all_sent(journey_id, begun)
    seconds = last - begun
    cpu = meter.spent()
    worker_rss = [rss_mib(pid) for root in stages["worker"] for pid in family(root)]
    return {
        "customers": sent,
        "seconds": seconds,
        "posting_seconds": load.seconds,
        "customers_per_s": sent / seconds,
        "steps_per_s": sent * STEPS_PER_CUSTOMER / seconds,
        "worker_rss_mib": max(worker_rss),
        "cpu_us_per_customer": {name: value / CUSTOMERS * 1e6 for name, value in cpu.items()},
        "refused_requests": load.failures,
    }


def _all_sent(journey_id: int, begun: float) -> tuple[int, float]:
    """Looked at once a second, for the look itself costs the machine something."""
    while True:
        time.sleep(1)
        ((sent, last),) = query(SENT, (journey_id,))
        if sent >= CUSTOMERS or time.time() > begun + PATIENCE_S:
            return int(sent), float(last)
