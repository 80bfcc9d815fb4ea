"""What is stored of people and workspaces; no rules here."""

from workspaces.models.audit import AuditEntry
from workspaces.models.clock import Clock
from workspaces.models.invitations import Invitation
from workspaces.models.keys import ApiKey, KeyKind
from workspaces.models.users import User, UserManager
from workspaces.models.workspaces import Membership, Role, Workspace

__all__ = [
    "ApiKey",
    "AuditEntry",
    "Clock",
    "Invitation",
    "KeyKind",
    "Membership",
    "Role",
    "User",
    "UserManager",
    "Workspace",
]
