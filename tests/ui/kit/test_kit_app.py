"""From the command line to an open window: first run, second start, bugs, paper on the screen."""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from shopbook import paths
from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.settings.model import ShopDraft
from tests.typing import type_text
from ui import crash
from ui.app import Shop
from ui.first_run.page import free_place
from ui.messages import Messages
from ui.preferences import Preferences
from ui.single import SingleInstance

CLOCK = FixedClock(dt.date(2026, 11, 21))


def test_the_first_start_asks_for_the_shops_name_and_opens_its_book(shop: Shop, qtbot: Any) -> None:
    shop.begin(None)
    form = shop.first_run.form
    form["name_bn"].setFocus()
    type_text(form["name_bn"].control, "মায়ের দোয়া স্টোর\n")
    shop.first_run.begin.click()
    shop.first_run.begin.click()
    shop.first_run.begin.click()
    assert shop.first_run is None
    assert shop.window.windowTitle().startswith("মায়ের দোয়া স্টোর")
    qtbot.waitUntil(lambda: shop.preferences.last_book == shop.book.path)
    assert shop.book.path.name == "মায়ের দোয়া স্টোর.shopbook"


def test_a_shop_without_a_name_is_told_under_the_field(shop: Shop) -> None:
    shop.begin(None)
    shop.first_run.begin.click()
    assert "name_bn" in shop.first_run.form.problems()
    assert shop.window is None


def test_a_lost_book_is_explained_on_the_first_page(shop: Shop, tmp_path: Path) -> None:
    shop.begin(tmp_path / "gone.shopbook")
    assert shop.window is None
    assert not shop.first_run.strip.isHidden()
    assert shop.first_run.strip.text.text()


def test_two_shops_of_one_name_get_two_files(tmp_path: Path) -> None:
    first = free_place(tmp_path, "a/b: দোকান")
    first.touch()
    assert (first.name, free_place(tmp_path, "a/b: দোকান").name) == ("ab দোকান.shopbook", "ab দোকান 2.shopbook")


def test_a_second_start_brings_the_first_window_forward(qtbot: Any, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "a.shopbook")
    first.listen()
    second = SingleInstance(tmp_path / "a.shopbook")
    other = SingleInstance(tmp_path / "b.shopbook")
    assert (first.first, second.first, other.first) == (True, False, True)
    with qtbot.waitSignal(first.called):
        assert second.call_first()
    first.release()
    other.release()


def test_a_bug_is_logged_and_apologised_for_with_the_way_to_the_report(shop: Shop, caplog: Any) -> None:
    path = paths.data_dir() / "x.shopbook"
    Book.create(path, ShopDraft(name_bn="ক"), CLOCK).close()
    window = shop.open_book(path)
    with caplog.at_level(logging.CRITICAL):
        crash.report(ZeroDivisionError("counting"))
    note = window.ctx.messages.last()
    assert note.stays
    assert "counting" in caplog.text
    window.ctx.messages.use(note)
    assert window.ctx.navigation.here.key == "settings"
    page = window.ctx.navigation.page("settings")
    assert page.tabs.key == "about"


def test_the_look_and_language_are_remembered_on_this_computer(shop: Shop, tmp_path: Path) -> None:
    path = paths.data_dir() / "x.shopbook"
    Book.create(path, ShopDraft(name_bn="ক"), CLOCK).close()
    navigation = shop.open_book(path).ctx.navigation
    navigation.look_asked.emit("dark", 1.25)
    navigation.language_asked.emit("en")
    again = Preferences(tmp_path / "computer.ini")
    assert (again.theme, again.scale, again.language) == ("dark", 1.25, "en")


def test_an_undo_that_is_refused_is_told(qapp: Any) -> None:
    from shopbook.errors import Message, Refused

    messages = Messages()

    def refuse() -> None:
        raise Refused(Message("Too late"))

    messages.done("x", undo=refuse)
    assert not messages.undo_last()
    assert messages.last().text == "Too late"
    assert not messages.undo_last()


def test_a_paper_is_shown_page_by_page_and_printed_in_its_own_size(qtbot: Any, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    from shopbook.documents import pages
    from ui.widgets.preview import PdfPreview, print_pdf

    file = tmp_path / "a5.pdf"
    canvas = Canvas(str(file), pagesize=(595.28, 419.53))
    for _page in range(2):
        canvas.rect(100, 100, 200, 100, fill=1)
        canvas.showPage()
    canvas.save()
    preview = PdfPreview(file.read_bytes())
    qtbot.addWidget(preview)
    preview.resize(500, 400)
    preview.show()
    assert preview.page_count() == 2
    picture = preview.grab().toImage()
    sheet = preview._sheets[0]
    spot = sheet.mapTo(preview, sheet.rect().topLeft())
    x, y = (
        round(spot.x() + sheet.width() * 200 / 595.28),
        round(spot.y() + sheet.height() * (1 - 150 / 419.53)),
    )
    assert picture.pixelColor(x, y).lightness() < 40
    printed = tmp_path / "printed.pdf"
    print_pdf(file.read_bytes(), to_file=str(printed))
    size = pages.page_size(printed.read_bytes(), 0)
    assert (round(size[0]), round(size[1])) == (595, 420)
    assert pages.page_count(printed.read_bytes()) == 2


def test_the_first_paint_loads_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "x.shopbook"
    Book.create(path, ShopDraft(name_bn="ক"), CLOCK).close()
    program = f"""
import sys
from pathlib import Path
from shopbook.clock import SystemClock
from ui.app import Shop, make_application
from ui.preferences import Preferences
app = make_application()
shop = Shop(app, Preferences(Path({str(tmp_path / "i.ini")!r})), SystemClock())
shop.open_book(Path({str(path)!r})).grab()
heavy = {{"sqlite_utils", "babel", "reportlab", "phonenumbers", "python_calamine", "pypdfium2", "xlsxwriter", "numpy",
          "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg", "sqlite3"}}
print(sorted(heavy & set(sys.modules)))
shop.close()
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.strip() == "[]", run.stdout + run.stderr
