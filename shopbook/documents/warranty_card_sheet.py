"""Many warranty cards on sheets of A4 with marks to cut them apart: two A5, four A6, or ten for the purse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopbook.documents.page import A4, A5, A6, MM, Paper
from shopbook.documents.warranty_card import card_faces
from shopbook.documents.warranty_card_facts import CardPaper
from shopbook.documents.warranty_card_pieces import CARD, CardSheet
from shopbook.documents.warranty_card_small import small_faces
from shopbook.localisation.language import _, using
from shopbook.progress import NoProgress, Progress

Face = Callable[[CardSheet], None]
_MARK = 4 * MM


@dataclass(frozen=True, slots=True)
class _Grid:
    """How cards of one size stand on A4: so many across and down, with this paper round them."""

    sheet: Paper
    card: Paper
    across: int
    down: int

    @property
    def left(self) -> float:
        return (self.sheet.width - self.across * self.card.width) / 2

    @property
    def top(self) -> float:
        return (self.sheet.height - self.down * self.card.height) / 2

    @property
    def places(self) -> int:
        return self.across * self.down


_GRIDS = {
    "A5": _Grid(A4, A5.landscape(), 1, 2),
    "A6": _Grid(A4.landscape(), A6.landscape(), 2, 2),
    "card": _Grid(A4, CARD, 2, 5),
}
SIZES = tuple(_GRIDS)


def cards_a_sheet(size: str) -> int:
    """How many cards of this size stand on one A4."""
    return _GRIDS[size].places


def card_sheets(
    size: str,
    cards: Sequence[CardPaper],
    language: str = "bn",
    *,
    backs: bool = True,
    progress: Progress | None = None,
) -> bytes:
    """The cards as a PDF of A4 sheets with cut marks; `size` is one of SIZES.

    Cards for the purse have their backs on a sheet of their own after each sheet of fronts, in mirrored columns, so
    that back meets front when the paper is turned over its long side; `backs=False` leaves them out. A card with very
    long terms takes as many places as it has pages. ValueError for another size or no cards.
    """
    if size not in _GRIDS or not cards:
        raise ValueError("cards of a known size are wanted")
    grid = _GRIDS[size]
    progress = progress or NoProgress()
    with using(language):
        sheet = CardSheet(grid.sheet, _("Warranty cards"), language)
        faces: list[list[Face]] = []
        for place, card in enumerate(cards):
            progress.step(place, len(cards))
            faces += [small_faces(card)] if size == "card" else [[face] for face in card_faces(size, card)]
        for start in range(0, len(faces), grid.places):
            group = faces[start : start + grid.places]
            if start:
                sheet.next_page()
            _lay(sheet, grid, [face[0] for face in group])
            if size == "card" and backs:
                sheet.next_page()
                _lay(sheet, grid, [face[1] for face in group], mirrored=True)
        progress.step(len(cards), len(cards))
        return sheet.finish()


def _lay(sheet: CardSheet, grid: _Grid, faces: Sequence[Face], *, mirrored: bool = False) -> None:
    for place, face in enumerate(faces):
        row, column = divmod(place, grid.across)
        if mirrored:
            column = grid.across - 1 - column
        x, top = grid.left + column * grid.card.width, grid.top + row * grid.card.height
        with sheet.place(x, top, grid.card):
            face(sheet)
    _cut_marks(sheet, grid)


def _cut_marks(sheet: CardSheet, grid: _Grid) -> None:
    """Short strokes in the margin, or at the edge of the paper where the cards reach it."""
    right, bottom = grid.sheet.width - grid.left, grid.sheet.height - grid.top
    for column in range(grid.across + 1):
        x = grid.left + column * grid.card.width
        if 0 < x < grid.sheet.width:
            sheet.rule(x, max(0, grid.top - _MARK), x, max(_MARK, grid.top), 0.3)
            sheet.rule(
                x, min(grid.sheet.height, bottom + _MARK), x, min(grid.sheet.height - _MARK, bottom), 0.3
            )
    for row in range(grid.down + 1):
        y = grid.top + row * grid.card.height
        if 0 < y < grid.sheet.height:
            sheet.rule(max(0, grid.left - _MARK), y, max(_MARK, grid.left), y, 0.3)
            sheet.rule(min(grid.sheet.width, right + _MARK), y, min(grid.sheet.width - _MARK, right), y, 0.3)
