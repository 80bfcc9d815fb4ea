"""Pictures: taken in, written anew, served for good; what is too large never comes in."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pillow

from channels_app.content import qr
from channels_app.pictures.door import bounded
from channels_app.pictures.taking import MOST_BYTES, WIDEST, rewritten
from tests.people import Caller, Shop
from tests.pictures import picture, png
from workspaces.refusals import Refusal

Calling = Callable[[str], Caller]


def upload(api: Caller, raw: bytes, content_type: str = "image/png") -> tuple[int, Any]:
    response = api.client.generic(
        "POST", "/api/v1/images?name=logo", raw, content_type=content_type, headers=api.headers
    )
    return response.status_code, response.json()


def test_a_picture_is_kept_and_served_for_a_year(caller: Calling, shop: Shop) -> None:
    status, seen = upload(caller("bob"), png(10, 20))
    assert (status, seen["width"], seen["height"], seen["name"]) == (201, 10, 20, "logo")
    served = Client().get(seen["url"].removeprefix("http://localhost:8000"))
    assert served["Content-Type"] == "image/png"
    assert "immutable" in served["Cache-Control"]
    assert served["X-Content-Type-Options"] == "nosniff"
    again = Client().get(f"/i/{seen['id']}", headers={"If-None-Match": served["ETag"]})
    assert again.status_code == 304
    assert Client().get("/i/none").status_code == 404
    assert caller("bob").call("delete", f"images/{seen['id']}")[0] == 204
    assert Client().get(f"/i/{seen['id']}").status_code == 404


def test_a_form_with_a_file_is_taken_too(caller: Calling, shop: Shop) -> None:
    api = caller("bob")
    file = BytesIO(png(3, 3))
    file.name = "tea.png"
    seen = api.client.post("/api/v1/images", {"file": file}, headers=api.headers)
    assert (seen.status_code, seen.json()["name"]) == (201, "tea.png")


def test_what_is_no_picture_is_refused_in_a_sentence(caller: Calling, shop: Shop) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    for raw in (b"", b"hello", svg, png(5, 5)[:40]):
        status, answer = upload(caller("bob"), raw)
        assert (status, answer["error"]["code"]) == (400, "invalid")
        assert answer["error"]["message"].endswith(".")
    assert upload(caller("bob"), b"x", "text/plain")[0] == 415


def test_exif_is_gone_and_the_picture_stands_upright() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned
    exif[0x010F] = "Camera of Alice"
    made = rewritten(picture("JPEG", 40, 20, exif=exif.tobytes()))
    assert b"Camera" not in made.data
    assert (made.width, made.height) == (20, 40)
    assert not Pillow.open(BytesIO(made.data)).getexif()


def test_what_is_wide_is_made_narrower() -> None:
    made = rewritten(picture("JPEG", 4000, 1000))
    assert (made.content_type, made.width, made.height) == ("image/jpeg", WIDEST, 400)


def test_a_bomb_of_pixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(Refusal, match="megapixels"):
        rewritten(picture("PNG", 20_000, 20_000, mode="1"))


def test_an_animation_stays_one_and_webp_becomes_what_mail_shows() -> None:
    out = BytesIO()
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    made = rewritten(out.getvalue())
    assert made.content_type == "image/gif"
    assert getattr(Pillow.open(BytesIO(made.data)), "n_frames", 1) == 3
    assert rewritten(picture("WEBP", 8, 8)).content_type == "image/jpeg"
    assert rewritten(png(8, 8, "RGBA")).content_type == "image/png"


async def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    async def inner(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("it came through")

    sent: list[Any] = []
    asked = 0

    async def receive() -> Any:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"x" * 1_000_000, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "http", "path": "/api/v1/images", "method": "POST"}
    length = [(b"content-length", str(50 * 1024 * 1024).encode())]
    await bounded(inner)(scope | {"headers": length}, receive, send)
    assert (sent[0]["status"], asked) == (413, 0)
    assert b"over 10 MB" in sent[1]["body"]
    sent.clear()
    await bounded(inner)(scope | {"headers": []}, receive, send)
    assert sent[0]["status"] == 413
    assert asked <= MOST_BYTES // 1_000_000 + 2


def test_qr_codes_are_drawn_for_our_own_addresses_only() -> None:
    path = qr.url("CARD-12345").removeprefix("http://localhost:8000")
    drawn = Client().get(path)
    assert drawn["Content-Type"] == "image/png"
    assert Pillow.open(BytesIO(drawn.content)).size[0] > 100
    assert Client().get(path.replace("/q/", "/q/A")).status_code == 404
