"""A bound on calls per minute and caller, counted by each web process for itself."""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from workspaces.models import ApiKey


class PerCaller(SimpleRateThrottle):
    scope = "caller"

    def get_rate(self) -> str:
        return f"{settings.SOJOURN_API_PER_MINUTE}/min"

    def get_cache_key(self, request: Request, view: Any) -> str:
        if isinstance(request.auth, ApiKey):
            return f"api-key-{request.auth.id}"
        if request.user.is_authenticated:
            return f"api-user-{request.user.pk}"
        return f"api-from-{self.get_ident(request)}"
