"""Topics of a workspace."""

from django.db import IntegrityError, transaction

from channels_app.models import Topic
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict


def create_topic(actor: Actor, slug: str, name: dict[str, str], default: str) -> Topic:
    """Customers can choose it from now on; `default` says whether silence means yes."""
    require(actor, Act.RUN)
    workspace_id = actor.workspace.id
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                workspace_id=workspace_id, slug=slug, name=name, default=default, created_at=now()
            )
            record(actor, "created", "topic", topic.id, {"slug": slug})
    except IntegrityError:
        raise Conflict(f"There is a topic '{slug}' already. Choose another slug.") from None
    return topic
