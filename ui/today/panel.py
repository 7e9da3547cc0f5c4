"""The card that is chosen, opened: whom to call, why, what was said last, the family, a ready message.

What is done with the card is the page's; the panel only says what was pressed.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.followups.details import Details, FamilyLine
from shopbook.followups.model import Card, Hold, Item, Lane
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from shopbook.notes.model import Note
from ui.qt import AlignTop, AlignVCenter
from ui.style import theme
from ui.today.looks import hold_sentence, title_of, whereabouts
from ui.today.reasons import ReasonRow
from ui.today.words import family_line, talk_line
from ui.widgets.badges import Avatar
from ui.widgets.buttons import Button, icon_button, plain, primary, quiet
from ui.widgets.cards import Banner, Facts, SidePanel, mark, pad
from ui.widgets.text import ElidedLabel, Label


class CardPanel(SidePanel):
    """Signals: `deed(key)` for a pressed button (an outcome or snooze, done, skip ...), `resolved(note_id)`."""

    deed = Signal(str)
    resolved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(330))
        self.card: Card | None = None
        self.message = ""
        self.reasons: list[ReasonRow] = []
        self._build_head()
        self._changing = QWidget()
        self._inside = QVBoxLayout(self._changing)
        pad(self._inside, 0, 0, 0, 0, 10)
        self.body.addWidget(self._changing)
        self.body.addStretch(1)
        self._build_footer()
        self.show_card(None, None, (), dt.date(2000, 1, 1))
        self.copy_phone.clicked.connect(self._on_copy_phone)
        self.open.clicked.connect(self._on_open)

    def _build_head(self) -> None:
        self.head = QWidget()
        column = QVBoxLayout(self.head)
        pad(column, 0, 0, 0, 0, 8)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.avatar = Avatar("", 48)
        row.addWidget(self.avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.where = ElidedLabel("", "h2"), ElidedLabel("", "second", "text2")
        words.addWidget(self.name)
        words.addWidget(self.where)
        row.addLayout(words, 1)
        self.open = icon_button(lambda: _("Open the profile"), "user", "Enter")
        row.addWidget(self.open, 0, AlignVCenter)
        column.addLayout(row)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        self._handset = mark("phone", "brand", 20)
        line.addWidget(self._handset, 0, AlignVCenter)
        self.phone = Label("", "h1")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self.phone, 1)
        self.copy_phone = icon_button(lambda: _("Copy the number"), "copy")
        line.addWidget(self.copy_phone)
        column.addLayout(line)
        self.body.addWidget(self.head)

    def _build_footer(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        self.talked = primary(lambda: _("Talked"), "phone-call", "1")
        self.no_answer = plain(lambda: _("No answer"), "phone-missed", "2")
        self.snooze = quiet(lambda: _("Put off"), "clock", "S")
        self.done = quiet(lambda: _("Done"), "check", "D")
        self.more = icon_button(lambda: _("More"), "ellipsis")
        grid.addWidget(self.no_answer, 0, 0)
        grid.addWidget(self.talked, 0, 1, 1, 2)
        grid.addWidget(self.snooze, 1, 0)
        grid.addWidget(self.done, 1, 1)
        grid.addWidget(self.more, 1, 2)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 5)
        self.footer.addLayout(grid)
        self.buttons: dict[Button, str] = {
            self.talked: "talked",
            self.no_answer: "no_answer",
            self.snooze: "snooze",
            self.done: "done",
            self.more: "more",
        }
        for button in self.buttons:
            button.clicked.connect(self._on_button_clicked)

    # what the page asks

    def ticked(self) -> tuple[Item, ...]:
        """The reasons still ticked."""
        return tuple(row.item for row in self.reasons if row.isChecked())

    def show_card(
        self, card: Card | None, details: Details | None, open_notes: tuple[Note, ...], today: dt.date
    ) -> None:
        """Show a card, or nothing."""
        unticked = {row.item.key for row in self.reasons if not row.isChecked()}
        same = card is not None and self.card is not None and card.key == self.card.key
        self.card = card
        self.message = details.message.text if details is not None else ""
        self.head.setVisible(card is not None)
        self.line.setVisible(card is not None)
        self._clear()
        if card is None or details is None:
            return
        self._show_head(card)
        if card.lane is Lane.HELD or details.quiet_until is not None:
            self._say_why_held(card, details)
        for item in card.reasons:
            row = ReasonRow(item)
            row.setChecked(not (same and item.key in unticked))
            self.reasons.append(row)
            self._inside.addWidget(row)
        self._show_life(card, details, open_notes, today)
        self._show_message(card)

    def _show_head(self, card: Card) -> None:
        title = title_of(card)
        self.avatar.show_name(title)
        self.name.say(title)
        where = whereabouts(card)
        if card.person is None:
            where = _("Not in the book yet") if card.phone else ""
        self.where.say(where)
        self.where.setVisible(bool(where))
        self.phone.say(numbers.phone(card.phone) if card.phone else _("No phone number"))
        self.phone.dress("h1" if card.phone else "second", "text" if card.phone else "text2")
        self.copy_phone.setVisible(bool(card.phone))
        self.open.setVisible(card.customer_id is not None)

    def _say_why_held(self, card: Card, details: Details) -> None:
        held = card.reasons[0].held_by if card.lane is Lane.HELD else Hold.QUIET
        detail = _("Press O if you want to call all the same.") if card.lane is Lane.HELD else ""
        banner = Banner("amber", hold_sentence(held, details.quiet_until), detail)
        self._inside.addWidget(banner)

    def _show_life(self, card: Card, details: Details, open_notes: tuple[Note, ...], today: dt.date) -> None:
        facts = Facts()
        count = 0
        if details.balance_paisa > 0:
            facts.add(_("Owes"), numbers.money(details.balance_paisa), "red")
            count += 1
        for promise in details.promises:
            tone = "red" if promise.due_on < today else "text"
            words = f"{numbers.money(promise.left_paisa)} · {dates.ago(promise.due_on, today)}"
            facts.add(_("Promised to pay"), words, tone)
            count += 1
        if details.last_sale is not None:
            what = ", ".join(details.last_sale.products) or details.last_sale.memo_no
            facts.add(
                _("Bought last"), f"{what} · {dates.ago(details.last_sale.sold_on, today)}", strong=False
            )
            count += 1
        if count:
            self._inside.addWidget(facts)
        if details.last_talk is not None:
            self._line("history", talk_line(details.last_talk, today))
        for member in details.family:
            self._member(member, today)
        for note in open_notes:
            self._open_note(note, today)
        for text, icon in ((details.remark, "sticky-note"), (details.usage_tip, "info")):
            if text:
                self._line(icon, text)

    def _member(self, member: FamilyLine, today: dt.date) -> None:
        self._line("baby" if member.expected_on else "users", family_line(member, today))

    def _open_note(self, note: Note, today: dt.date) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        pad(row, 0, 0, 0, 0, 8)
        row.addWidget(mark("notebook-pen", "blue", 18, 24), 0, AlignTop)
        words = note.body if note.sensitivity == "open" else _("A private note")
        row.addWidget(Label(f"{words} · {dates.ago(note.noted_on, today)}", "second", "text2", wrap=True), 1)
        button = plain(lambda: _("All well now"), "check")
        button.setProperty("note", str(note.id))
        button.clicked.connect(self._on_resolve)
        row.addWidget(button, 0, AlignTop)
        self._inside.addWidget(line)

    def _line(self, icon: str, words: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        pad(row, 0, 0, 0, 0, 8)
        row.addWidget(mark(icon, "text3", 16, 24), 0, AlignTop)
        row.addWidget(Label(words, "second", "text2", wrap=True), 1)
        self._inside.addWidget(line)

    def _show_message(self, card: Card) -> None:
        if card.customer_id is None and not card.phone:
            return
        self._inside.addWidget(Label(lambda: _("A message ready to send"), "caption", "text2"))
        box = Sunk(self.message)
        self._inside.addWidget(box)
        button = plain(lambda: _("Copy the message"), "message-square", "M")
        self.buttons[button] = "copy_message"
        button.clicked.connect(self._on_button_clicked)
        self._inside.addWidget(button)

    def _clear(self) -> None:
        self.reasons = []
        self.buttons = {button: key for button, key in self.buttons.items() if key != "copy_message"}
        while item := self._inside.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    # what happens

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.buttons:
            self.deed.emit(self.buttons[button])

    def _on_open(self) -> None:
        self.deed.emit("open")

    def _on_copy_phone(self) -> None:
        self.deed.emit("copy_phone")

    def _on_resolve(self) -> None:
        self.resolved.emit(int(self.sender().property("note")))


class Sunk(QFrame):
    """Words on a sunk ground: a message to copy."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        pad(column, 14, 8, 14, 8)
        self.label = Label(words, "second", wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.label)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().sunk))
        painter.drawRoundedRect(self.rect(), theme.px(8), theme.px(8))
