"""What machine the figures hold for."""

import os
import platform
from pathlib import Path
from typing import Any


def facts() -> dict[str, Any]:
    return {
        "processor": _cpu_model(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(_memory_kib() / 1024**2, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def _memory_kib() -> int:
    return int(Path("/proc/meminfo").read_text().split()[1])


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and of the children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(value) for value in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def rss_mib(pid: int) -> float:
    """Resident memory of one process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def family(pid: int) -> list[int]:
    """A process and everything that descends from it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found, ahead = [], [pid]
    while ahead:
        found.append(ahead.pop())
        ahead.extend(parents.get(found[-1], []))
    return found


class CpuMeter:
    """CPU seconds by stage since it was made: {name: [process ids]}, families included."""

    def __init__(self, stages: dict[str, list[int]]) -> None:
        self.stages = stages
        self.before = self._now()

    def spent(self) -> dict[str, float]:
        return {name: value - self.before[name] for name, value in self._now().items()}

    def _now(self) -> dict[str, float]:
        return {
            name: sum(_seconds(p) for root in roots for p in family(root))
            for name, roots in self.stages.items()
        }


def _seconds(pid: int) -> float:
    try:
        return cpu_seconds(pid)
    except OSError:
        return 0.0
