"""Looking at printed pages as a person would: which parts are black, and how far two pictures of a word differ."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter, ImageStat

from shopbook.documents import pages

DARK = 160


def page_picture(pdf: bytes, page: int = 0, dpi: int = 150) -> Image.Image:
    """The page as grey pixels, 0 black to 255 white."""
    shot = pages.render(pdf, page, dpi)
    picture = Image.frombytes("RGB", (shot.width, shot.height), shot.data, "raw", "BGRX", shot.stride)
    return picture.convert("L")


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of everything darker than a smudge."""
    box = ImageChops.invert(picture).point(lambda value: 255 if value > 255 - DARK else 0).getbbox()
    assert box is not None, "the picture is blank"
    return box


def is_white(picture: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Whether a part of the page, in pixels, has no ink at all."""
    darkest, _lightest = picture.crop(tuple(round(edge) for edge in box)).getextrema()
    return darkest > DARK


def difference(one: Image.Image, other: Image.Image, reach: int = 4) -> float:
    """How much ink two pictures of the same line do not share, as a part of all ink, at their best alignment.

    Both are cut to their ink and softened by a pixel first, because two rasterisers grey the edges differently.
    """
    pictures = [_cut(one, reach), _cut(other, reach)]
    width, height = (max(p.size[side] for p in pictures) + 2 * reach for side in (0, 1))
    sheets = []
    for picture in pictures:
        sheet = Image.new("L", (width, height), 0)
        sheet.paste(picture, (reach, reach))
        sheets.append(sheet.filter(ImageFilter.GaussianBlur(1.0)))
    still, moving = sheets
    ink = sum(ImageStat.Stat(sheet).sum[0] for sheet in sheets) / 2
    shifts = ((x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1))
    return min(
        ImageStat.Stat(ImageChops.difference(still, ImageChops.offset(moving, x, y))).sum[0]
        for x, y in shifts
    ) / (2 * ink)


def _cut(picture: Image.Image, border: int) -> Image.Image:
    left, top, right, bottom = ink_box(picture)
    return ImageChops.invert(picture).crop((left - border, top - border, right + border, bottom + border))


@lru_cache(maxsize=64)
def words_of(pdf: bytes) -> str:
    """All that can be copied from the paper, blanks and line ends taken out: what wraps is still one text."""
    return squeezed("".join(pages.page_text(pdf, page) for page in range(pages.page_count(pdf))))


def squeezed(text: str) -> str:
    """The text as stored (NFC) without blanks."""
    return "".join(unicodedata.normalize("NFC", text).split())
