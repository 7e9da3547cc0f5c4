"""Looking at a list before it is taken in: its columns, what becomes of each row and why, and its money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.exchange.decisions import Choice, is_duplicate
from shopbook.exchange.headings import FieldKey
from shopbook.exchange.matching import Match
from shopbook.exchange.model import Preview
from shopbook.exchange.sheet import text_of
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui.exchange import words
from ui.exchange.columns_strip import ColumnsStrip
from ui.exchange.deciding import DecidingStrip
from ui.exchange.telling import BijoyBanner, RememberedBanner
from ui.forms.controls import DropDown
from ui.lists.looks import Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import RowTable
from ui.qt import ElideRight, ScrollAuto
from ui.style import theme
from ui.widgets.badges import Line
from ui.widgets.buttons import Button, chip, plain, primary
from ui.widgets.cards import Banner, Card, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import ElidedLabel, Label, h1

OUR_COLUMNS = 2
COLUMN_WIDTH = 160
_LOW = 480
FILTERS = ("all", "added", "matched", "review", "rejected")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table: the match and its place in the file's order."""

    id: int
    match: Match
    cells: tuple[str, ...]


class _ListTable(RowTable):
    """The rows of a file; many columns scroll sideways."""

    def __init__(self, model: RowModel[_Line]) -> None:
        super().__init__(model, lambda: _("Rows of the list"))
        self.setHorizontalScrollBarPolicy(ScrollAuto)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setTextElideMode(ElideRight)


class LookingPane(QWidget):
    """A Preview on the screen. Signals: `take_asked()`, `other_asked()`, `mapping_asked(place, FieldKey)`,
    `sheet_asked(name)`, `bijoy_asked(read?)`, `anew_asked()`, `decided(Decisions)`."""

    take_asked = Signal()
    other_asked = Signal()
    mapping_asked = Signal(int, object)
    sheet_asked = Signal(str)
    bijoy_asked = Signal(bool)
    anew_asked = Signal()
    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.filter = "all"
        self.other = plain(lambda: _("Another file"), "folder-open", "Ctrl+O")
        self.take = primary("", "check", "Ctrl+Enter")
        self.file = ElidedLabel("", "second", "text2")
        self.money = Banner("green", "")
        self.differs = Banner("amber", "")
        self.chips: dict[str, Button] = {key: chip(_Count(self, key).title) for key in FILTERS}
        self.sheets = DropDown()
        self.sheets.setMinimumWidth(theme.px(150))
        self.bijoy, self.remembered = BijoyBanner(), RememberedBanner()
        self.deciding = DecidingStrip()
        self.skipped = Label("", "caption", "text2", wrap=True)
        self.card = Card(margin=1, gap=0)
        self.table: _ListTable | None = None
        self.strip: ColumnsStrip | None = None
        self._lay_out()
        self.other.clicked.connect(self.other_asked)
        self.take.clicked.connect(self.take_asked)
        self.sheets.activated.connect(self._on_sheet)
        self.bijoy.pressed.connect(self._on_bijoy)
        self.remembered.pressed.connect(self.anew_asked)
        self.deciding.decided.connect(self._on_decided)
        self.deciding.all_decided.connect(self._on_all_decided)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip_clicked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 0, 0, 0, 0, 10)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(h1(lambda: _("Look before taking it in")))
        head.addWidget(self.file, 1)
        head.addWidget(self.other)
        head.addWidget(self.take)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        around = QWidget()
        flow = FlowLayout(around, theme.px(8))
        for button in self.chips.values():
            flow.addWidget(button)
        row.addWidget(around, 1)
        row.addWidget(self.sheets)
        column.addLayout(row)
        for banner in (self.bijoy, self.remembered, self.money, self.differs):
            column.addWidget(banner)
        column.addWidget(self.card, 1)
        column.addWidget(self.deciding)
        column.addWidget(self.skipped)

    # what is shown

    def show_preview(self, preview: Preview) -> None:
        """Show another file, sheet or mapping."""
        self.preview = preview
        if self.filter != "all" and not self._ids():
            self.filter = "all"
        self._say()
        self._build_table(preview)

    def show_decided(self, preview: Preview) -> None:
        """The same rows with other decisions: the table stays where it is."""
        self.preview = preview
        self._say()
        if self.table is not None:
            at = self.table.current_row()
            self.table.model().refetch()
            if at is not None:
                self._on_row(at.id)

    def retranslate(self) -> None:
        """The words of the columns and counts."""
        self.deciding.retranslate()
        if self.preview is not None:
            self.show_preview(self.preview)

    def _say(self) -> None:
        preview = self.preview
        assert preview is not None
        self.file.say(preview.path.name)
        taken = preview.rows - len(preview.rejected)
        self.take.say(
            ngettext("Take in {n} customer", "Take in {n} customers", taken).format(n=numbers.number(taken))
        )
        self.take.setEnabled(taken > 0)
        for key, button in self.chips.items():
            button.say(_Count(self, key).title)
            button.setChecked(key == self.filter)
            button.setVisible(key in ("all", "added") or _count(preview, key) > 0)
        names = [preview.sheet.name, *preview.sheet.other_sheets]
        self.sheets.clear()
        self.sheets.addItems([_("Sheet: {name}").format(name=name) for name in names])
        self.sheets.setVisible(len(names) > 1)
        self.sheets.setAccessibleName(_("Sheet"))
        line = words.skipped_line(preview.skipped)
        self.skipped.say(_("Not customers, passed over: {rows}").format(rows=line) if line else "")
        self._say_money(preview)
        self.bijoy.show_preview(preview)
        self.remembered.show_preview(preview)
        self.deciding.show_preview(preview)
        self._make_room()

    def _make_room(self) -> None:
        """On a low screen the rows need the room; their dues stand in the rows themselves."""
        preview = self.preview
        if preview is None:
            return
        low = self.height() < theme.px(_LOW)
        told = preview.bijoy is not None or preview.remembered is not None
        self.money.setVisible(bool(preview.read_paisa) and not preview.total_differs and not (low and told))
        self.skipped.setVisible(bool(words.skipped_line(preview.skipped)) and not low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _say_money(self, preview: Preview) -> None:
        read, total = preview.read_paisa, preview.layout.file_total_paisa
        self.differs.setVisible(preview.total_differs)
        found = _("Dues found: {amount}").format(amount=numbers.money(read))
        if total is not None:
            file_says = _("The file's own total says {amount}").format(amount=numbers.money(total))
            self.money.say(_("{found} — just as the file's own total says").format(found=found))
            advice = _("Look whether the due column is the right one, or a row is wrong.")
            self.differs.say(f"{found} · {file_says}", advice)
        else:
            self.money.say(found)

    def _build_table(self, preview: Preview) -> None:
        places = [place for place in range(preview.sheet.width) if _worth_showing(preview, place)]
        told = any(words.reason(match) for match in preview.matches)
        our: list[Column[_Line]] = [
            Column("row", lambda: _("Row"), lambda line: numbers.to_script(str(line.match.row.row_no)), width=64),
            Column("outcome", lambda: _("What becomes of it"), lambda line: words.outcome(line.match),
                   width=290 if told else 196,
                   strong=True, tone=lambda line: words.outcome_tone(line.match),
                   second=(lambda line: words.reason(line.match)) if told else None),
        ]  # fmt: skip
        theirs = [
            Column(f"c{place}", _heading(preview, place), _Cell(place).text, width=COLUMN_WIDTH)
            for place in places
        ]
        model: RowModel[_Line] = RowModel(self._sorted_ids, self._lines, [*our, *theirs])
        table = _ListTable(model)
        strip = ColumnsStrip(table, OUR_COLUMNS)
        strip.offer(places, dict(preview.mapping.fields), preview.headings)
        strip.changed.connect(self.mapping_asked)
        model.refetch()
        table.chosen.connect(self._on_row)
        while item := self.card.body.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in (strip, Line()):
            self.card.body.addWidget(widget)
        self.card.body.addWidget(table, 1)
        self.table, self.strip = table, strip
        self.deciding.show_row(preview, None)
        table.choose_first()

    def _ids(self) -> list[int]:
        assert self.preview is not None
        return [at for at, match in enumerate(self.preview.matches) if _fits(match, self.filter)]

    def _sorted_ids(self, _sort: Sort | None) -> list[int | Section]:
        return list(self._ids())

    def _lines(self, ids: list[int]) -> list[_Line]:
        assert self.preview is not None
        rows, matches = self.preview.layout.rows, self.preview.matches
        return [_Line(at, matches[at], tuple(text_of(cell) for cell in rows[at].cells)) for at in ids]

    # what happens

    def _on_chip_clicked(self) -> None:
        self.filter = next(key for key, button in self.chips.items() if button is self.sender())
        for key, button in self.chips.items():
            button.setChecked(key == self.filter)
        if self.table is not None:
            self.table.model().refetch()
            self.table.choose_first()

    def _on_row(self, at: object) -> None:
        preview = self.preview
        if preview is not None and isinstance(at, int) and at < len(preview.found):
            found = preview.found[at]
            self.deciding.show_row(preview, found if is_duplicate(found) else None)

    def _on_bijoy(self) -> None:
        if self.preview is not None and self.preview.bijoy is not None:
            self.bijoy_asked.emit(not self.preview.bijoy.read)

    def _on_decided(self, row_no: int, choice: Choice) -> None:
        if self.preview is not None:
            self.decided.emit(self.preview.decisions.decided(row_no, choice))

    def _on_all_decided(self, choice: Choice) -> None:
        if self.preview is not None:
            self.decided.emit(self.preview.decisions.for_all(choice))

    def _on_sheet(self, at: int) -> None:
        if self.preview is not None and at > 0:
            self.sheet_asked.emit(self.preview.sheet.other_sheets[at - 1])


@dataclass(frozen=True, slots=True)
class _Cell:
    """Reads one column of the file."""

    place: int

    def text(self, line: _Line) -> str:
        return line.cells[self.place] if self.place < len(line.cells) else ""


@dataclass(frozen=True, slots=True)
class _Count:
    """The words of a filter with how many rows it has."""

    pane: LookingPane
    key: str

    def title(self) -> str:
        preview = self.pane.preview
        n = numbers.number(_count(preview, self.key)) if preview else ""
        named: dict[str, Callable[[], str]] = {
            "all": lambda: _("All rows: {n}"),
            "added": lambda: _("New: {n}"),
            "matched": lambda: _("Already in the book: {n}"),
            "review": lambda: _("To be looked at: {n}"),
            "rejected": lambda: _("Not taken: {n}"),
        }
        return named[self.key]().format(n=n)


def _fits(match: Match, filter_key: str) -> bool:
    if filter_key == "review":
        return match.review and match.outcome != "rejected"
    return filter_key in ("all", match.outcome)


def _count(preview: Preview, key: str) -> int:
    return sum(_fits(match, key) for match in preview.matches)


def _worth_showing(preview: Preview, place: int) -> bool:
    """Google writes thirty columns of which most are empty: those without a word in them are not shown."""
    chosen = preview.mapping.fields.get(place, FieldKey.IGNORE)
    if chosen is FieldKey.PHONE_LABEL:
        return False
    return bool(preview.samples(place, 1))


def _heading(preview: Preview, place: int) -> Callable[[], str] | str:
    """What the file says above the column; a phone's contact file says it in our own words."""
    written = preview.headings[place] if place < len(preview.headings) else ""
    if preview.sheet.headings:
        return words.field_names()[FieldKey(written)]
    return written or "—"
