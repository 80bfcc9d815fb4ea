"""The journeys that the measurement runs."""

from typing import Any

MAIL = {
    "kind": "send_message",
    "config": {
        "channel": "email",
        "topic": "bench",
        "purpose": "marketing",
        "subject": "Hello {{ customer.first_name }}",
        "html": "<p>Hello {{ customer.first_name }}, your cart of {{ entry.total }} waits.</p>"
        "{% if entry.total > 50 %}<p>Delivery is free.</p>{% endif %}",
        "text": "",
    },
}
LARGE = {"entry": "total", "type": "number", "op": "gt", "value": 10}
BOUGHT = {"did": "purchase", "times": {"op": "at_least", "n": 1}, "within": "P90D"}


def flow(event: str, condition: dict[str, Any] = LARGE, timeout: str = "PT1S") -> dict[str, Any]:
    """event -> wait_for with a short timeout -> branch -> send_message -> exit: five steps."""
    return {
        "format": 1,
        "name": f"Flow on {event}",
        "entry": {"rule": "one_at_a_time"},
        "triggers": {"start": {"kind": "event", "config": {"event": event}, "next": "wait"}},
        "steps": {
            "wait": {
                "kind": "wait_for",
                "config": {"cases": [{"id": "bought", "event": "bought"}], "timeout": timeout},
                "next": {"timeout": "choose"},
            },
            "choose": {
                "kind": "branch",
                "config": {"cases": [{"id": "yes", "condition": condition}]},
                "next": {"yes": "mail", "else": "mail"},
            },
            "mail": {**MAIL, "next": {"out": "end"}},
            "end": {"kind": "exit", "config": {"reason": "done"}},
        },
    }


STEPS_PER_CUSTOMER = 5


def straight(event: str) -> dict[str, Any]:
    """event -> send_message, for the latency."""
    return {
        "format": 1,
        "name": "Straight",
        "entry": {"rule": "every_time"},
        "triggers": {"start": {"kind": "event", "config": {"event": event}, "next": "mail"}},
        "steps": {"mail": MAIL},
    }


def patient(event: str) -> dict[str, Any]:
    """event -> wait 30 days -> send_message, for the runs that wait."""
    return {
        "format": 1,
        "name": "Patient",
        "entry": {"rule": "every_time"},
        "triggers": {"start": {"kind": "event", "config": {"event": event}, "next": "wait"}},
        "steps": {
            "wait": {"kind": "wait", "config": {"duration": "P30D"}, "next": {"out": "mail"}},
            "mail": MAIL,
        },
    }


WAYS, BLOCKS = 10, 10


def large() -> dict[str, Any]:
    """A journey of some 500 steps, placed: ten ways of ten blocks of five."""
    shares = [{"id": f"way_{way}", "name": f"Way {way + 1}", "weight": 10} for way in range(WAYS)]
    steps: dict[str, Any] = {
        "ways": {
            "kind": "split",
            "config": {"shares": shares},
            "next": {f"way_{way}": f"wait_{way}_0" for way in range(WAYS)},
        }
    }
    layout = {"start": {"x": 0, "y": -200}, "ways": {"x": 0, "y": 0}}
    for way in range(WAYS):
        for block in range(BLOCKS):
            at = f"_{way}_{block}"
            x, y = way * 640, 260 + block * 860
            onward = f"wait_{way}_{block + 1}" if block + 1 < BLOCKS else None
            steps |= _block(at, {"out": onward} if onward else {})
            layout |= {
                "wait" + at: {"x": x + 160, "y": y},
                "choose" + at: {"x": x + 160, "y": y + 200},
                "rich" + at: {"x": x, "y": y + 420},
                "other" + at: {"x": x + 300, "y": y + 420},
                "until" + at: {"x": x + 160, "y": y + 640},
            }
    return {
        "format": 1,
        "name": "Five hundred steps",
        "entry": {"rule": "one_at_a_time"},
        "triggers": {"start": {"kind": "event", "config": {"event": "cart"}, "next": "ways"}},
        "steps": steps,
        "layout": layout,
    }


def _block(at: str, onward: dict[str, str]) -> dict[str, Any]:
    """wait -> branch -> one of two mails -> wait for a purchase."""
    until = f"until{at}"
    return {
        "wait" + at: {
            "kind": "wait",
            "name": "Let some time pass",
            "config": {"duration": "P2D"},
            "next": {"out": "choose" + at},
        },
        "choose" + at: {
            "kind": "branch",
            "config": {"cases": [{"id": "yes", "condition": LARGE}]},
            "next": {"yes": "rich" + at, "else": "other" + at},
        },
        "rich" + at: {**MAIL, "name": "Delivery is free", "next": {"out": until}},
        "other" + at: {**MAIL, "next": {"out": until}},
        until: {
            "kind": "wait_for",
            "config": {"cases": [{"id": "bought", "event": "purchase"}], "timeout": "P7D"},
            "next": {"timeout": onward["out"]} if onward else {},
        },
    }
