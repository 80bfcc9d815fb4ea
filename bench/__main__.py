"""make bench: starts a house of its own, measures, prints one table, writes bench.json.

With names of parts as arguments only those run: latency flow accept crowd waiting channels editor.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench import (
    accept,
    channels,
    documents,
    editor,
    floor,
    flow,
    house,
    latency,
    people,
    report,
    waiting,
)
from bench.machine import facts

OTHERS = 99


class House(NamedTuple):
    """What every part needs: database URL, a shop, the web port, process ids by stage."""

    url: str
    shop: house.Shop
    port: int
    stages: dict[str, list[int]]


Part = Callable[[House], dict[str, Any]]


def main(chosen: list[str]) -> int:
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    house.furnish()
    with house.database() as url:
        figures = {"machine": facts(), **measure(url, chosen or list(PARTS))}
        report.write(figures, Path("bench.json"))
        print(report.table(figures), flush=True)
    return 0


def measure(url: str, parts: list[str]) -> dict[str, Any]:
    """The chosen parts in their order; each shows its figures when it is done."""
    figures: dict[str, Any] = {}
    shop = house.Shop("bench")
    with house.web() as (port, web), house.workers() as worker:
        stages = {"worker": [worker.pid], "web": [web.pid], "postgresql": [house.postmaster_pid()]}
        if not house.until("select count(*) from worker", 1, 60):
            raise RuntimeError("The worker did not start.")
        for name in parts:
            title, part = PARTS[name]
            say(title)
            house.rest()
            found = part(House(url, shop, port, stages))
            say("    " + ", ".join(f"{key} {report.number(value)}" for key, value in found.items()))
            figures |= found
    return figures


def measure_latency(house_: House) -> dict[str, Any]:
    journey = house_.shop.publish("latency", documents.straight("ping"))
    people.settle(house_.shop, "ping", latency.EVENTS)
    return latency.latency(house_.port, house_.shop, journey, "ping")


def measure_accept(house_: House) -> dict[str, Any]:
    return accept.accept(house_.port, house_.shop)


def measure_flow(house_: House) -> dict[str, Any]:
    shop = house_.shop
    journey = shop.publish("flow", documents.flow("cart"))
    people.settle(shop, "cart", flow.CUSTOMERS)
    found = flow.through(house_.port, shop, journey, "cart", house_.stages)
    ground = floor.floor(house_.url, journey, shop.workspace.pk)
    return {**found, **ground, "floor_ratio": found["steps_per_s"] / ground["floor_steps_per_s"]}


def measure_crowd(house_: House) -> dict[str, Any]:
    """(b) with ninety-nine other journeys, a branch on the past, and customers who have one."""
    shop = house_.shop
    for number in range(OTHERS):
        shop.publish(f"other-{number}", documents.flow(f"other-{number}"))
    journey = shop.publish("crowd", documents.flow("crowd", documents.BOUGHT))
    people.settle(shop, "crowd", flow.CUSTOMERS, past=True)
    found = flow.through(house_.port, shop, journey, "crowd", house_.stages)
    wanted = ("customers_per_s", "steps_per_s", "worker_rss_mib", "cpu_us_per_customer")
    return {f"crowd_{name}": found[name] for name in wanted}


def measure_waiting(house_: House) -> dict[str, Any]:
    journey = house_.shop.publish("waiting", documents.patient("patience"))
    return waiting.waiting(house_.port, house_.shop, journey, "patience", house_.stages)


def measure_channels(house_: House) -> dict[str, Any]:
    by_http = channels.by_http(house_.shop, house_.stages)
    return by_http | channels.by_smtp(house_.shop, house_.stages)


def measure_editor(house_: House) -> dict[str, Any]:
    return editor.editor(house_.port, house_.shop)


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


PARTS: dict[str, tuple[str, Part]] = {
    "latency": ("(c) latency at 20 events a second", measure_latency),
    "flow": ("(b), (e), (f) 100,000 customers end to end, and the floor", measure_flow),
    "accept": ("(a) events accepted over HTTP", measure_accept),
    "crowd": ("(b) with a hundred journeys and customers who have a past", measure_crowd),
    "waiting": ("(d) a million runs waiting", measure_waiting),
    "channels": (
        "(h), (i) messages to a provider over HTTP, signed mail over SMTP",
        measure_channels,
    ),
    "editor": ("(g) the editor with 500 steps, in Chromium", measure_editor),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
