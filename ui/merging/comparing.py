"""Two pages of perhaps one person side by side: what differs is chosen, the rest goes over by itself. The list of
pairs is page.py; what goes over and why is shopbook.merging."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, say
from shopbook.merging.model import Choice, SideBySide
from ui import accounts
from ui.context import Context
from ui.forms.customer import CustomerField
from ui.merging import words
from ui.merging.sides import BOTH_WIDTH, LABEL_WIDTH, Side, SideRow
from ui.style import theme
from ui.widgets.badges import Badge
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, SidePanel
from ui.widgets.text import Label


class Comparison(QWidget):
    """`merged(merge_id)` when they are one now, `parted()` when they were said to be two."""

    merged = Signal(object)
    parted = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.kept_id = self.other_id = 0
        self.rows: list[SideRow] = []
        self._seen: SideBySide | None = None
        self.panel = SidePanel()
        self.who = CustomerField("other", self._who_words, ctx.book, creates=False)
        self.banner = Banner("red", "")
        self.heads = QWidget()
        self.likely = Badge("", "green")
        self.left = _Head(lambda: _("This page stays"))
        self.right = _Head(lambda: _("Goes into that page"))
        self.list = QWidget()
        self._lines = QVBoxLayout(self.list)
        self.same = Label("", "second", "text2", wrap=True)
        self.goes = Label("", "body", wrap=True)
        self.swap = plain(lambda: _("Let the other page stay"), "arrow-left-right", "W")
        self.two = plain(lambda: _("These are two people"), "users", "X")
        self.one = primary(lambda: _("Make them one"), "check", "Ctrl+Enter")
        self._lay_out()
        self.swap.clicked.connect(self.turn)
        self.two.clicked.connect(self.dismiss)
        self.one.clicked.connect(self.merge)
        self.who.picked.connect(self._on_picked)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.heads)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        side = QWidget()
        side.setFixedWidth(theme.px(LABEL_WIDTH))
        inside = QHBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.likely)
        inside.addStretch(1)
        row.addWidget(side)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        self.room = QWidget()
        self.room.setFixedWidth(theme.px(BOTH_WIDTH))
        row.addWidget(self.room)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.px(6))
        for widget in (self.who, self.banner, self.heads, self.goes, self.list, self.same):
            self.panel.body.addWidget(widget)
        self.panel.body.addStretch(1)
        self.panel.add_footer(self.two, self.swap, self.one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def _who_words(self) -> str:
        if not self.kept_id:
            return _("Who else is this the same person as?")
        name = numbers.to_script(self.ctx.book.customers.row(self.kept_id).title)
        return _("Who else is {name} the same person as?").format(name=name)

    # what is compared

    def show_pair(self, kept_id: int, other_id: int = 0) -> None:
        """Compare two pages; without the other one ask who it is."""
        self.kept_id, self.other_id = kept_id, other_id
        self.refresh()

    def refresh(self) -> None:
        """Read both pages again; what was chosen stays chosen."""
        self.who.setVisible(not self.other_id)
        self.who.label.say(self._who_words)
        self.who.name_control()
        self.panel.line.setVisible(bool(self.other_id))
        for widget in (self.heads, self.list, self.same, self.goes, self.swap, self.two):
            widget.setVisible(bool(self.other_id))
        self.one.setEnabled(bool(self.other_id))
        self.banner.hide()
        if not self.other_id:
            self._empty()
            return
        before = self.choices()
        try:
            self._seen = self.ctx.book.merging.compare(self.kept_id, self.other_id)
        except ShopbookError as error:
            self._refuse(error)
            return
        self._fill(self._seen, before)

    def first_focus(self) -> QWidget:
        """Who else, the first thing to choose, or the button."""
        if not self.other_id:
            return self.who.control
        if self.rows:
            first = self.rows[0]
            return first.buttons[first.value()]
        return self.one

    def choices(self) -> dict[str, str]:
        """What was chosen, as the core takes it."""
        return {row.key: row.value() for row in self.rows}

    def _refuse(self, error: ShopbookError) -> None:
        self._empty()
        for widget in (self.heads, self.list, self.same, self.goes, self.swap, self.two):
            widget.hide()
        self.one.setEnabled(False)
        self.who.show()
        self.other_id = 0
        self.panel.line.hide()
        self.banner.say(" ".join(say(each) for each in (error.message, error.advice) if each is not None))
        self.banner.show()

    def _empty(self) -> None:
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def _fill(self, seen: SideBySide, before: dict[str, str]) -> None:
        had_keyboard = next(
            (row.key for row in self.rows if row.isAncestorOf(self.focusWidget() or self)), ""
        )
        self._empty()
        pair = self.ctx.book.merging.between(seen.kept_id, seen.merged_id)
        text, tone = words.likeliness(pair)
        self.likely.say(text)
        self.likely.dress(tone)
        self.left.show_page(self.ctx, seen.kept_id)
        self.right.show_page(self.ctx, seen.merged_id)
        self.room.setVisible(any(choice.differs and choice.both for choice in seen.fields))
        for choice in sorted(seen.fields, key=_weight):
            if choice.differs:
                self._add(self._row(choice, before.get(choice.column, choice.suggested)))
        for each in seen.relatives:
            if each.same_as is not None:
                key = f"family:{each.member_id}"
                sides = (
                    Side("kept", lambda: _("One person")),
                    Side("both", lambda: _("Two people")),
                )
                label = partial(words.relative, each.relation, each.name or each.same_name)
                chosen = before.get(key, "kept")
                self._add(SideRow(key, label, sides, chosen, room=not self.room.isHidden()))
        self._say(seen)
        for row in self.rows:
            if row.key == had_keyboard:
                row.take_keyboard()

    def _row(self, choice: Choice, chosen: str) -> SideRow:
        book = self.ctx.book
        sides = []
        for side, said in (("kept", choice.kept), ("merged", choice.merged)):
            shown = words.value(book, choice, said)
            text = partial(words.value, book, choice, said) if shown else (lambda: _("nothing written"))
            sides.append(Side(side, text, faint=not shown))
        if choice.both:
            sides.append(Side("both", lambda: _("Both"), narrow=True))
        room = not self.room.isHidden()
        return SideRow(choice.column, partial(say, choice.label), sides, chosen, room=room)

    def _add(self, row: SideRow) -> None:
        row.moved.connect(self._on_moved)
        row.finished.connect(self.merge)
        self._lines.addWidget(row)
        self.rows.append(row)

    def _say(self, seen: SideBySide) -> None:
        phones = ", ".join(map(numbers.phone, seen.phones))
        alike = [say(each.label) for each in seen.fields if not each.differs and each.kept is not None]
        parts = [
            _("The same on both: {fields}.").format(fields=", ".join(alike)) if alike else "",
            _("All phones stay: {phones}.").format(phones=phones) if phones else "",
        ]
        self.same.say(" ".join(part for part in parts if part))
        self.same.setVisible(any(parts))
        moved = words.moves(seen.moves)
        sums = _("Together: {sum}.").format(sum=accounts.balance(seen.together_paisa))
        goes = (
            _("To the page of {name} go: {things}.").format(name=seen.kept_title, things=moved)
            if moved
            else _("Nothing has to move from the page of {name}.").format(name=seen.merged_title)
        )
        self.goes.say(numbers.to_script(f"{goes} {sums}"))

    # what happens

    def _on_moved(self, step: int) -> None:
        at = next(place for place, row in enumerate(self.rows) if row is self.sender())
        to = at + step
        if 0 <= to < len(self.rows):
            self.rows[to].take_keyboard()
            self.panel.area.ensureWidgetVisible(self.rows[to])
        elif to >= len(self.rows):
            self.one.setFocus()

    def _on_picked(self, customer_id: int) -> None:
        self.show_pair(self.kept_id, customer_id)
        self.first_focus().setFocus()

    def turn(self) -> None:
        """The other page stays; what was chosen of a person stays chosen."""
        if not self.other_id:
            return
        turned = {"kept": "merged", "merged": "kept"}
        chosen = {
            key: value if key.startswith("family:") else turned.get(value, value)
            for key, value in self.choices().items()
        }
        self.kept_id, self.other_id = self.other_id, self.kept_id
        self.refresh()
        for row in self.rows:
            if chosen.get(row.key) in row.buttons:
                row.choose(chosen[row.key])
        self.first_focus().setFocus()

    def merge(self) -> None:
        """Make one page of the two."""
        if not self.other_id or not self.one.isEnabled():
            return
        try:
            merge_id = self.ctx.book.merging.merge(self.kept_id, self.other_id, self.choices(), by=self)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.merged.emit(merge_id)

    def dismiss(self) -> None:
        """These are two people; they are not suggested again."""
        if not self.other_id:
            return
        pair = (self.kept_id, self.other_id)
        try:
            self.ctx.book.merging.dismiss(*pair)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.parted.emit(pair)


def _weight(choice: Choice) -> int:
    """What both pages say differently is thought about first, then what is new to the one that stays."""
    if choice.kept is not None and choice.merged is not None:
        return 0
    return 1 if choice.kept is None else 2


class _Head(QWidget):
    """One of the two pages: what becomes of it, whose it is, since when and what is owed on it."""

    def __init__(self, what: words.Said) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        self.name = Label("", "h2", wrap=True)
        self.more = Label("", "second", "text2", wrap=True)
        for widget in (Label(what, "caption", "text3"), self.name, self.more):
            column.addWidget(widget)
        column.addStretch(1)

    def show_page(self, ctx: Context, customer_id: int) -> None:
        """Say whose page it is."""
        customer = ctx.book.customers.get(customer_id)
        self.name.say(numbers.to_script(customer.draft.name) or numbers.phone(customer.phone))
        since = _("in the book since {day}").format(day=dates.date_long(customer.created_on))
        phone = numbers.phone(customer.phone) if customer.draft.name else ""
        parts = (phone, accounts.balance(customer.balance_paisa), since, numbers.to_script(customer.code))
        self.more.say(" · ".join(part for part in parts if part))
