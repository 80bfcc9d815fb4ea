"""The random kills: one after the other, each measured until work goes on."""

import time
from collections import defaultdict
from random import Random

from chaos import kills, ledger
from chaos.house import House, Watch
from chaos.load import Load
from chaos.recovery import Probes, Recovery

LONGEST_REST_S = 1.5


class Assault:
    def __init__(self, house: House, watch: Watch, probes: Probes, load: Load, seed: int) -> None:
        self.house, self.watch, self.probes, self.load = house, watch, probes, load
        self.chance = Random(seed)
        self.count = 0
        """SIGKILLs."""
        self.asked, self.broken = 0, 0
        """How often check_runs was asked, and how many it found in all."""
        self.found: dict[str, list[Recovery]] = defaultdict(list)

    def kill(self, wanted: int) -> None:
        """Until so many processes were killed; prints a line for each."""
        cards = kills.deck(self.chance)
        while self.count < wanted:
            kinds = [next(cards)]
            if self.count >= len(kills.FIRST) and self.chance.random() < kills.PAIRS:
                kinds.append(next(cards))
            time.sleep(self.chance.uniform(0.0, LONGEST_REST_S))
            moment = time.monotonic()
            done = [k for k in kinds if kills.kill(k, self.house, self.watch, self.chance)]
            if done:
                self.count += sum(kind != "session" for kind in done)
                self._measure(" + ".join(sorted(done)), moment)

    def _measure(self, name: str, moment: float) -> None:
        recovery = self.probes.measure(moment)
        if self.load.failure:
            raise self.load.failure
        self.found[name].append(recovery)
        self.asked += 1
        self.broken += ledger.broken(self.watch)
        print(f"{self.count:>3} {name:<24}{recovery.whole:5.1f} s", flush=True)
