"""The page that tells of a new product: what has come, whom it will interest and why, and the two ways to tell them.

Who they are, what is written and where they stand on the list is shopbook.exchange.announcement.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.exchange.announcement import LONGEST_WHAT, Reminded
from shopbook.exchange.interested import Interest, Interested
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.actions import Action
from ui.context import Context
from ui.exchange.announcement_words import KindChips, WordsPanel, left_out_words, look_of
from ui.forms.field import Wrong
from ui.forms.texts import TextField
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import icon_button
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.text import ElidedLabel, h1

LOOK_AFTER_MS = 250
# Under this height the list needs the room of the second line of chips.
LOW = 400


class AnnouncementPage(Page):
    """Nothing is written before a button; Space leaves somebody out; the toast takes the list's part back."""

    TOPICS = ("demand", "customer", "note", "sale", "complaint", "product")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.interest = Interest()
        self._out: set[tuple[int | None, str]] = set()
        self._people: dict[int, Interested] = {}
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.figures = ElidedLabel("", "second", "text2")
        self.what = TextField(
            "what",
            lambda: _("What has come?"),
            example=lambda: _("e.g. Vision induction stove"),
            longest=LONGEST_WHAT,
        )
        self.kinds = KindChips(ctx.book.announcements)
        columns = [Column("person", lambda: _("Whom will it interest?"), self._spoken)]
        self.model: RowModel[Interested] = RowModel(self._ids, self._rows, columns, id_of=self._id_of)
        self.list = RowList(self.model, self._look, lambda: _("Whom will it interest?"))
        self.list.own_keys = " "
        self.empty = EmptyState("megaphone", "", "")
        self.panel = WordsPanel(ctx)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._lay_out()

        self._timer.timeout.connect(self.look_now)
        self.what.changed.connect(self._timer.start)
        self.what.entered.connect(self._on_entered)
        self.kinds.chosen.connect(self.look_now)
        self.list.installEventFilter(self)
        self.list.opened.connect(self._turn)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self.search_text)
        self.back.clicked.connect(self.ctx.navigation.back)
        self.panel.words.changed.connect(self._show_message)
        self.panel.file.clicked.connect(self.save_file)
        self.panel.put.clicked.connect(self.put_on_the_list)
        self.look_now()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("News of a new product")))
        head.addSpacing(theme.px(8))
        head.addWidget(self.figures, 1)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self.what)
        left.addWidget(self.kinds)
        left.addWidget(card, 1)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        halves.addLayout(left, 6)
        halves.addWidget(self.panel, 4)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 8)
        column.addLayout(head)
        column.addLayout(halves, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        """Begin with what has come (str), as it was asked for."""
        if isinstance(target, str):
            self.what.set_value(target)
            self._out.clear()
            self.look_now()

    def refresh(self) -> None:
        """The book changed meanwhile: look again, also for new tags and kinds of goods."""
        self.kinds.fill()
        self.look_now()

    def retranslate(self) -> None:
        """The empty list, the figures and the message."""
        self.model.refetch()
        self._show_all()

    def first_focus(self) -> QWidget:
        """What has come; once it is known, whom it interests."""
        return self.list if self.model.rowCount() else self.what.control

    def customer_here(self) -> int | None:
        """F3, F4 and F5 begin with the customer of the chosen line."""
        one = self._chosen()
        return one.customer_id if one is not None else None

    def actions_here(self) -> list[Action]:
        """Keys of the page."""
        here = lambda: _("News of a new product")  # noqa: E731 -- a text to be asked again
        return [
            Action("leave_out", lambda: _("Leave out or take in"), self._turn_chosen, "", "check", here),
            Action("news_file", lambda: _("Messages into a file"), self.save_file, "Ctrl+S", "download", here),
            Action("news_list", lambda: _("Put on the list"), self.put_on_the_list, "Ctrl+Return Ctrl+Enter",
                   "check", here),
        ]  # fmt: skip

    # the deeds

    def look_now(self) -> None:
        """Show whom it will interest."""
        self._timer.stop()
        self.interest = self.ctx.book.announcements.interested(
            str(self.what.value()), self.kinds.tag(), self.kinds.category()
        )
        self._people = dict(enumerate(self.interest.people, 1))
        self._out &= {_key(one) for one in self.interest.people}
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        self._show_all()

    def save_file(self) -> None:
        """Write the messages into a file for a service that sends SMS to many."""
        people = self.ticked()
        if not people:
            return
        try:
            found = self.ctx.book.announcements.messages(people, self.panel.template(), self.thing())
        except Invalid as invalid:
            self.panel.words.show_problem(invalid.problems["body"])
            return
        if not found.lines:
            self.ctx.messages.info(_("None of them has a mobile number."))
            return
        self.ctx.navigation.go("day_messages", found)

    def put_on_the_list(self) -> None:
        """Make each of them an own reminder, in one operation."""
        people = self.ticked()
        if not people:
            return
        try:
            on = self.panel.day.value() or self.ctx.book.clock.today()
            done = self.ctx.book.announcements.remind(people, self.thing(), on, by=self)
        except Wrong as wrong:
            self.panel.day.show_problem(wrong.problem)
            return
        except Invalid as invalid:
            self.what.show_problem(invalid.problems.get("what"))
            self.panel.day.show_problem(invalid.problems.get("on"))
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.panel.day.show_problem(None)
        if not done.count:
            self.ctx.messages.info(_("All of them are on the list already."))
            return
        history = self.ctx.book.history
        self.ctx.messages.done(_put_words(done), undo=partial(history.undo, history.last_operation()))

    def thing(self) -> str:
        """What has come: the words, or only the kind of goods when there are none."""
        return str(self.what.value()) or self.kinds.category() or ""

    def ticked(self) -> list[Interested]:
        """Whom nobody left out."""
        return [one for one in self.interest.people if _key(one) not in self._out]

    # the list

    def _ids(self, _sort: Sort | None) -> list[int]:
        return list(self._people)

    def _rows(self, ids: list[int]) -> list[Interested]:
        return [self._people[id] for id in ids if id in self._people]

    def _id_of(self, row: Interested) -> int:
        return next((id for id, one in self._people.items() if one is row), 0)

    def _look(self, one: Interested) -> RowLook:
        return look_of(one, out=_key(one) in self._out)

    def _spoken(self, one: Interested) -> str:
        return self._look(one).spoken()

    def _chosen(self) -> Interested | None:
        return self._people.get(self.list.current_id() or 0)

    def _turn(self, id: object) -> None:
        """Leave somebody out, or take them in again."""
        one = self._people.get(id) if isinstance(id, int) else None
        if one is None:
            return
        self._out ^= {_key(one)}
        self.list.viewport().update()
        self._show_all()

    def _turn_chosen(self) -> None:
        self._turn(self.list.current_id())

    def _on_chosen(self, _id: object) -> None:
        self._show_message()

    def _on_entered(self) -> None:
        self.what.show_problem(None)
        self.look_now()
        if self.model.rowCount():
            self.list.setFocus()

    # words and figures

    def _show_all(self) -> None:
        self._say_empty()
        self.figures.say(self._figures_words)
        ready = bool(self.ticked())
        self.panel.file.setEnabled(ready)
        self.panel.put.setEnabled(ready)
        self._show_message()

    def _show_message(self) -> None:
        """How the message of the chosen one reads."""
        one, template = self._chosen(), self.panel.template()
        self.panel.words.show_problem(None)
        text = ""
        if one is not None:
            try:
                text = self.ctx.book.announcements.message(one, template, self.thing())
            except Invalid as invalid:
                self.panel.words.show_problem(invalid.problems["body"])
        self.panel.show_message(text)

    def _figures_words(self) -> str:
        everybody = len(self.interest.people)
        if not everybody:
            return left_out_words(self.interest)
        chosen = len(self.ticked())
        words = (
            ngettext("{n} person", "{n} people", everybody).format(n=numbers.number(everybody))
            if chosen == everybody
            else _("{chosen} of {all} people").format(
                chosen=numbers.number(chosen), all=numbers.number(everybody)
            )
        )
        more = (
            _("only the first {n}, there are more").format(n=numbers.number(everybody))
            if self.interest.more
            else ""
        )
        return " · ".join(part for part in (words, more, left_out_words(self.interest)) if part)

    def _say_empty(self) -> None:
        if self.thing() or self.kinds.tag():
            self.empty.say(
                _("Nobody is known whom it would interest"),
                _("Try fewer words, or choose a tag or a kind of goods."),
            )
        else:
            self.empty.say(
                _("Write what has come"),
                _(
                    "Who asked for it, carries the tag, likes it or bought its kind in three years stands here with "
                    "the reason."
                ),
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.kinds.shrink(self.height() < theme.px(LOW))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            self._turn_chosen()
            return True
        return False


def _key(one: Interested) -> tuple[int | None, str]:
    return one.customer_id, one.phone


def _put_words(done: Reminded) -> str:
    count = numbers.number(done.count)
    if done.days > 1 and done.last_on is not None:
        words = ngettext(
            "{n} person is on the list, until {day}", "{n} people are on the list, until {day}", done.count
        )
        return words.format(n=count, day=dates.month_day(done.last_on.month, done.last_on.day))
    return ngettext("{n} person is on the list", "{n} people are on the list", done.count).format(n=count)
