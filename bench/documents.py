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
