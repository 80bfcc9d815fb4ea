"""Making and revoking API keys."""

from django.db import transaction

from workspaces import keys
from workspaces.audit import record
from workspaces.clock import now
from workspaces.models import ApiKey, KeyKind
from workspaces.permissions import Act, Actor, require


def create_key(actor: Actor, name: str, kind: str) -> tuple[ApiKey, str]:
    """The key and its text; a secret key's text is nowhere else and is shown this once."""
    require(actor, Act.MANAGE)
    text = keys.new_text(kind)
    with transaction.atomic():
        key = ApiKey.objects.create(
            workspace=actor.workspace,
            kind=kind,
            name=name,
            digest=keys.digest(text),
            hint=text[:8],
            text=text if kind == KeyKind.WRITE else "",
            created_by=actor.user,
        )
        record(actor, "created", "key", key.id, {"name": name, "kind": kind})
    return key, text


def revoke_key(actor: Actor, key: ApiKey) -> ApiKey:
    """Effective in this process at once, in the others within seconds (keys.find)."""
    require(actor, Act.MANAGE)
    if key.revoked_at is None:
        with transaction.atomic():
            key.revoked_at = now()
            key.save(update_fields=["revoked_at"])
            record(actor, "revoked", "key", key.id, {"name": key.name})
        keys.forget()
    return key
