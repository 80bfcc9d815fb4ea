"""Topics that a journey brings with it."""

from collections.abc import Mapping

from channels_app.consent.topics import create_topic
from channels_app.delivery.reading import topic_slugs
from workspaces.permissions import Actor


def ensure_topics(actor: Actor, wanted: Mapping[str, dict[str, str]]) -> list[str]:
    """Make those of the wanted topics (slug: names) that the workspace lacks; their slugs."""
    known = topic_slugs(actor.workspace.id)
    missing = [slug for slug in wanted if slug not in known]
    for slug in missing:
        create_topic(actor, slug, wanted[slug], "opt_out")
    return missing
