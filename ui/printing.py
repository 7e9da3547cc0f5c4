"""Any paper of the book to the printer or into the preview, by its kind. Drawing papers is shopbook's; what each kind
is gathered from stands in the module its line names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from shopbook.errors import Cancelled, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.progress import Progress
from shopbook.settings.model import CARD_PAPER, Switch
from shopbook.settings.printing import USUAL_PAPER
from ui.context import Context
from ui.printers import Printers, Setup

CARD_SIZES = ("A5", "A6", "card")
CARDS_SIZES = ("card", "4A6", "2A5")
LABEL_SIZES = ("63x38", "63x34", "38x21", "58")
ROLLS = ("80", "58")
MEMO_SIZES = ("A5", "A4", "A6", "80", "58")
SLIP_SIZES = ("A5", "A6", "80", "58")
JOB_SIZES = ("A5", "A4", "80", "58")


@dataclass(frozen=True, slots=True)
class Ready:
    """One paper, its facts gathered: `draw(size)` gives the PDF, `printed` and `saved` are told after each of these.

    `slowly(size, progress)` in place of `draw` when it takes longer than a breath: it is called on the other thread and
    has to open a book of its own.
    """

    title: str
    file_name: str
    draw: Callable[[str], bytes] | None = None
    printed: Callable[[], object] | None = None
    slowly: Callable[[str, Progress], bytes] | None = None
    saved: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its name in the settings, who makes it, its sizes (the first is usual), where the usual is kept.

    `maker` is "module:function"; the function takes (ctx, target) and gives a Ready. It may raise any ShopbookError.
    """

    name: Callable[[], str]
    maker: str
    sizes: tuple[str, ...]
    usual: Switch[str] | None = None


# Halkhata, cards and labels have their lines here too; their papers are made in their own modules.
PAPERS: dict[str, Kind] = {
    "memo": Kind(lambda: _("Memo"), "ui.documents.money:memo", MEMO_SIZES, USUAL_PAPER["memo"]),
    "receipt": Kind(
        lambda: _("Money receipt"), "ui.documents.money:receipt", SLIP_SIZES, USUAL_PAPER["receipt"]
    ),
    "due_slip": Kind(
        lambda: _("Due slip"), "ui.documents.money:due_slip", SLIP_SIZES, USUAL_PAPER["due_slip"]
    ),
    "statement": Kind(
        lambda: _("Statement of account"),
        "ui.documents.money:statement",
        ("A4", "A5"),
        USUAL_PAPER["statement"],
    ),
    "plan_card": Kind(
        lambda: _("Instalment card"), "ui.documents.money:plan_card", ("A5", "A4"), USUAL_PAPER["plan_card"]
    ),
    "return_slip": Kind(
        lambda: _("Return slip"), "ui.documents.money:return_slip", SLIP_SIZES, USUAL_PAPER["return_slip"]
    ),
    "job_slip": Kind(
        lambda: _("Service slip"), "ui.documents.service:job_slip", JOB_SIZES, USUAL_PAPER["job_slip"]
    ),
    "job_delivery": Kind(
        lambda: _("Delivery slip"),
        "ui.documents.service:job_delivery",
        SLIP_SIZES,
        USUAL_PAPER["job_delivery"],
    ),
    "invitations": Kind(
        lambda: _("Invitation cards"), "ui.halkhata.papers:invitations", ("4A6", "2A5", "A6", "A5")
    ),
    "guest_list": Kind(lambda: _("Guests of the halkhata"), "ui.halkhata.papers:guest_list", ("A4",)),
    "carried": Kind(lambda: _("Carried into the new book"), "ui.halkhata.papers:carried", ("A4",)),
    "card": Kind(lambda: _("Warranty card"), "ui.warranties.papers:card", CARD_SIZES, CARD_PAPER),
    "cards": Kind(lambda: _("Warranty cards on A4"), "ui.warranties.papers:cards", CARDS_SIZES),
    "labels": Kind(lambda: _("Stickers"), "ui.warranties.papers:labels", LABEL_SIZES),
    "test": Kind(lambda: _("Test page"), "ui.documents.trial:trial", ("A5", "A4", "A6", "80", "58")),
}


def size_name(size: str) -> Callable[[], str]:
    """A size as it is called: A5, 80 mm."""
    if size in ROLLS:
        return lambda: _("{n} mm").format(n=numbers.number(int(size)))
    if size in ("4A6", "2A5"):
        return lambda: _("{n} on A4").format(n=numbers.number(int(size[0])))
    if "x" in size:
        width, height = (int(part) for part in size.split("x"))
        return lambda: _("{width} × {height} mm").format(
            width=numbers.number(width), height=numbers.number(height)
        )
    return (lambda: _("Card size")) if size == "card" else (lambda: size)


def printer_found() -> bool:
    """True when the computer has a printer to print on without asking."""
    from PySide6.QtPrintSupport import QPrinterInfo

    if not QPrinterInfo.defaultPrinter().isNull():
        return True
    printers = Printers()
    return any(printers.chosen(papers) for papers in ("sheets", "rolls"))


def usual_size(ctx: Context, kind: str) -> str:
    """The size the shop prints this kind on."""
    known = PAPERS[kind]
    size = ctx.book.settings.get(known.usual) if known.usual is not None else ""
    return size if size in known.sizes else known.sizes[0]


def ready(ctx: Context, kind: str, target: Any) -> Ready:
    """The paper with its facts gathered. Raises ShopbookError, NotFound among them."""
    module, _colon, function = PAPERS[kind].maker.partition(":")
    made: Ready = getattr(import_module(module), function)(ctx, target)
    return made


def show_paper(ctx: Context, kind: str, target: Any, *, size: str = "") -> None:
    """Open a paper in the preview, in a size or in the one last looked at here, then the usual one."""
    try:
        paper = ready(ctx, kind, target)
    except ShopbookError as problem:
        ctx.messages.problem(problem)
        return
    ctx.navigation.go("preview", paper_target(ctx, kind, paper, size))


def paper_target(ctx: Context, kind: str, paper: Ready, size: str = "") -> dict[str, Any]:
    """What the preview page is given for a paper."""
    sizes = PAPERS[kind].sizes
    last = Printers().last_size(kind)
    return {
        "kind": kind,
        "title": paper.title,
        "pdf": paper.draw,
        "slowly": paper.slowly,
        "file_name": paper.file_name,
        "sizes": sizes if len(sizes) > 1 else (),
        "size": size or (last if last in sizes else usual_size(ctx, kind)),
        "printed": paper.printed,
        "saved": paper.saved,
    }


def print_paper(ctx: Context, kind: str, target: Any, *, size: str = "") -> bool:
    """Print a paper on the printer set for its size. False, with the way out shown, when it could not be begun.

    What goes the raw way or is drawn slowly is sent by the other thread: True then says that it is on its way.
    """
    try:
        begun = _print(ctx, kind, target, size)
    except ShopbookError as problem:
        look = partial(show_paper, ctx, kind, target, size=size)
        ctx.messages.problem(problem, _("Look at the paper"), look)
        return False
    if begun:
        ctx.messages.done(_("Sent to the printer"))
    return True


def give_paper(ctx: Context, kind: str, target: Any, *, size: str = "") -> bool:
    """Print a paper where there is a printer; where there is none show it, from where it can be saved."""
    if printer_found():
        return print_paper(ctx, kind, target, size=size)
    show_paper(ctx, kind, target, size=size)
    return False


def _print(ctx: Context, kind: str, target: Any, size: str) -> bool:
    """True when the paper is out already, False when the other thread has it."""
    paper = ready(ctx, kind, target)
    size = fitting_size(size or usual_size(ctx, kind), PAPERS[kind].sizes)
    if paper.slowly is not None:
        look = partial(show_paper, ctx, kind, target, size=size)
        print_slowly(ctx, paper, size, look=look)
        return False
    assert paper.draw is not None
    return send(ctx, paper.draw(size), size, printed=paper.printed)


def fitting_size(size: str, sizes: Sequence[str], printer: str | None = None) -> str:
    """The size as the printer's own roll has it: what was set for 80 mm goes on the 58 mm roll that is in it.

    With a `printer` chosen by hand the size was chosen by hand too, so only what would not fit is changed.
    """
    if size not in ROLLS:
        return size
    width = printer_setup("rolls", printer)[1].width
    if width not in sizes or (printer is not None and int(width) >= int(size)):
        return size
    return width


def printer_setup(papers: str, printer: str | None = None) -> tuple[str, Setup]:
    """The printer for "sheets" or "rolls", or the given one, and how it is set up on this computer."""
    printers = Printers()
    name = printers.chosen(papers) if printer is None else printer
    return name, printers.setup(name)


def send(
    ctx: Context,
    pdf: bytes,
    size: str,
    *,
    printer: str | None = None,
    copies: int = 1,
    printed: Callable[[], object] | None = None,
) -> bool:
    """Send a PDF to the printer set for its size, or to the given one, moved and scaled as that printer needs.

    True when it is out; False when it goes the raw way, on the other thread, which tells of its end itself. Raises
    DocumentProblem when there is no printer or it does not answer.
    """
    from ui.widgets import preview

    roll = size in ROLLS
    name, setup = printer_setup("rolls" if roll else "sheets", printer)
    if roll and setup.way == "raw":
        work = partial(_send_raw, pdf, name, setup, copies)
        ctx.jobs.run(_("Printing"), work, partial(_sent, ctx, printed), partial(_not_sent, ctx, None))
        return False
    preview.print_pdf(pdf, name, copies=copies, shift_mm=setup.shift_mm, scale=setup.scale, roll=roll)
    if printed is not None:
        printed()
    return True


def print_slowly(
    ctx: Context,
    paper: Ready,
    size: str,
    *,
    printer: str | None = None,
    copies: int = 1,
    look: Callable[[], None] | None = None,
) -> None:
    """Draw and print a long paper on the other thread, with a bar and a way to stop it."""
    assert paper.slowly is not None
    roll = size in ROLLS
    name, setup = printer_setup("rolls" if roll else "sheets", printer)
    work = partial(_draw_and_send, paper.slowly, size, name, setup, copies)
    ctx.jobs.run(_("Printing"), work, partial(_sent, ctx, paper.printed), partial(_not_sent, ctx, look))


def _sent(ctx: Context, printed: Callable[[], object] | None, _result: object) -> None:
    if printed is not None:
        printed()
    ctx.messages.done(_("Sent to the printer"))


def _not_sent(ctx: Context, look: Callable[[], None] | None, error: BaseException) -> None:
    if isinstance(error, ShopbookError) and not isinstance(error, Cancelled):
        ctx.messages.problem(error, _("Look at the paper") if look is not None else "", look)


def _draw_and_send(
    slowly: Callable[[str, Progress], bytes],
    size: str,
    name: str,
    setup: Setup,
    copies: int,
    progress: Progress,
) -> None:
    from ui.widgets import preview

    pdf = slowly(size, progress)
    if size in ROLLS and setup.way == "raw":
        _send_raw(pdf, name, setup, copies, progress)
        return
    roll = size in ROLLS
    preview.print_pdf(
        pdf, name, copies=copies, shift_mm=setup.shift_mm, scale=setup.scale, roll=roll, progress=progress
    )


def _send_raw(pdf: bytes, name: str, setup: Setup, copies: int, progress: Progress) -> None:
    """The paper in the printer's own language straight to it; on the other thread, since a printer may be slow."""
    from shopbook.documents import sending, thermal

    shift = (setup.shift_right_mm, setup.shift_down_mm)
    strip = thermal.escpos(
        pdf, setup.width, shift_mm=shift, scale=setup.scale, cut=setup.cut, drawer=setup.drawer
    )
    for copy in range(copies):
        progress.step(copy, copies)
        sending.send_raw(strip, name)


# ---- warranty cards


def print_cards(ctx: Context, card_ids: Sequence[int]) -> bool:
    """Print cards on the usual printer and count each. False, with the way out shown, when it could not be done."""
    for at, card_id in enumerate(card_ids):
        try:
            _print(ctx, "card", card_id, "")
        except ShopbookError as problem:
            ctx.messages.problem(problem, _("Look at the card"), partial(show_card, ctx, card_id))
            return bool(at)
    if card_ids:
        ctx.messages.done(_("Sent to the printer"))
    return bool(card_ids)


def show_card(ctx: Context, card_id: int) -> None:
    """Open a card in the preview."""
    show_paper(ctx, "card", card_id)
