"""What each kind of news asks of the shop: the days to ask again, the quiet days, a gift, an ending. One's own kinds.

What a kind does is shopbook.notes; the note sheet uses them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, pgettext
from shopbook.notes.model import KINDS, NoteKind
from shopbook.search.fold import clean
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.field import Wrong
from ui.forms.figures import NumberField
from ui.forms.form import Form
from ui.forms.line import LineField
from ui.forms.texts import TextField, TickField
from ui.settings.pane import Pane
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import Button, plain, primary, quiet
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel

MOST_DAYS, FARTHEST, EARLIEST = 10, 400, -60
SENSITIVITY = (
    Choice("open", lambda: pgettext("who reads", "Everybody")),
    Choice("staff", lambda: pgettext("who reads", "Hidden until asked for")),
    Choice("owner", lambda: pgettext("who reads", "Only the owner")),
)


class OffsetsField(LineField):
    """Days after the news as people write them: ১, ৭, ৩০; -৩ is before the event's own day."""

    def __init__(self, key: str, label: Text, *, hint: Text = "") -> None:
        super().__init__(key, label, hint=hint, longest=80)
        self.set_control(self.line)

    def value(self) -> tuple[int, ...]:
        text = numbers.to_ascii(self.line.text()).replace("−", "-").replace("–", "-")
        parts = [part for part in text.replace(",", " ").replace(";", " ").replace("،", " ").split() if part]
        try:
            days = sorted({int(part) for part in parts})
        except ValueError:
            raise Wrong(Message("Write days with commas between them, like 1, 7, 30.")) from None
        if len(days) > MOST_DAYS or any(not EARLIEST <= day <= FARTHEST for day in days):
            raise Wrong(
                Message("At most {count} days, none later than {days} days.", count=MOST_DAYS, days=FARTHEST)
            )
        return tuple(days)

    def set_value(self, value: Any) -> None:
        self.line.setText(shown_days(tuple(value or ())))
        self._show_note()


def shown_days(days: tuple[int, ...]) -> str:
    """Days as they are typed: ১, ৭, ৩০."""
    return ", ".join(numbers.to_script(str(day)) for day in days)


class KindsPane(Pane):
    """A line for each kind; a press opens it under itself, its button saves it."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._kinds: list[NoteKind] = []
        self.open_code: str | None = None
        self.form: Form | None = None
        self._box: Card | None = None
        self.lines: dict[str, Button] = {}
        card = self.card(
            lambda: _("Kinds of news"),
            lambda: _("On which days the list asks again, and how long nobody speaks of money."),
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        card.body.addLayout(self._rows)
        self.add = plain(lambda: _("A kind of your own"), "plus")
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        card.body.addLayout(row)
        self.end()
        self.show_now()
        # The rows find their places in several rounds of the layouts; each of them changes what can be scrolled.
        self.verticalScrollBar().rangeChanged.connect(self._reveal)

    def show_now(self) -> None:
        """Read the kinds again, unless one is being changed."""
        if self.form is None:
            self._kinds = self._ctx.book.notes.kinds()
            self._fill()

    def first_focus(self) -> QWidget | None:
        return next(iter(self.lines.values()), self.add)

    def open_kind(self, code: str) -> None:
        """Open a kind to change it; "" begins a new one."""
        self.open_code = code
        self._fill()
        if self.form is not None:
            self.form.focus_first()

    def _reveal(self) -> None:
        """Bring the open kind into sight, its buttons too."""
        if self._box is not None:
            self.ensureWidgetVisible(self._box, 0, theme.px(10))

    def _fill(self) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.form, self._box, self.lines = None, None, {}
        for kind in self._kinds:
            self._rows.addWidget(self._line(kind))
            if kind.code == self.open_code:
                self._rows.addWidget(self._editor(kind))
        if self.open_code == "":
            self._rows.addWidget(self._editor(NoteKind("")))
        self.add.setVisible(self.open_code != "")

    def _line(self, kind: NoteKind) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(10))
        row.addWidget(ElidedLabel(partial(_titled, kind), "strong"), 3)
        row.addWidget(ElidedLabel(partial(_in_short, kind), "second", "text2"), 6)
        change = quiet(lambda: _("Change"), "pencil")
        change.setAccessibleName(f"{_('Change')}: {kind.title}")
        change.setProperty("code", kind.code)
        change.clicked.connect(self._on_change)
        self.lines[kind.code] = change
        row.addWidget(change)
        return line

    def _editor(self, kind: NoteKind) -> QWidget:
        about = kind.anchor == "event"
        hint = (
            (lambda: _("Days from the day it happens; -3 is three days before it."))
            if about
            else (lambda: _("Days after it was heard, with commas: 1, 7, 30"))
        )
        rows: list[Any] = [
            [
                OffsetsField("offsets", lambda: _("Ask again after so many days"), hint=hint),
                NumberField(
                    "quiet_days", lambda: _("Quiet days, without dues and offers"), most=365, empty=0
                ),
            ],
            [
                TickField("needs_closing", lambda: _("Stays open until somebody hears how it ended")),
                TickField("gift_hint", lambda: _("Offer a small gift")),
            ],
            ChipsField("sensitivity", lambda: _("Who reads it"), SENSITIVITY),
        ]
        if kind.code not in {built_in.code for built_in in KINDS}:
            rows.insert(0, TextField("label", lambda: _("Name of the kind"), longest=60))
        self.form = Form(rows, kind)
        self.form.finished.connect(self.save)
        self.form.backed.connect(self.put_away)
        box = self._box = Card(margin=14, gap=10)
        box.body.addWidget(self.form)
        foot = QHBoxLayout()
        save = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        save.clicked.connect(self.save)
        leave = plain(lambda: _("Leave as it was"))
        leave.clicked.connect(self.put_away)
        for button in (save, leave):
            foot.addWidget(button)
        if (first := _built_in(kind.code)) is not None and first != replace(kind, label=""):
            back = quiet(lambda: _("As it was at first"), "undo-2")
            back.clicked.connect(self._on_first)
            foot.addWidget(back)
        foot.addStretch(1)
        box.body.addLayout(foot)
        return box

    # the deeds

    def save(self) -> None:
        """Save the open kind; problems stand under their fields."""
        if self.form is None:
            return
        try:
            kind: NoteKind = self.form.draft()
        except ShopbookError as error:
            self.form.show_problems(getattr(error, "problems", {}))
            return
        if self.open_code == "":
            name = clean(kind.label)
            problem = self._name_problem(name)
            if problem is not None:
                self.form.show_problems({"label": problem})
                return
            kind = replace(kind, code=name, label=name)
        self._tune(kind)

    def _name_problem(self, name: str) -> Message | None:
        if not name:
            return Message("Write what this kind is called.")
        taken = {one for kind in self._kinds for one in (kind.code, kind.title.casefold())}
        return Message("There is a kind of this name already.") if name.casefold() in taken else None

    def _on_first(self) -> None:
        first = _built_in(self.open_code or "")
        if first is not None:
            self._tune(first)

    def _tune(self, kind: NoteKind) -> None:
        before = next((one for one in self._kinds if one.code == kind.code), None)
        try:
            self._ctx.book.notes.tune_kind(kind, by=self)
        except ShopbookError as error:
            self._ctx.messages.problem(error)
            return
        notes, history = self._ctx.book.notes, self._ctx.book.history
        undo = (
            partial(notes.tune_kind, before)
            if before is not None
            else partial(history.undo, history.last_operation())
        )
        self._ctx.messages.done(_("{kind} is saved").format(kind=kind.title), undo=undo)
        self.put_away()
        if (line := self.lines.get(kind.code)) is not None:
            line.setFocus()

    def put_away(self) -> None:
        """Close the open kind; what was not saved is forgotten."""
        self.open_code, self.form = None, None
        self.show_now()

    def _on_change(self) -> None:
        self.open_kind(str(self.sender().property("code")))

    def _on_add(self) -> None:
        self.open_kind("")


def _built_in(code: str) -> NoteKind | None:
    return next((kind for kind in KINDS if kind.code == code), None)


def _titled(kind: NoteKind) -> str:
    return kind.title


def _in_short(kind: NoteKind) -> str:
    """What a kind asks for in one line."""
    parts = []
    if kind.offsets and kind.anchor == "event":
        parts.append(", ".join(_from_the_day(offset) for offset in kind.offsets))
    elif kind.offsets:
        parts.append(_("asks again on day {days}").format(days=shown_days(kind.offsets)))
    else:
        parts.append(_("asks nothing"))
    if kind.quiet_days:
        parts.append(
            ngettext("{n} quiet day", "{n} quiet days", kind.quiet_days).format(
                n=numbers.number(kind.quiet_days)
            )
        )
    if kind.needs_closing:
        parts.append(_("stays open"))
    if kind.gift_hint:
        parts.append(_("a gift"))
    return " · ".join(parts)


def _from_the_day(offset: int) -> str:
    """When it asks, seen from the day of the event: three days before it, on it, a week after it."""
    if not offset:
        return _("on the day itself")
    n = numbers.number(abs(offset))
    if offset < 0:
        return ngettext("{n} day before it", "{n} days before it", -offset).format(n=n)
    return ngettext("{n} day after it", "{n} days after it", offset).format(n=n)
