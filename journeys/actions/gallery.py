"""Taking what a ready-made journey brings with it."""

from channels_app.delivery.topics import ensure_topics
from journeys.gallery import ReadyMade
from journeys.gallery.topics import TOPICS
from workspaces.permissions import Act, Actor, require


def make_topics(actor: Actor, entry: ReadyMade) -> list[str]:
    """Make the topics of its messages that the workspace lacks, so that it publishes as it is."""
    require(actor, Act.RUN)
    return ensure_topics(actor, {slug: TOPICS[slug] for slug in entry.topics})
