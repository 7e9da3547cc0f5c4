"""What the warranty cards are drawn with beside the usual kit: a picture, a frame, cut marks. What a card says is the
card's own."""

from __future__ import annotations

import io

from shopbook.documents.invitation_alpona import StampSheet
from shopbook.documents.page import MM, Block, Paper, height_of, put

CARD: Paper = Paper("card", 85.6 * MM, 54 * MM)


class CardSheet(StampSheet):
    """A sheet that can print a picture."""

    def picture(self, x: float, top: float, width: float, height: float, png: bytes) -> None:
        """A picture in this box, in its own proportions, in the middle of it."""
        from reportlab.lib.utils import ImageReader

        picture = ImageReader(io.BytesIO(png))
        across, down = picture.getSize()
        scale = min(width / across, height / down)
        left, push = x + (width - across * scale) / 2, (height - down * scale) / 2
        bottom = self.paper.height - top - push - down * scale
        self._canvas.drawImage(picture, left, bottom, across * scale, down * scale, mask="auto")


def logo_beside(png: bytes, side: float, words: list[Block]) -> Block:
    """A square sign and words at its right, each in the middle of the other."""
    height = max(side, height_of(words))

    def draw(sheet: CardSheet, left: float, top: float) -> None:
        sheet.picture(left, top + (height - side) / 2, side, side, png)
        put(sheet, words, left + side, top + (height - height_of(words)) / 2)

    return Block(height, draw)  # type: ignore[arg-type]  # cards are drawn on CardSheets only


def draw_frame(sheet: CardSheet, design: str, paper: Paper, edge: float) -> None:
    """The frame of a design round a card: none on a plain one, a strong line and a fine one on the others."""
    if design == "plain":
        return
    inner = edge + 0.6 * MM
    for at, thick, round_by in ((edge, 1.1, 2 * MM), (inner, 0.4, 1.4 * MM)):
        size = (paper.width - 2 * at, paper.height - 2 * at)
        sheet.box(at, at, *size, thick=thick, round_by=round_by)
