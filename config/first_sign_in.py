"""The first person of a new installation, with a generated password."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction

from config import kept


def make(email: str) -> bool:
    """Make the first user unless there is one; say whether one was made.

    The password is kept in .sojourn/first-sign-in, readable by the owner only. The file is
    written before the commit: a user without a known password would lock everybody out.
    """
    model = get_user_model()
    with transaction.atomic():
        if model.objects.exists():
            return False
        password = secrets.token_urlsafe(15)
        user = model.objects.create_superuser(email=email, password=password)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        kept.write(kept.FIRST_SIGN_IN, f"email:    {user.email}\npassword: {password}\n")
    return True
