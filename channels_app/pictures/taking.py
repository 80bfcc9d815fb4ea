"""An uploaded picture is looked at, decoded, and written anew; only what we wrote is kept.

So what a file says besides its pixels (place and camera in EXIF, text, code behind the picture)
is gone, a bomb of pixels is refused before it is decoded, and every mail program can show it:
JPEG, PNG or GIF, at most `WIDEST` pixels wide.
"""

import secrets
import warnings
from io import BytesIO

import msgspec
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence

from channels_app.models import Image
from workspaces.audit import record
from workspaces.clock import now
from workspaces.permissions import Act, Actor, require
from workspaces.refusals import Conflict, Refusal, invalid

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
WIDEST = 1600
HIGHEST = 4000
MOST_FRAMES = 120
FRAMES_PIXELS = 60_000_000
"""Of all frames of an animation, as they are kept."""
MOST = 5000
QUALITY = 85
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


class TooLargeError(Refusal):
    code = "too_large"
    status = 413


TOO_LARGE = "The picture is over 10 MB. Make it smaller, then send it again."


class Picture(msgspec.Struct):
    """What is kept."""

    content_type: str
    width: int
    height: int
    data: bytes


def take(actor: Actor, name: str, raw: bytes) -> Image:
    """Keep the picture; Invalid in a sentence when it is none that can be used."""
    require(actor, Act.RUN)
    if len(raw) > MOST_BYTES:
        raise TooLargeError(TOO_LARGE)
    if Image.objects.filter(workspace_id=actor.workspace.id).count() >= MOST:
        raise Conflict(f"A workspace keeps at most {MOST} pictures. Delete some first.")
    picture = rewritten(raw)
    found = Image.objects.create(
        id=secrets.token_urlsafe(15),
        workspace_id=actor.workspace.id,
        name=name.strip()[:200] or "picture",
        content_type=picture.content_type,
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        data=picture.data,
        created_at=now(),
        created_by=actor.name,
    )
    record(actor, "uploaded", "image", found.id, {"name": found.name, "size": found.size})
    return found


def remove(actor: Actor, image: Image) -> None:
    """Mails that have left show an empty place from then on."""
    require(actor, Act.RUN)
    record(actor, "deleted", "image", image.id, {"name": image.name})
    image.delete()


def rewritten(raw: bytes) -> Picture:
    """The picture in our own bytes. Raises Invalid."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            return _rewritten(raw)
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            raise _too_many() from None
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError):
            raise invalid(
                "", "This is no picture that can be read. Send JPEG, PNG, GIF or WebP."
            ) from None


def _rewritten(raw: bytes) -> Picture:
    with Pillow.open(BytesIO(raw), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise _too_many()
        if image.format == "GIF" and getattr(image, "is_animated", False):
            return _animation(image)
        image.load()
        turned = ImageOps.exif_transpose(image)
        fitted = _fitted(turned)
        return _still(fitted, photo=image.format in ("JPEG", "WEBP"))


def _still(image: Pillow.Image, photo: bool) -> Picture:
    """Photos become JPEG, drawings and what is transparent PNG."""
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if clear:
        image = image.convert("RGBA")
        alpha = image.getchannel("A").getextrema()
        clear = alpha[0] != 255
    if photo and not clear:
        return _picture(image.convert("RGB"), "JPEG", quality=QUALITY, optimize=True)
    kept = image if image.mode in ("RGB", "RGBA", "L", "P") else image.convert("RGBA")
    return _picture(kept, "PNG", optimize=True)


def _animation(image: Pillow.Image) -> Picture:
    frames: list[Pillow.Image] = []
    times: list[int] = []
    count = int(getattr(image, "n_frames", 1))
    width, height = _size(image)
    if count > MOST_FRAMES or width * height * count > FRAMES_PIXELS:
        raise invalid("", f"The animation is too long. Send one of at most {MOST_FRAMES} frames.")
    for frame in ImageSequence.Iterator(image):
        times.append(int(frame.info.get("duration", 100)))
        frames.append(_fitted(frame.convert("RGBA")))
    return _picture(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=times,
        loop=int(image.info.get("loop", 0)), disposal=2,
    )  # fmt: skip


def _picture(image: Pillow.Image, form: str, **options: object) -> Picture:
    # A new picture has the pixels of the old one and nothing else that it carried.
    image.info = {name: image.info[name] for name in ("transparency",) if name in image.info}
    out = BytesIO()
    image.save(out, form, **options)
    return Picture(f"image/{form.lower()}", image.width, image.height, out.getvalue())


def _fitted(image: Pillow.Image) -> Pillow.Image:
    size = _size(image)
    if size == image.size:
        return image
    smooth = image.convert("RGBA") if image.mode in ("P", "PA") else image
    return smooth.resize(size, Pillow.Resampling.LANCZOS)


def _size(image: Pillow.Image) -> tuple[int, int]:
    share = min(1.0, WIDEST / image.width, HIGHEST / image.height)
    return max(1, round(image.width * share)), max(1, round(image.height * share))


def _too_many() -> Refusal:
    return invalid("", "The picture has too many pixels. Make it smaller than 40 megapixels.")
