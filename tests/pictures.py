"""Pictures for tests, made in memory."""

from io import BytesIO
from typing import Any

from PIL import Image


def picture(form: str, width: int, height: int, mode: str = "RGB", **options: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, (width, height), "red").save(out, form, **options)
    return out.getvalue()


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    return picture("PNG", width, height, mode)
