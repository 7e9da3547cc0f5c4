"""Every paper by its kind, to the printer set for its size: through the driver, raw, with that printer's correction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shopbook.documents import pages, sending
from shopbook.dues.model import PaymentDraft
from shopbook.localisation.numbers import to_script
from shopbook.settings.printing import USUAL_PAPER
from tests.core.documents.escpos import printed
from tests.core.documents.ink import difference, ink_box, page_picture
from tests.ui.counter import Counter, Key
from ui import printing
from ui.printers import Printers, Setup
from ui.widgets import preview


@pytest.fixture
def sale_id(counter: Counter) -> int:
    """A cooker sold on credit, the memo A-000001."""
    return counter.sold(counter.rafiq.id, "MYK22A0098", paid_taka=1000).id


@pytest.fixture
def paid_id(counter: Counter, sale_id: int) -> int:
    """500 taka of it paid the same day."""
    draft = PaymentDraft(counter.rafiq.id, 500_00, counter.shop.today)
    return counter.book.dues.take_payment(draft).id


def words(pdf: bytes) -> str:
    return "".join(pages.page_text(pdf, page) for page in range(pages.page_count(pdf)))


def in_front(counter: Counter) -> Any:
    page = counter.page("preview")
    assert counter.here == "preview"
    return page


def test_a_memo_opens_by_its_kind_in_every_size(counter: Counter, sale_id: int) -> None:
    for size in printing.PAPERS["memo"].sizes:
        printing.show_paper(counter.ctx, "memo", sale_id, size=size)
        page = in_front(counter)
        assert "রাইস কুকার" in words(page.view.pdf)
        shown = [button for button in page.sizes.buttons if button.isVisible()]
        assert len(shown) == len(printing.PAPERS["memo"].sizes)


def test_the_due_slip_of_a_payment_and_of_a_memo_say_what_is_due_now(
    counter: Counter, sale_id: int, paid_id: int
) -> None:
    for target, due in ((paid_id, "১,৭৫০"), ({"sale_id": sale_id}, "২,২৫০"), (sale_id, "২,২৫০")):
        printing.show_paper(counter.ctx, "due_slip", target)
        assert f"৳{due}" in words(in_front(counter).view.pdf)


def test_the_receipt_and_the_statement_carry_the_payment(counter: Counter, paid_id: int) -> None:
    receipt_no = counter.book.dues.slip(paid_id).receipt_no
    printing.show_paper(counter.ctx, "receipt", paid_id)
    assert to_script(receipt_no) in words(in_front(counter).view.pdf)
    printing.show_paper(
        counter.ctx, "statement", {"customer_id": counter.rafiq.id, "first": None, "last": None}
    )
    text = words(in_front(counter).view.pdf)
    assert to_script(receipt_no) in text and "৳১,৭৫০" in text


def test_papers_of_the_same_number_are_saved_beside_one_another(counter: Counter, paid_id: int) -> None:
    sale = counter.book.sales.ids()[0]
    targets = {"memo": sale, "receipt": paid_id, "due_slip": paid_id}
    names = {printing.ready(counter.ctx, kind, target).file_name for kind, target in targets.items()}
    assert len(names) == 3


def test_a_paper_that_is_not_there_says_so_and_opens_nothing(counter: Counter) -> None:
    before = counter.here
    printing.show_paper(counter.ctx, "memo", 424242)
    assert counter.here == before
    assert counter.said()


def test_a_paper_goes_to_the_printer_of_its_size_with_its_correction(
    counter: Counter, sale_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(preview, "print_pdf", lambda _pdf, name="", **more: heard.append((name, more)))
    printers = Printers()
    printers.choose("sheets", "Laser")
    printers.choose("rolls", "Thermal")
    printers.set_up("Laser", Setup(shift_right_mm=1.5, shift_down_mm=-2, scale_percent=99))
    printers.set_up("Thermal", Setup(width="58"))
    assert printing.print_paper(counter.ctx, "memo", sale_id, size="A5")
    assert printing.print_paper(counter.ctx, "memo", sale_id, size="80")
    (sheet, how), (roll, other) = heard
    assert (sheet, how["shift_mm"], how["scale"], how["roll"]) == ("Laser", (1.5, -2.0), 0.99, False)
    assert (roll, other["roll"]) == ("Thermal", True)


def test_a_slip_for_80_mm_is_drawn_for_the_58_mm_roll_that_is_in(
    counter: Counter, sale_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(preview, "print_pdf", lambda pdf, *_args, **_more: sent.append(pdf))
    Printers().set_up("", Setup(width="58"))
    printing.print_paper(counter.ctx, "memo", sale_id, size="80")
    assert pages.page_size(sent[0], 0)[0] == pytest.approx(58 * 72 / 25.4)


def test_a_slip_goes_straight_to_the_device_as_its_dots(
    counter: Counter, paid_id: int, tmp_path: Path, qtbot: Any
) -> None:
    device = tmp_path / "lp0"
    device.touch()
    printers = Printers()
    printers.choose("rolls", str(device))
    printers.set_up(str(device), Setup("raw", "58", cut="partial"))
    counter.book.settings.set(USUAL_PAPER["due_slip"], "80")
    assert printing.print_paper(counter.ctx, "due_slip", paid_id)
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    roll = printed(device.read_bytes())
    assert roll.widths == {384}
    assert roll.deeds == ["reset", "feed 4", "partial cut"]
    left, _top, right, _bottom = ink_box(roll.picture())
    assert 0 <= left < right <= 384
    assert counter.said() == "প্রিন্টারে পাঠানো হয়েছে"


def test_a_printer_that_is_off_is_told_by_a_strip(
    counter: Counter, paid_id: int, tmp_path: Path, qtbot: Any
) -> None:
    printers = Printers()
    printers.choose("rolls", str(tmp_path / "lp9"))
    printers.set_up(str(tmp_path / "lp9"), Setup("raw"))
    printing.print_paper(counter.ctx, "due_slip", paid_id, size="80")
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    note = counter.ctx.messages.last()
    assert note is not None and note.kind == "problem" and "lp9" in note.text


def test_without_a_printer_the_paper_can_be_looked_at(counter: Counter, sale_id: int) -> None:
    assert not printing.print_paper(counter.ctx, "memo", sale_id)
    note = counter.ctx.messages.last()
    assert note is not None and note.kind == "problem" and note.action is not None
    note.action()
    assert "রাইস কুকার" in words(in_front(counter).view.pdf)


def test_the_preview_remembers_the_size_it_was_printed_in(
    counter: Counter, sale_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.with_printer(monkeypatch)
    printing.show_paper(counter.ctx, "memo", sale_id)
    page = in_front(counter)
    page.sizes.set_value("A6")
    page._on_size_changed()
    counter.control(Key.Key_P)
    printing.show_paper(counter.ctx, "memo", sale_id)
    assert page.sizes.value() == "A6"
    assert counter.book.settings.get(USUAL_PAPER["memo"]) == "A5", "the shop's usual paper is as it was"


def test_a_long_paper_is_drawn_and_printed_beside_the_window_and_can_be_stopped(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    from shopbook.progress import Progress
    from tests.core.documents.money_papers import account

    told: list[object] = []

    def draw(_size: str, progress: Progress) -> bytes:
        from shopbook.documents.statement import statement

        for step in range(100):
            progress.step(step, 100)
        return statement(account(40))

    monkeypatch.setattr(preview, "print_pdf", lambda _pdf, *_args, **more: told.append(more["progress"]))
    paper = printing.Ready("long", "long.pdf", slowly=draw, printed=lambda: told.append("printed"))
    printing.print_slowly(counter.ctx, paper, "A4")
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    assert told[-1] == "printed" and len(told) == 2

    def never(_size: str, progress: Progress) -> bytes:
        import time

        while True:
            progress.step(1, 2)
            time.sleep(0.005)

    printing.print_slowly(counter.ctx, printing.Ready("endless", "x.pdf", slowly=never), "A4")
    counter.ctx.jobs.cancel()
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    assert len(told) == 2


def test_a_statement_of_very_many_lines_is_drawn_beside_the_window(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, qtbot: Any, tmp_path: Path
) -> None:
    from ui.documents import money

    monkeypatch.setattr(money, "LONG_STATEMENT", 5)
    for day in range(4):
        counter.sold(counter.rafiq.id, paid_taka=100 + day)
    printing.show_paper(counter.ctx, "statement", {"customer_id": counter.rafiq.id})
    page = in_front(counter)
    assert not page.print.isEnabled(), "there is nothing to print yet"
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    assert page.print.isEnabled()
    assert "৳১২,৫৯৪" in words(page.view.pdf)
    page.file.set_value(str(tmp_path / "statement.pdf"))
    page.save.click()
    assert (tmp_path / "statement.pdf").read_bytes() == page.view.pdf


def test_the_driver_may_print_beside_the_window_and_be_stopped(
    counter: Counter, tmp_path: Path, qtbot: Any
) -> None:
    from shopbook.documents.statement import statement
    from shopbook.errors import Cancelled
    from shopbook.progress import Progress
    from tests.core.documents.money_papers import account

    pdf = statement(account(150))
    heard: list[object] = []

    def work(progress: Progress) -> None:
        preview.print_pdf(pdf, to_file=str(tmp_path / "whole.pdf"), progress=progress)

    counter.ctx.jobs.run("whole", work, heard.append, heard.append)
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    assert heard == [None]
    assert pages.page_count((tmp_path / "whole.pdf").read_bytes()) == pages.page_count(pdf)

    def stopped(progress: Progress) -> None:
        counter.ctx.jobs.cancel()
        preview.print_pdf(pdf, to_file=str(tmp_path / "half.pdf"), progress=progress)

    counter.ctx.jobs.run("half", stopped, heard.append, heard.append)
    qtbot.waitUntil(lambda: not counter.ctx.jobs.busy)
    assert isinstance(heard[-1], Cancelled)


def test_what_is_looked_at_for_80_mm_is_drawn_again_for_the_narrow_roll_when_printed(
    counter: Counter, sale_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(preview, "print_pdf", lambda pdf, *_args, **_more: sent.append(pdf))
    for width, size, comes in (("58", "80", 58), ("80", "58", 58), ("80", "80", 80)):
        Printers().set_up("", Setup(width=width))
        printing.show_paper(counter.ctx, "memo", sale_id, size=size)
        in_front(counter).print.click()
        assert pages.page_size(sent[-1], 0)[0] == pytest.approx(comes * 72 / 25.4)


def test_the_driver_prints_a_roll_on_paper_of_its_own_length(
    counter: Counter, sale_id: int, tmp_path: Path
) -> None:
    paper = printing.ready(counter.ctx, "memo", sale_id)
    assert paper.draw is not None
    pdf = paper.draw("80")
    preview.print_pdf(pdf, roll=True, to_file=str(tmp_path / "out.pdf"))
    out = (tmp_path / "out.pdf").read_bytes()
    assert pages.page_size(out, 0) == pytest.approx(pages.page_size(pdf, 0), abs=1.5)
    came, wanted = (page_picture(paper, 0, preview.ROLL_DPI) for paper in (out, pdf))
    assert difference(came, wanted, 2) < 0.15


def test_the_correction_moves_and_stretches_what_the_driver_prints(counter: Counter, tmp_path: Path) -> None:
    paper = printing.ready(counter.ctx, "test", None)
    assert paper.draw is not None
    out = tmp_path / "out.pdf"
    preview.print_pdf(paper.draw("A4"), to_file=str(out), shift_mm=(2.0, 3.0), scale=0.95)
    left, top, right, bottom = (edge / 10 for edge in ink_box(page_picture(out.read_bytes(), 0, 254)))
    # The frame stands five millimetres from each edge of 210 by 297.
    wanted = (2 + 0.95 * 5, 3 + 0.95 * 5, 2 + 0.95 * 205, 3 + 0.95 * 292)
    assert (left, top, right, bottom) == pytest.approx(wanted, abs=0.4)


def test_a_roll_is_black_and_white_alone_so_that_no_driver_makes_dots_of_the_grey(
    counter: Counter, sale_id: int
) -> None:
    paper = printing.ready(counter.ctx, "memo", sale_id)
    assert paper.draw is not None
    picture = preview.black_image(paper.draw("58"), 0, preview.ROLL_DPI)
    levels = {picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(400)}
    assert levels == {0, 255}


def test_the_test_page_is_drawn_for_every_paper(counter: Counter) -> None:
    for size in printing.PAPERS["test"].sizes:
        printing.show_paper(counter.ctx, "test", None, size=size)
        assert pages.page_count(in_front(counter).view.pdf) == 1


def test_devices_are_found_by_their_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lp0").touch()
    monkeypatch.setattr(sending, "Path", lambda _folder: tmp_path)
    assert set(sending.devices()) == {str(tmp_path / "lp0")}


def test_every_size_is_called_as_people_call_it() -> None:
    from shopbook.localisation.language import using

    sizes = {size for kind in printing.PAPERS.values() for size in kind.sizes}
    with using("bn"):
        names = {size: printing.size_name(size)() for size in sizes}
    assert names["63x38"] == "৬৩ × ৩৮ মিমি" and names["58"] == "৫৮ মিমি" and names["A5"] == "A5"
    assert "৪" in names["4A6"] and len(set(names.values())) == len(sizes)
