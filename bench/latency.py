"""(c) From POST to hand-over, at 20 events a second."""

from collections.abc import Iterator

from bench.house import Shop, query, until
from bench.posting import percentile, post_steadily, request

EVENTS = 400
PER_SECOND = 20.0
SENT = "select count(*) from message where journey_id = {} and status in (3, 4, 5, 6)"
TIMES = """
select c.user_id, extract(epoch from m.sent_at) from message m
  join customer c on c.lane = m.lane and c.id = m.customer_id where m.journey_id = %s
"""


def latency(port: int, shop: Shop, journey_id: int, event: str) -> dict[str, float]:
    """Both instants are of this machine's clock: before the POST is written, and `sent_at`."""
    load = post_steadily(port, _requests(shop.key, event), PER_SECOND)
    if not until(SENT.format(int(journey_id)), EVENTS, 30):
        raise RuntimeError("Not every message was handed over within 30 s.")
    spans = [
        float(sent) - load.sent_at[int(user.rpartition("-")[2])]
        for user, sent in query(TIMES, (journey_id,))
    ]
    return {
        "latency_p50_ms": percentile(spans, 0.5) * 1000,
        "latency_p99_ms": percentile(spans, 0.99) * 1000,
        "post_p50_ms": percentile(load.latencies, 0.5) * 1000,
    }


def _requests(key: str, event: str) -> Iterator[bytes]:
    for number in range(EVENTS):
        body = {"event": event, "userId": f"{event}-{number}", "properties": {"total": 60}}
        yield request("/v1/track", key, body)
