"""What allauth asks us: who may open an account, and where a mail's links lead."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation, unless SOJOURN_OPEN_SIGN_UP says otherwise."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and password do not belong together. Try again, or choose a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SOJOURN_OPEN_SIGN_UP)

    def format_email_subject(self, subject: str) -> str:
        """Without allauth's prefix of the site's domain."""
        return subject
