"""Setting printers up: which for what, corrected by measuring, remembered on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shopbook.documents.test_print import MARK_MM, RULER_MM
from tests.typing import type_text
from ui import printing
from ui.context import Context
from ui.printers import Printers, Setup, calibrated
from ui.settings.printer_card import PrinterCard
from ui.settings.printing import PrintingPane


@pytest.fixture
def printers(tmp_path: Path) -> Printers:
    return Printers(tmp_path / "computer.ini")


@pytest.fixture
def pane(qtbot: Any, ctx: Context) -> PrintingPane:
    made = PrintingPane(ctx)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def card_of(qtbot: Any, ctx: Context, papers: str, printers: Printers) -> PrinterCard:
    made = PrinterCard(ctx, papers, printers)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(field: Any, value: str) -> None:
    field.set_value(value)
    field.box.activated.emit(field.box.currentIndex())


class Crooked:
    """A printer that shifts and stretches: where a point of the page comes out, and how long a length becomes."""

    def __init__(self, right: float, down: float, stretch: float) -> None:
        self.offsets, self.stretch = (right, down), stretch

    def comes_out(self, setup: Setup, place: tuple[float, float]) -> tuple[float, float]:
        moved = (shift + setup.scale * at for shift, at in zip(setup.shift_mm, place, strict=True))
        right, down = (offset + self.stretch * at for offset, at in zip(self.offsets, moved, strict=True))
        return right, down

    def length(self, setup: Setup, millimetres: float) -> float:
        return self.stretch * setup.scale * millimetres


@pytest.mark.parametrize("right", [-3.0, 0.0, 2.5])
@pytest.mark.parametrize("down", [-1.5, 0.0, 4.0])
@pytest.mark.parametrize("stretch", [0.94, 1.0, 1.05])
@pytest.mark.parametrize(
    "before", [Setup(), Setup(shift_right_mm=1.5, shift_down_mm=-2.0, scale_percent=97.0)]
)
def test_after_one_measurement_the_page_comes_out_right(
    right: float, down: float, stretch: float, before: Setup
) -> None:
    printer = Crooked(right, down, stretch)
    mark, ruler = MARK_MM["A4"], RULER_MM["A4"]
    left, top = printer.comes_out(before, (mark, mark))
    after = calibrated(before, mark, ruler, left, top, printer.length(before, ruler))
    assert printer.comes_out(after, (mark, mark)) == pytest.approx((mark, mark), abs=0.15)
    assert printer.length(after, ruler) == pytest.approx(ruler, abs=0.1)


@pytest.mark.parametrize(("left", "ruler"), [(20.0, 60.0), (20.0, 140.0), (58.0, 100.0), (20.0, 0.0)])
def test_a_correction_that_cannot_be_true_is_refused(left: float, ruler: float) -> None:
    with pytest.raises(ValueError, match="true"):
        calibrated(Setup(), 20, 100, left, 20.0, ruler)


def test_a_printer_is_remembered_with_all_it_needs(printers: Printers, tmp_path: Path) -> None:
    setup = Setup("raw", "58", -1.5, 2.0, 98.5, "partial", True)
    printers.set_up("/dev/usb/lp0", setup)
    printers.set_up("Counter printer/80", Setup(scale_percent=101))
    printers.choose("rolls", "/dev/usb/lp0")
    again = Printers(tmp_path / "computer.ini")
    assert again.setup("/dev/usb/lp0") == setup
    assert again.setup("Counter printer/80").scale_percent == 101
    assert (again.chosen("rolls"), again.chosen("sheets")) == ("/dev/usb/lp0", "")
    assert again.setup("another") == Setup()


def test_a_spoiled_file_is_as_a_new_printer(tmp_path: Path) -> None:
    (tmp_path / "computer.ini").write_text(
        "[printer_x]\nway=pigeon\nwidth=110\nshift_right_mm=far\nscale_percent=900\ncut=maybe\n",
        encoding="utf-8",
    )
    assert Printers(tmp_path / "computer.ini").setup("x") == Setup()


def test_every_paper_with_a_usual_size_can_be_chosen_and_is_kept_in_the_book(pane: PrintingPane) -> None:
    assert set(pane.usual) == {key for key, kind in printing.PAPERS.items() if kind.usual is not None}
    for key, field in pane.usual.items():
        last = printing.PAPERS[key].sizes[-1]
        choose(field, last)
        assert printing.usual_size(pane._ctx, key) == last


def test_choosing_the_usual_paper_forgets_what_the_preview_remembered(pane: PrintingPane) -> None:
    Printers().remember_size("memo", "A6")
    choose(pane.usual["memo"], "58")
    assert Printers().last_size("memo") == ""


def test_the_switches_of_printing_travel_with_the_book(pane: PrintingPane) -> None:
    from shopbook.settings.printing import MEMO_AFTER_SALE, RECEIPT_AFTER_PAYMENT

    settings = pane._ctx.book.settings
    pane.memo.box.click()
    pane.slip.box.click()
    assert (settings.get(MEMO_AFTER_SALE), settings.get(RECEIPT_AFTER_PAYMENT)) == (True, True)


def test_measuring_corrects_the_printer_and_can_be_taken_back(
    qtbot: Any, ctx: Context, printers: Printers
) -> None:
    card = card_of(qtbot, ctx, "sheets", printers)
    for field, typed in ((card.left, "২২"), (card.top, "১৯.৫"), (card.ruler, "100")):
        type_text(field.control, typed)
    card.correct.click()
    setup = printers.setup("")
    assert (setup.shift_right_mm, setup.shift_down_mm, setup.scale_percent) == (-2.0, 0.5, 100.0)
    assert "−২" in card.now.text()
    assert ctx.messages.undo_last()
    assert printers.setup("") == Setup()


def test_what_was_not_measured_is_asked_for_at_its_field(
    qtbot: Any, ctx: Context, printers: Printers
) -> None:
    card = card_of(qtbot, ctx, "sheets", printers)
    type_text(card.left.control, "20")
    card.correct.click()
    assert card.top.problem_text()
    assert printers.setup("") == Setup()


def test_an_impossible_measure_is_said_and_changes_nothing(
    qtbot: Any, ctx: Context, printers: Printers
) -> None:
    card = card_of(qtbot, ctx, "sheets", printers)
    for field, typed in ((card.left, "20"), (card.top, "20"), (card.ruler, "60")):
        type_text(field.control, typed)
    card.correct.click()
    assert card.ruler.problem_text()
    assert printers.setup("") == Setup()


def test_a_roll_reached_directly_asks_for_the_cut_and_one_through_its_driver_does_not(
    qtbot: Any, ctx: Context, printers: Printers
) -> None:
    card = card_of(qtbot, ctx, "rolls", printers)
    assert not card.cut.isVisible() and not card.drawer.isVisible()
    card.way.buttons[1].click()
    assert card.cut.isVisible() and card.drawer.isVisible()
    card.cut.buttons[1].click()
    card.roll.buttons[1].click()
    assert printers.setup("") == Setup("raw", "58", cut="partial")
    assert not card.top.isVisible(), "a roll has no upper edge to measure from"


def test_a_device_is_reached_directly_because_it_has_no_driver(
    qtbot: Any, ctx: Context, printers: Printers, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shopbook.documents import sending

    monkeypatch.setattr(sending, "devices", lambda: ["/dev/usb/lp0"])
    card = card_of(qtbot, ctx, "rolls", printers)
    choose(card.printer, "/dev/usb/lp0")
    assert printers.chosen("rolls") == "/dev/usb/lp0"
    assert printers.setup("/dev/usb/lp0").way == "raw"
    assert not card.way.isVisible()
