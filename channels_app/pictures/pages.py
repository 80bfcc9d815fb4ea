"""/i/<id>: a picture, for mail programs anywhere; /q/<token>: a QR code of a template."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from channels_app.content import qr
from channels_app.models import Image

FOREVER = "public, max-age=31536000, immutable"
# Should a browser ever take the bytes for a page, it runs nothing of it.
POLICY = "default-src 'none'; sandbox"


@require_safe
def picture(request: HttpRequest, image_id: str) -> HttpResponse:
    """Its bytes never change, so they may be kept for a year."""
    etag = f'"{image_id}"'
    found = Image.objects.filter(id=image_id)
    if request.headers.get("If-None-Match") == etag and found.exists():
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": FOREVER})
    image = found.first()
    if image is None:
        return HttpResponse(
            "There is no such picture.", status=404, content_type="text/plain; charset=utf-8"
        )
    return _served(bytes(image.data), image.content_type, etag)


@require_safe
def qr_code(request: HttpRequest, token: str) -> HttpResponse:
    """Drawn from what the token says; only ours are drawn."""
    text = qr.read(token.removesuffix(".png"))
    if text is None:
        return HttpResponse(
            "This is not the address of a QR code.", status=404,
            content_type="text/plain; charset=utf-8",
        )  # fmt: skip
    return _served(qr.png(text), "image/png", f'"{token[-22:]}"')


def _served(data: bytes, content_type: str, etag: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Cache-Control"] = FOREVER
    response["ETag"] = etag
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    # Pages of the shop's own mail client, a web version of a mail: anybody may show it.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
