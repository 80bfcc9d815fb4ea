"""People themselves, apart from what they belong to."""

from typing import Any

from workspaces.models import User

OWN_FIELDS = ("name", "language", "zone")


def create_user(email: str, password: str | None, **fields: Any) -> User:
    """A person who can sign in; the address counts as confirmed, for whoever calls knows it."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(email, password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def change_me(user: User, fields: dict[str, Any]) -> User:
    """A person changes their own name, language or zone."""
    changed = [name for name in OWN_FIELDS if name in fields]
    for name in changed:
        setattr(user, name, fields[name])
    user.save(update_fields=changed)
    return user
