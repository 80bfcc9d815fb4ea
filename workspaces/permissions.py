"""The one place where roles are checked.

Owners may do everything, editors run journeys, viewers read. A secret key acts as an
editor: it runs journeys, and never manages people, keys or the workspace itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from workspaces.models import ApiKey, Role, User, Workspace
from workspaces.refusals import Forbidden


class Act(StrEnum):
    """What one may want to do; the value finishes the sentence 'may not ...'."""

    READ = "read this workspace"
    RUN = "change journeys, messages or customers"
    MANAGE = "manage people, keys or the workspace"


ALLOWED: dict[Act, frozenset[str]] = {
    Act.READ: frozenset({Role.OWNER, Role.EDITOR, Role.VIEWER}),
    Act.RUN: frozenset({Role.OWNER, Role.EDITOR}),
    Act.MANAGE: frozenset({Role.OWNER}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where, and in which role: a member, or a secret key."""

    workspace: Workspace
    role: str
    user: User | None = None
    key: ApiKey | None = None

    @property
    def name(self) -> str:
        """As the audit writes it down."""
        if self.user is not None:
            return self.user.email
        return f"key {self.key.hint}" if self.key is not None else "Sojourn"


def allowed(actor: Actor, act: Act) -> bool:
    return actor.role in ALLOWED[act]


def require(actor: Actor, act: Act) -> None:
    """Raise Forbidden, in a sentence, unless the actor's role allows the act."""
    if allowed(actor, act):
        return
    who = (
        "A secret key"
        if actor.key is not None
        else f"You are {_a(actor.role)} here; {_a(actor.role)}"
    )
    needed = "an owner" if act is Act.MANAGE else "an owner or an editor"
    raise Forbidden(f"{who} may not {act.value}. Ask {needed} of {actor.workspace.name}.")


def by_key(key: ApiKey) -> Actor:
    return Actor(key.workspace, Role.EDITOR, key=key)


def by_sojourn(workspace: Workspace) -> Actor:
    """The product itself, from a command or a job."""
    return Actor(workspace, Role.OWNER)


def _a(role: str) -> str:
    return f"an {role}" if role[0] in "aeio" else f"a {role}"
