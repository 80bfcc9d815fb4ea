"""make bench: starts a house of its own, measures, prints one table, writes bench.json.

With names of parts as arguments only those run: accept flow latency waiting.
"""

import sys
from pathlib import Path
from typing import Any

from bench import house
from bench.machine import facts

PARTS = ("accept", "flow", "latency", "waiting")
OTHERS = 99


def main(chosen: list[str]) -> int:
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    house.furnish()
    with house.database() as url:
        figures = {"machine": facts(), **measure(url, chosen or list(PARTS))}
    from bench import report

    report.write(figures, Path("bench.json"))
    print(report.table(figures))
    return 0


def measure(url: str, parts: list[str]) -> dict[str, Any]:
    from bench import accept, documents, floor, flow, latency, people, waiting

    shop = house.Shop("bench")
    ids = {
        "flow": shop.publish("flow", documents.flow("cart")),
        "latency": shop.publish("latency", documents.straight("ping")),
        "waiting": shop.publish("waiting", documents.patient("patience")),
    }
    figures: dict[str, Any] = {}
    people.settle(shop, "ping", latency.EVENTS)
    if "flow" in parts:
        people.settle(shop, "cart", flow.CUSTOMERS)
    with house.web() as (port, web), house.workers() as worker:
        stages = {"worker": [worker.pid], "web": [web.pid], "postgresql": [house.postmaster_pid()]}
        if not house.until("select count(*) from worker", 1, 60):
            raise RuntimeError("The worker did not start.")
        if "latency" in parts:
            say("(c) latency at 20 events a second")
            figures |= latency.latency(port, shop, ids["latency"], "ping")
        if "accept" in parts:
            say("(a) events accepted over HTTP")
            figures |= accept.accept(port, shop)
        if "flow" in parts:
            say("(b) 100,000 customers end to end")
            figures |= flow.through(port, shop, ids["flow"], "cart", stages)
            say("(e) the floor: the same rows by hand-written SQL")
            figures |= floor.floor(url, ids["flow"], shop.workspace.pk)
            figures["floor_ratio"] = figures["steps_per_s"] / figures["floor_steps_per_s"]
            say("(b) again, with a hundred journeys and customers who have history")
            figures["with_history_and_100_journeys"] = crowded(port, shop, stages)
        if "waiting" in parts:
            say("(d) a million runs waiting")
            figures |= waiting.waiting(port, shop, ids["waiting"], "patience", stages)
    return figures


def crowded(port: int, shop: house.Shop, stages: dict[str, list[int]]) -> dict[str, Any]:
    from bench import documents, flow, people

    for number in range(OTHERS):
        shop.publish(f"other-{number}", documents.flow(f"other-{number}"))
    crowd = shop.publish("crowd", documents.flow("crowd", documents.BOUGHT))
    people.settle(shop, "crowd", flow.CUSTOMERS, past=True)
    found = flow.through(port, shop, crowd, "crowd", stages)
    return {name: found[name] for name in ("customers_per_s", "steps_per_s", "worker_rss_mib")}


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
