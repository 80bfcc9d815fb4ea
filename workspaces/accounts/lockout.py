"""Whom django-axes counts failed sign-ins for."""

from collections.abc import Mapping

from django.http import HttpRequest


def username(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The address that was tried, whichever form it came through."""
    tried = credentials or {}
    found = tried.get("email") or tried.get("username")
    found = found or request.POST.get("login") or request.POST.get("username")
    return (found or "").strip().lower()
