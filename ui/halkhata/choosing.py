"""A new drive: the day and from how much due on the left, on the right who that is; Space leaves somebody out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.model import DueRow
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.halkhata.model import HalkhataDraft, next_boishakh
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.forms.field import Wrong
from ui.forms.figures import MoneyField
from ui.halkhata import words
from ui.halkhata.fields import DriveFields
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, Card, EmptyState, SidePanel, pad
from ui.widgets.text import Label

COUNT_AFTER_MS = 200
LEAST_PAISA = 500_00
SIDE_WIDTH = 390


class ChoosePane(QWidget):
    """`begun(id)` when the invitations are written down; `backed` when the drives there are shall be shown."""

    begun = Signal(object)
    backed = Signal()
    typed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.left_out: set[int] = set()
        self._ids: list[int] = []
        self.fields = DriveFields(ctx.book.clock.today)
        self.least = MoneyField(
            "least_paisa", lambda: _("Customers who owe at least"), empty=None, words=False
        )
        self.area = ChoiceField("area", lambda: _("Area"), [Choice("", lambda: _("All areas"))])
        self.problem = Banner("red", "")
        self.problem.hide()
        self.summary = Label("", "h2", wrap=True)
        self.hint = Label(
            lambda: _("Space leaves somebody out, or takes them in again."), "second", "text2", wrap=True
        )
        self.model: RowModel[DueRow] = RowModel(
            self._fetch_ids,
            ctx.book.dues.rows,
            [Column("name", lambda: _("Name"), lambda row: self._look(row).spoken())],
            id_of=lambda row: row.customer_id,
        )
        self.list = RowList(self.model, self._look, lambda: _("Who would be invited"))
        empty = EmptyState(
            "wallet",
            lambda: _("Nobody owes that much"),
            lambda: _("Take a smaller amount or another area."),
        )
        self.invite = primary(lambda: _("Invite them"), "check", "Ctrl+Enter")
        self.back = plain(lambda: _("Back"), "arrow-left")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COUNT_AFTER_MS)
        self._lay_out(ListPanel(self.list, empty))

        self._timer.timeout.connect(self.count)
        self.least.changed.connect(self._timer.start)
        self.area.changed.connect(self._timer.start)
        for field in (*self.fields.all(), self.least, self.area):
            field.finish_asked.connect(self.begin)
            field.entered.connect(self._on_entered)
        self.list.installEventFilter(self)
        self.list.opened.connect(self.toggle)
        self.list.typed.connect(self.typed)
        self.invite.clicked.connect(self.begin)
        self.back.clicked.connect(self.backed)

    def _lay_out(self, panel: ListPanel) -> None:
        halves = QHBoxLayout(self)
        pad(halves, 0, 10, 0, 0, 14)
        self.side = SidePanel()
        for widget in (self.problem, self.fields.held_on, self.least, self.area, self.fields.amount_shown,
                       self.fields.title, self.fields.words):  # fmt: skip
            self.side.body.addWidget(widget)
        self.side.body.addStretch(1)
        self.side.add_footer(self.back, self.invite)
        halves.addWidget(self.side)
        right = QVBoxLayout()
        right.setSpacing(theme.px(4))
        right.addWidget(self.summary)
        right.addWidget(self.hint)
        ground = Card(margin=1, gap=0)
        ground.body.addWidget(panel, 1)
        right.addWidget(ground, 1)
        halves.addLayout(right, 1)

    def begin_anew(self, *, can_go_back: bool) -> None:
        """A new drive with what is usual: the coming pohela Boishakh, a due folded away."""
        day = next_boishakh(self.ctx.book.clock.today())
        self.fields.show(HalkhataDraft(words.usual_title(), day))
        self.least.set_value(LEAST_PAISA)
        self.left_out.clear()
        self.back.setVisible(can_go_back)
        self._say({})
        self._fill_areas()
        self.count()

    def count(self) -> None:
        """Look again who owes that much, and what it comes to."""
        self._ids = self.ctx.book.halkhatas.candidates(self._least(), str(self.area.value() or ""))
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        self._sum()

    def chosen(self) -> list[int]:
        """Who would be invited."""
        return [each for each in self._ids if each not in self.left_out]

    def toggle(self, customer_id: int) -> None:
        """Leave somebody out, or take them in again."""
        self.left_out ^= {customer_id}
        self.model.refetch()
        self._sum()

    def begin(self) -> None:
        """Write the drive down."""
        self._timer.stop()
        self.count()
        problems: dict[str, Message] = {}
        values = self.fields.read(problems)
        try:
            least = self.least.value()
            if least is None:
                raise Wrong(Message("From how much due is somebody invited?"))
        except Wrong as wrong:
            problems["least_paisa"] = wrong.problem
        if problems or least is None:
            self._say(problems)
            return
        try:
            drive = self.ctx.book.halkhatas.start(HalkhataDraft(least_paisa=least, **values), self.chosen())
        except Invalid as invalid:
            self._say(dict(invalid.problems))
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.begun.emit(drive.id)
        self.ctx.messages.done(_("{people} invited").format(people=words.people(drive.invited)))

    def retranslate(self) -> None:
        """Amounts and areas in the language now set."""
        self._fill_areas()
        self._sum()

    def _say(self, problems: dict[str, Message]) -> None:
        known = {field.key: field for field in (*self.fields.all(), self.least, self.area)}
        for key, field in known.items():
            field.show_problem(problems.get(key))
        homeless = [say(problem) for key, problem in problems.items() if key not in known]
        self.problem.say("\n".join(homeless))
        self.problem.setVisible(bool(homeless))
        first = next((known[key] for key in known if key in problems), None)
        if first is not None:
            first.setFocus()

    def _least(self) -> int:
        try:
            return int(self.least.value() or 1)
        except Wrong:
            return 1

    def _fill_areas(self) -> None:
        areas = self.ctx.book.halkhatas.areas(self._least())
        chosen = self.area.value()
        self.area.set_choices(
            [
                Choice("", lambda: _("All areas")),
                *(Choice(each.area, f"{each.area} · {words.people(each.count)}") for each in areas),
            ]
        )
        self.area.set_value(chosen or "")

    def _sum(self) -> None:
        # Over an emptiness that says so itself, nobody and no money are not counted.
        for label in (self.summary, self.hint):
            label.setVisible(bool(self._ids))
        found = self.ctx.book.halkhatas.sum_of(self.chosen())
        said = _("{people} · {amount} due in all")
        self.summary.say(said.format(people=words.people(found.count), amount=numbers.money(found.paisa)))
        self.invite.setEnabled(found.count > 0)

    def _fetch_ids(self, _sort: Sort | None) -> list[int]:
        return self._ids

    def _look(self, row: DueRow) -> RowLook:
        return words.look_of_candidate(row, row.customer_id not in self.left_out)

    def _on_entered(self) -> None:
        """Enter goes on to the next field."""
        order: list[Any] = [
            self.fields.held_on, self.least, self.area, self.fields.amount_shown, self.fields.title, self.fields.words,
        ]  # fmt: skip
        at = order.index(self.sender())
        (order[at + 1] if at + 1 < len(order) else self.invite).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            chosen = self.list.current_id()
            if chosen is not None:
                self.toggle(chosen)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(max(theme.px(300), min(theme.px(SIDE_WIDTH), round(self.width() * 0.4))))
