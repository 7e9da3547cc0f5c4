"""Every paper of the book in every size and both languages, and what a thermal printer burns of the narrow ones. They
are made as the windows make them, from what the stories left in the book."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from shopbook.localisation.language import using
from shopbook.progress import NoProgress
from shopbook.settings.cards import CARD_DESIGN, CARD_LOGO
from ui import printing
from ui.style import icons
from ui.tour.hands import expect

if TYPE_CHECKING:
    from shopbook.documents.thermal import Raster
    from ui.context import Context

LANGUAGES = ("bn", "en")
DESIGNS = ("plain", "bordered", "logo")


def subjects(ctx: Context, card_id: int) -> dict[str, Any]:
    """What each kind of paper is about: this card, and the newest of everything else."""
    book = ctx.book
    job_ids = book.jobs.ids("closed")
    drive_id = book.halkhatas.ids()[0]
    back = book.returns.rows(book.returns.ids())[0]
    plan_id = book.plans.ids("all")[0]
    payment = book.store.value("SELECT max(id) FROM ledger WHERE kind = 'payment'")
    newest = book.warranties.cards(book.warranties.newest_ids(24))
    cards = [card_id, *(card.id for card in newest if card.is_active and card.id != card_id)]
    return {
        "memo": book.warranties.card(card_id).sale_id,
        "receipt": payment,
        "due_slip": payment,
        "statement": {"customer_id": book.warranties.card(card_id).customer_id},
        "plan_card": plan_id,
        "return_slip": back.id,
        "job_slip": job_ids[0],
        "job_delivery": job_ids[0],
        "invitations": {"halkhata_id": drive_id},
        "guest_list": drive_id,
        "carried": drive_id,
        "card": card_id,
        "cards": {"warranty_ids": cards},
        "labels": {"warranty_ids": cards},
        "test": None,
    }


def every_paper(ctx: Context, targets: dict[str, Any], folder: Path) -> Iterator[Path]:
    """Draw each kind of paper into the folder; yields every file as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, target in targets.items():
        for language in LANGUAGES:
            yield from _sizes(ctx, kind, target, folder, language)
    usual = ctx.book.settings.get(CARD_DESIGN)
    ctx.book.settings.set(CARD_LOGO, _sign())
    for design in DESIGNS:
        ctx.book.settings.set(CARD_DESIGN, design)
        for size in printing.PAPERS["card"].sizes:
            with using("bn"):
                pdf = _draw(ctx, "card", targets["card"], size)
            yield _written(folder / f"card_{design}_{size}.pdf", pdf)
    ctx.book.settings.set(CARD_DESIGN, usual)


def _sizes(ctx: Context, kind: str, target: Any, folder: Path, language: str) -> Iterator[Path]:
    for size in printing.PAPERS[kind].sizes:
        with using(language):
            pdf = _draw(ctx, kind, target, size)
        yield _written(folder / f"{kind}_{size}_{language}.pdf", pdf)
        if size in printing.ROLLS:
            yield _burnt(folder / f"{kind}_{size}_{language}_thermal.png", pdf, size)


def _draw(ctx: Context, kind: str, target: Any, size: str) -> bytes:
    paper = printing.ready(ctx, kind, target)
    if paper.slowly is not None:
        return paper.slowly(size, NoProgress())
    assert paper.draw is not None
    return paper.draw(size)


def _written(path: Path, pdf: bytes) -> Path:
    path.write_bytes(pdf)
    return path


def _burnt(path: Path, pdf: bytes, width: str) -> Path:
    """The dots of a thermal printer, one pixel each."""
    from shopbook.documents.thermal import raster

    expect(_image(raster(pdf, width)).save(str(path)), f"{path.name} can be written")
    return path


def _sign() -> str:
    """A sign for the shop, as the settings keep one."""
    drawn, kept = icons.icon("store").pixmap(256, 256), QBuffer()
    expect(drawn.save(kept, "PNG"), "a sign can be drawn")
    return base64.b64encode(kept.data().data()).decode("ascii")


def _image(dots: Raster) -> QImage:
    picture = QImage(dots.width, dots.height, QImage.Format.Format_Mono)
    picture.setColorTable([0xFFFFFFFF, 0xFF000000])
    for y, row in enumerate(dots.rows):
        picture.scanLine(y)[: len(row)] = row  # type: ignore[index]
    return picture
