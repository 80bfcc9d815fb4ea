"""The journeys under load: a wait with a time-out, an awaited message, a profile that counts, an
event that another journey starts from, an exit."""

from typing import Any

CART, BOUGHT, PING, PONGED = "cart", "bought", "ping", "ponged"


def _mail(subject: str, **ports: str) -> dict[str, Any]:
    config = {
        "channel": "email",
        "topic": "chaos",
        "purpose": "marketing",
        "subject": f"{subject} {{{{ customer.first_name }}}}",
        "html": "<p>Hello {{ customer.first_name }}, {{ entry.total }}.</p>",
    }
    return {"kind": "send_message", "config": config, "next": ports}


def _case(name: str, condition: dict[str, Any]) -> dict[str, Any]:
    return {"cases": [{"id": name, "condition": condition}]}


def _document(name: str, event: str, rule: str, steps: dict[str, Any]) -> dict[str, Any]:
    start = {"kind": "event", "config": {"event": event}, "next": next(iter(steps))}
    return {
        "format": 1, "name": name, "entry": {"rule": rule}, "triggers": {"start": start},
        "steps": steps,
    }  # fmt: skip


END = {"kind": "exit", "config": {"reason": "done"}}
LARGE = {"entry": "total", "type": "number", "op": "gt", "value": 50}
HAS_BOUGHT = {"did": BOUGHT, "times": {"op": "at_least", "n": 1}, "within": "P1D"}

REMINDER = _document(
    "Reminder", CART, "one_at_a_time",
    {
        "hold": {
            "kind": "wait_for",
            "config": {"cases": [{"id": "bought", "event": BOUGHT}], "timeout": "PT2S"},
            "next": {"bought": "thanks", "timeout": "size"},
        },
        "thanks": _mail("Thanks", out="end"),
        "size": {
            "kind": "branch", "config": _case("large", LARGE),
            "next": {"large": "dear", "else": "cheap"},
        },
        "dear": _mail("Dear", out="end", refused="end"),  # waits for the report of its message
        "cheap": _mail("Cheap", out="end"),
        "end": END,
    },
)  # fmt: skip
INSTANT = _document(
    "Instant", PING, "every_time",
    {
        "hello": _mail("Hello", out="count"),
        "count": {
            "kind": "update_profile",
            "config": {"sets": [{"attribute": "pings", "operation": "increment", "value": 1}]},
            "next": {"out": "tell"},
        },
        "tell": {
            "kind": "emit_event",
            "config": {
                "event": PONGED,
                "properties": [{"name": "n", "value": {"from": "profile.pings"}}],
            },
            "next": {"out": "end"},
        },
        "end": END,
    },
)  # fmt: skip
ECHO = _document(
    "Echo", PONGED, "every_time",
    {
        "pause": {"kind": "wait", "config": {"duration": "PT1S"}, "next": {"out": "known"}},
        "known": {
            "kind": "branch", "config": _case("buyer", HAS_BOUGHT),
            "next": {"buyer": "to_buyer", "else": "to_other"},
        },
        "to_buyer": _mail("Echo to a buyer"),
        "to_other": _mail("Echo"),
    },
) | {"exits": [{"id": "left", "event": BOUGHT}]}  # fmt: skip

ALL = {"reminder": REMINDER, "instant": INSTANT, "echo": ECHO}
