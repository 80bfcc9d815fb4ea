"""One table on the terminal, and the same in bench.json."""

import json
from pathlib import Path
from typing import Any

TARGETS: dict[str, tuple[str, float]] = {
    "events_per_s_single": (">=", 2_000),
    "events_per_s_batch_100": (">=", 20_000),
    "customers_per_s": (">=", 4_000),
    "steps_per_s": (">=", 20_000),
    "latency_p50_ms": ("<", 15),
    "latency_p99_ms": ("<", 50),
    "wake_lateness_p99_s": ("<", 1),
    "worker_rss_mib": ("<", 250),
    "floor_ratio": (">=", 1 / 3),
    "http_messages_per_s": (">=", 2_000),
    "smtp_messages_per_s": (">=", 500),
    "editor_open_s": ("<", 2),
    "pan_fps": (">=", 50),
    "zoom_fps": (">=", 50),
    "keystroke_ms": ("<", 50),
    "tidy_ms": ("<", 1_500),
    "first_load_kib_gzip": ("<", 500),
}


def write(figures: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(figures, indent=2) + "\n")


def table(figures: dict[str, Any]) -> str:
    machine = figures["machine"]
    lines = [
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB",
        f"{machine['system']}, Python {machine['python']}",
        "",
        f"{'figure':<44}{'measured':>14}   target",
    ]
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += [f"{name + '.' + part:<44}{number(each):>14}"
                      for part, each in value.items() if name != "machine"]  # fmt: skip
        else:
            lines.append(f"{name:<44}{number(value):>14}   {_target(name, value)}".rstrip())
    return "\n".join(lines)


def _target(name: str, value: float) -> str:
    if name not in TARGETS:
        return ""
    sign, bound = TARGETS[name]
    met = value >= bound if sign == ">=" else value < bound
    return f"{sign} {bound:,.3g}  {'met' if met else 'MISSED'}"


def number(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} {number(each)}" for key, each in value.items()) + "}"
    if isinstance(value, str) or value is None:
        return str(value)
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
