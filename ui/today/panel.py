"""The card that is chosen, opened before dialling: whom, why, what to leave unsaid, what was promised, what to say.

What is done with the card is the page's; the panel only says what was pressed. Its parts are in `knowing`, `folding`
and `sending`.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Message
from shopbook.followups.details import Details
from shopbook.followups.messages import Ready
from shopbook.followups.model import Card, Item, Lane
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, bengali_digits, current_language, say
from shopbook.notes.model import Note
from ui.qt import AlignTop, AlignVCenter
from ui.style import theme
from ui.today.folding import Fold, what_to_say
from ui.today.knowing import Unsaid, facts_of, help_parts, life_lines, note_lines
from ui.today.looks import hold_sentence, title_of, whereabouts
from ui.today.reasons import ReasonRow
from ui.today.sending import MessagePart
from ui.today.unreached import UnreachedRow
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
        self.script: Fold | None = None
        self.help: Fold | None = None
        self.sending: MessagePart | None = None
        self.product_id: int | None = None  # what the card is about, if it is about something of the list
        self._script_open = False
        self._message_code = ""
        self._shown: tuple[object, ...] = ()
        self._build_head()
        self.unreached = UnreachedRow()
        self.unreached.deed.connect(self.deed)
        self.body.addWidget(self.unreached)
        self._changing = QWidget()
        self._inside = QVBoxLayout(self._changing)
        pad(self._inside, 0, 0, 0, 0, 10)
        self.body.addWidget(self._changing)
        self.body.addStretch(1)
        # The height of the words at this width alone: their least height at any width would leave a hole below.
        self._whole().setMinimumHeight(1)
        self._build_footer()
        self.show_card(None, None, (), dt.date(2000, 1, 1))
        self.copy_phone.clicked.connect(self._on_copy_phone)
        self.dial.clicked.connect(self._on_dial)
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
        line.setSpacing(theme.px(4))
        self.copy_phone = icon_button(lambda: _("Copy the number"), "copy")
        self.dial = icon_button(lambda: _("Dial from this computer"), "phone-outgoing", "T")
        line.addWidget(self.copy_phone)
        line.addWidget(self.dial)
        column.addLayout(line)
        self.body.addWidget(self.head)

    def _build_footer(self) -> None:
        grid = self._grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        self.talked = primary(lambda: _("Talked"), "phone-call", "1")
        self.no_answer = plain(lambda: _("No answer"), "phone-missed", "2")
        self.snooze = quiet(lambda: _("Put off"), "clock", "S")
        self.done = quiet(lambda: _("Done"), "check", "D")
        # In the place of the call where there is nobody to call.
        self.finish = primary(lambda: _("Done"), "check", "D")
        self.more = icon_button(lambda: _("More"), "ellipsis")
        grid.addWidget(self.finish, 0, 0, 1, 3)
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
            self.finish: "done",
            self.more: "more",
        }
        for button in self.buttons:
            button.clicked.connect(self._on_button_clicked)

    def _offer(self, card: Card) -> None:
        """Without a number nobody can leave a call unanswered; without a person there is only the work itself."""
        nobody = card.customer_id is None and not card.phone
        for button, fits in (
            (self.no_answer, bool(card.phone)),
            (self.talked, not nobody),
            (self.done, not nobody),
            (self.finish, nobody),
        ):
            button.setVisible(fits)
        self._grid.removeWidget(self.talked)
        self._grid.addWidget(self.talked, 0, 1 if card.phone else 0, 1, 2 if card.phone else 3)

    def _whole(self) -> QWidget:
        """What scrolls."""
        inside = self.area.widget()
        assert inside is not None
        return inside

    # what the page asks

    def ticked(self) -> tuple[Item, ...]:
        """The reasons still ticked."""
        return tuple(row.item for row in self.reasons if row.isChecked())

    def show_card(
        self, card: Card | None, details: Details | None, open_notes: tuple[Note, ...], today: dt.date
    ) -> None:
        """Show a card, or nothing. One that reads as it stands there stays as it is, whatever was opened or ticked."""
        as_read = (card, details, open_notes, today, current_language(), bengali_digits())
        if as_read == self._shown:
            return
        self._shown = as_read
        unticked = {row.item.key for row in self.reasons if not row.isChecked()}
        same = card is not None and self.card is not None and card.key == self.card.key
        self.card = card
        if not same:
            self._message_code = ""
            self.area.verticalScrollBar().setValue(0)
        self.head.setVisible(card is not None)
        self.line.setVisible(card is not None)
        self.unreached.show_card(card)
        self._clear()
        if card is None or details is None:
            return
        self._show_head(card)
        self._offer(card)
        if card.lane is Lane.HELD:
            self._say_why_held(card, details)
        for item in card.reasons:
            row = ReasonRow(item)
            row.setChecked(not (same and item.key in unticked))
            self.reasons.append(row)
            self._inside.addWidget(row)
        if details.unsaid:
            self._inside.addWidget(Unsaid(details.unsaid))
        facts = facts_of(details, card, today)
        if facts:
            self._show_facts(facts)
        self._show_script(card, details)
        for icon, words in life_lines(details, today):
            self._line(icon, words)
        for note in open_notes:
            self._open_note(note, today)
        for icon, words in note_lines(details, card, today):
            self._line(icon, words)
        self._show_help(details)
        self._show_message(card, details)

    def turn_script(self) -> None:
        """Open what to say, or close it again."""
        if self.script is not None:
            self.script.turn()
            # Once the layout has given the words their room.
            QTimer.singleShot(0, self._bring_script)

    def _bring_script(self) -> None:
        if self.script is not None and self._script_open:
            top = self.script.mapTo(self._whole(), QPoint(0, 0)).y() - theme.px(8)
            bar = self.area.verticalScrollBar()
            is_in_sight = self.script.height() + top <= bar.value() + self.area.viewport().height()
            if not (is_in_sight and top >= bar.value()):
                bar.setValue(top)

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
        self.dial.setVisible(bool(card.phone))
        self.open.setVisible(card.customer_id is not None)
        for part in (self._handset, self.phone):
            part.setVisible(bool(card.phone) or card.customer_id is not None)

    def _say_why_held(self, card: Card, details: Details) -> None:
        detail = _("Press O if you want to call all the same.")
        banner = Banner("amber", hold_sentence(card.reasons[0].held_by, details.quiet_until), detail)
        self._inside.addWidget(banner)

    def _show_facts(self, lines: list[tuple[str, str, str, bool]]) -> None:
        facts = Facts()
        for label, words, tone, strong in lines:
            facts.add(label, words, tone, strong=strong)
        self._inside.addWidget(facts)

    def _show_script(self, card: Card, details: Details) -> None:
        if not details.scripts or (card.customer_id is None and not card.phone):
            return
        self.script = what_to_say([_titled(one) for one in details.scripts], is_open=self._script_open)
        self.script.turned.connect(self._on_script_turned)
        self._inside.addWidget(self.script)

    def _show_help(self, details: Details) -> None:
        parts = help_parts(details.product)
        self.product_id = details.product.id if details.product is not None else None
        if details.product is not None and parts:
            self.help = Fold(details.product.name, "lightbulb", parts)
            self._inside.addWidget(self.help)

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

    def _show_message(self, card: Card, details: Details) -> None:
        self.message = details.message.text
        if card.customer_id is None and not card.phone:
            return
        self.sending = MessagePart(details.messages, self._message_code, to_phone=bool(card.phone))
        self.message = self.sending.chosen.text
        self.sending.deed.connect(self.deed)
        self.sending.picked.connect(self._on_message_picked)
        self._inside.addWidget(self.sending)

    def _clear(self) -> None:
        self.reasons, self.message, self.product_id = [], "", None
        self.script = self.help = self.sending = None
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

    def _on_dial(self) -> None:
        self.deed.emit("dial")

    def _on_script_turned(self, is_open: bool) -> None:
        self._script_open = is_open

    def _on_message_picked(self, code: str) -> None:
        self._message_code = code
        if self.sending is not None:
            self.message = self.sending.chosen.text

    def _on_resolve(self) -> None:
        self.resolved.emit(int(self.sender().property("note")))


def _titled(ready: Ready) -> tuple[str, str]:
    return (say(ready.title) if isinstance(ready.title, Message) else ready.title), ready.text
