"""Django's admin over the small tables, for looking only: writes go through the actions.

The large tables have composite keys, which the admin cannot show; operator pages do.
"""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest
from django_q.models import Failure, OrmQ, Schedule, Success

from workspaces.models import ApiKey, AuditEntry, Invitation, Membership, User, Workspace

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class LookOnly(Base):
    """No adding, changing or deleting, whoever asks."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}


@admin.register(Workspace)
class WorkspaceAdmin(LookOnly):
    list_display = ["name", "slug", "zone", "language", "is_demo", "created_at", "deleting_at"]
    search_fields = ["name", "slug"]


@admin.register(User)
class UserAdmin(LookOnly):
    list_display = ["email", "name", "is_staff", "is_active", "last_login"]
    search_fields = ["email", "name"]
    exclude = ["password"]


@admin.register(Membership)
class MembershipAdmin(LookOnly):
    list_display = ["user", "workspace", "role", "created_at"]
    list_filter = ["role"]
    list_select_related = ["user", "workspace"]


@admin.register(Invitation)
class InvitationAdmin(LookOnly):
    list_display = ["email", "workspace", "role", "state", "expires_at"]
    list_select_related = ["workspace"]


@admin.register(ApiKey)
class ApiKeyAdmin(LookOnly):
    list_display = ["name", "kind", "hint", "workspace", "last_used_at", "revoked_at"]
    list_filter = ["kind"]
    list_select_related = ["workspace"]
    exclude = ["digest", "text"]


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnly):
    list_display = ["at", "actor", "verb", "object_kind", "object_id", "workspace"]
    list_select_related = ["workspace"]
    search_fields = ["actor", "object_id"]


def only_to_look_at(models: list[type[Model]]) -> None:
    """What the packages that we use have registered must not be a back door for writing."""
    for model in models:
        found = type(admin.site.get_model_admin(model))
        admin.site.unregister(model)
        admin.site.register(model, type(found.__name__, (LookOnly, found), {}))


only_to_look_at([EmailAddress, Group, AccessAttempt, AccessFailureLog, AccessLog])
only_to_look_at([Success, Failure, Schedule])
if admin.site.is_registered(OrmQ):  # with Redis the queue is no table
    only_to_look_at([OrmQ])
