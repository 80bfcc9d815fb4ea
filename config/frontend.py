"""The interface: one page that loads the build of frontend/, whatever address below /w/ is asked.

Vite's manifest names the built files; nothing else here knows how the interface is made.
"""

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

ENTRY = "src/main.tsx"
MANIFEST = Path(settings.BASE_DIR) / "static" / "frontend" / "manifest.json"
NOT_BUILT = "The interface is not built yet. Run `make frontend`, then reload."
# Styles are written by the component library at run time, hence unsafe-inline for them alone.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob: http: https:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)


def assets(manifest: dict[str, Any]) -> dict[str, list[str]]:
    """The addresses of the entry's script, of its styles, and of what it imports at once."""
    entry = manifest[ENTRY]
    imports = [manifest[name] for name in entry.get("imports", [])]
    styles = [
        *entry.get("css", []),
        *(style for chunk in imports for style in chunk.get("css", [])),
    ]
    return {
        "scripts": [static(f"frontend/{entry['file']}")],
        "preloads": [static(f"frontend/{chunk['file']}") for chunk in imports],
        "styles": [static(f"frontend/{style}") for style in dict.fromkeys(styles)],
    }


@never_cache
@ensure_csrf_cookie
@login_required
def app(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The interface's page; what it shows is decided in the browser, by the address."""
    try:
        manifest = json.loads(MANIFEST.read_text())
    except FileNotFoundError:
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    nonce = secrets.token_urlsafe(16)
    response = render(request, "app.html", {**assets(manifest), "nonce": nonce})
    response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    return response


def root(request: HttpRequest) -> HttpResponse:
    """The interface knows which workspace was open last; so it decides where `/` leads."""
    return HttpResponseRedirect("/w/")


urlpatterns = [
    path("", root, name="root"),
    path("setup/", app, name="setup"),
    path("w/", app, name="app"),
    path("w/<path:rest>", app, name="app-page"),
]
