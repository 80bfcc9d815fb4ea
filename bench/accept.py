"""(a) Events accepted per second over HTTP: one by one, and in batches."""

from collections.abc import Iterator

from bench.house import Shop, query, until
from bench.posting import Load, percentile, post_all, request

SINGLES = 12_000
BATCHED = 100_000


def accept(port: int, shop: Shop) -> dict[str, float]:
    """While the worker takes away what comes in: everything shares the machine."""
    single = post_all(port, _singles(shop.key), 16)
    hundred = post_all(port, batches(shop.key, "browse", BATCHED, 100, "h"), 4)
    thousand = post_all(port, batches(shop.key, "browse", BATCHED, 1000, "t"), 2)
    for load in (single, hundred, thousand):
        _all_good(load)
    drained = until("select -count(*) from inbox", 0, 120)
    return {
        "events_per_s_single": single.answers / single.seconds,
        "single_p99_ms": percentile(single.latencies, 0.99) * 1000,
        "events_per_s_batch_100": hundred.answers * 100 / hundred.seconds,
        "events_per_s_batch_1000": thousand.answers * 1000 / thousand.seconds,
        "accepted_events_stored": query("select count(*) from event")[0][0] if drained else -1,
    }


def batches(key: str, event: str, total: int, size: int, prefix: str) -> Iterator[bytes]:
    """Requests of `size` events, each of another customer."""
    for start in range(0, total, size):
        calls = [
            {
                "type": "track",
                "event": event,
                "userId": f"{prefix}{number}",
                "messageId": f"{prefix}{number}",
                "properties": {"total": number % 100, "cart_id": f"c{number}"},
            }
            for number in range(start, min(start + size, total))
        ]
        yield request("/v1/batch", key, {"batch": calls})


def _singles(key: str) -> Iterator[bytes]:
    for number in range(SINGLES):
        body = {
            "event": "browse",
            "userId": f"s{number}",
            "messageId": f"s{number}",
            "properties": {"total": number % 100, "cart_id": f"c{number}"},
        }
        yield request("/v1/track", key, body)


def _all_good(load: Load) -> None:
    if load.failures:
        raise RuntimeError(f"{load.failures} of {load.answers} requests were refused.")
