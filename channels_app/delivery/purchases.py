"""What a workspace calls a purchase, and which message it puts one down to."""

from channels_app.tracking.rules import Attribution, rules_of

__all__ = ["Attribution", "attribution_of"]


def attribution_of(workspace_id: int) -> Attribution:
    """The workspace's rule (see `tracking.rules`)."""
    return rules_of(workspace_id).attribution
