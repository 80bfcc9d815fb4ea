"""make chaos: kills under load, then the ledger. Ends with 1 on any difference.

KILLS=56 kills, RATE=120 events a second, SEED= for the same order of kills again, WITHIN=5 seconds
for work to go on; ATTACKS=0 leaves out the special attacks.
"""

import argparse
import secrets
import signal
import sys
import tempfile
import time
from pathlib import Path

from chaos import house as houses

REST_WITHIN_S = 120.0


def main(given: list[str]) -> int:
    options = _options(given)
    print(f"seed {options.seed}", flush=True)
    for number in (signal.SIGINT, signal.SIGTERM):  # the house is torn down before it ends
        signal.signal(number, signal.default_int_handler)
    folder = Path(tempfile.mkdtemp(prefix="chaos-")) / "sojourn"
    houses.furnish(folder)
    house = houses.House(folder)
    try:
        house.start()
        good = _run(house, options)
    finally:
        house.raze()
    if good:
        folder.with_name("sojourn.log").unlink()
        folder.parent.rmdir()
    else:
        print(f"The house's own lines are in {house.log.name}.")
    return 0 if good else 1


def _run(house: houses.House, options: argparse.Namespace) -> bool:
    import django

    django.setup()
    from bench.house import Shop
    from chaos import assault, attacks, documents, ledger, report
    from chaos.load import Book, Load
    from chaos.recovery import Probes

    shop = Shop("chaos")
    for slug, document in documents.ALL.items():
        shop.publish(slug, document)
    workspace, book, watch = int(shop.workspace.pk), Book(), houses.Watch()
    probes = Probes(workspace, house.port, shop.key, book, watch)
    load = Load(house.port, shop.key, book, options.seed, options.rate)
    load.start()
    time.sleep(2.0)
    killed = assault.Assault(house, watch, probes, load, options.seed)
    killed.kill(options.kills)
    sieges = []
    if options.attacks:
        for attack in attacks.Siege(house, watch, probes, options.within).all():
            print(*report.attacks([attack]), flush=True)
            sieges.append(attack)
    load.end()
    rested = _rest(watch, ledger.REST)
    accounts = ledger.Ledger(watch, workspace, book.posted)
    lines = [
        *accounts.lines(),
        ledger.Line("the same after every kill", killed.asked, killed.broken),
    ]
    slow = [r for each in killed.found.values() for r in each if r.whole > options.within]
    print("", *report.recoveries(killed.found), "", *report.attacks(sieges), "", sep="\n")
    print(*report.ledger(lines), "", *report.sums(killed, book, accounts, rested), sep="\n")
    if slow:
        print(f"{len(slow)} recoveries took longer than {options.within:g} s.")
    return not slow and all(a.is_good for a in sieges) and not any(line.wrong for line in lines)


def _rest(watch: houses.Watch, sql: str) -> float:
    """Wait until nothing is due any more; the seconds. What is not at rest then shows below."""
    begun = time.monotonic()
    while watch.one(sql) and time.monotonic() - begun < REST_WITHIN_S:
        time.sleep(0.2)
    return time.monotonic() - begun


def _options(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=56)
    parser.add_argument("--rate", type=float, default=120.0, help="events a second")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--within", type=float, default=5.0, help="seconds for work to go on")
    parser.add_argument("--attacks", type=int, default=1, help="0 leaves the special ones out")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
