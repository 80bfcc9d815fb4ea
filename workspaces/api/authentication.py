"""Who calls: a browser's session, or a secret key."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from workspaces import keys
from workspaces.models import ApiKey, KeyKind
from workspaces.refusals import Forbidden

WRONG = "This key is unknown or was revoked. Make a new secret key in Settings, Keys."
WRITE_ONLY = "This is a write key, which can only post events. Use a secret key (sk_...) here."


class SecretKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer sk_...`; looked up at every call, so revoking acts at once."""

    def authenticate(self, request: Request) -> tuple[Any, ApiKey] | None:
        scheme, _space, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = _open_key(text.strip())
        if key is None:
            raise AuthenticationFailed(WRONG)
        if key.kind != KeyKind.SECRET:
            raise AuthenticationFailed(WRITE_ONLY)
        keys.note_use(key.id)
        return AnonymousUser(), key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Sojourn"'


class StalePage(Forbidden):
    """A write without the token; `GET /me` sets it anew."""

    code = "stale_page"


class BrowserSession(SessionAuthentication):
    """Django's session; every write also proves that it comes from our own pages."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            message = "The request did not carry this page's token. Reload the page and try again."
            raise StalePage(message) from None


class IsCaller(BasePermission):
    """Somebody known; what they may do is decided by workspaces/permissions.py."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, ApiKey) or bool(request.user.is_authenticated)


def secret_key(text: str) -> ApiKey | None:
    """The secret key of this text, also for who does not come by HTTP; notes its use."""
    key = _open_key(text)
    if key is None or key.kind != KeyKind.SECRET:
        return None
    keys.note_use(key.id)
    return key


def _open_key(text: str) -> ApiKey | None:
    open_keys = ApiKey.objects.filter(revoked_at=None, workspace__deleting_at=None)
    return open_keys.select_related("workspace").filter(digest=keys.digest(text)).first()


class SecretKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = SecretKeyAuthentication
    name = "secretKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "A secret key, sk_..."}


class BrowserSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = BrowserSession
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        about = "The browser's session, with the headers X-CSRFToken (writes) and X-Workspace."
        return {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": about}
