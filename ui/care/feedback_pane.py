"""The opinions: how many are happy, the list newest first, and the words that may hang on the wall.

Asking for one is a sheet, printing them feedback_wall.py.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.care.feedback import HAPPY, SO_SO, UNHAPPY, Answer
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui import titles
from ui.care.feedback_wall import show_wall
from ui.care.feedback_words import FACES, ICONS, TONES, look_of, score_words
from ui.context import Context
from ui.lists.looks import RowLook
from ui.lists.model import Column, RowModel
from ui.lists.pane import ListPane
from ui.lists.views import RowList
from ui.style import theme
from ui.widgets.badges import Badge, IconCircle
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import Banner, EmptyState, Facts, SidePanel, StatTile, pad
from ui.widgets.text import ElidedLabel, Label

FIGURES_DAYS = 180
LOW = 300
WALL = "wall"
ALL = "all"


class AnswerPanel(SidePanel):
    """One opinion. `deed("edit" | "profile" | "wall")` when a button was pressed."""

    deed = Signal(str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.answer: Answer | None = None
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.circle = IconCircle("smile", "green", 44)
        row.addWidget(self.circle)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.day = ElidedLabel("", "h2"), ElidedLabel("", "second", "text2")
        words.addWidget(self.name)
        words.addWidget(self.day)
        row.addLayout(words, 1)
        self.badge = Badge("", "green")
        row.addWidget(self.badge)
        self.body.addLayout(row)
        self.why = Label("", "body", wrap=True)
        self.praise = Banner("green", lambda: _("In their own words"))
        self.praise.detail.dress("body", "text")
        self.praise.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Facts()
        for widget in (self.why, self.praise, self.facts):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.profile = plain(lambda: _("See the customer"), "user", "P")
        self.edit = plain(lambda: _("Change"), "pencil", "E")
        self.wall = primary(lambda: _("Print for the wall"), "printer", "Ctrl+P")
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._rows.setSpacing(theme.px(8))
        above = QHBoxLayout()
        above.setSpacing(theme.px(8))
        above.addWidget(self.profile, 3)
        above.addWidget(self.edit, 2)
        self._rows.addLayout(above)
        self._rows.addWidget(self.wall, 1)
        self.footer.addLayout(self._rows)
        self.line.show()
        self.profile.clicked.connect(partial(self.deed.emit, "profile"))
        self.edit.clicked.connect(partial(self.deed.emit, "edit"))
        self.wall.clicked.connect(partial(self.deed.emit, WALL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low screen with large letters the words need the room: the deeds stand in one row.
        low = self.height() < theme.px(LOW)
        ways = QBoxLayout.Direction
        self._rows.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        for button in (self.profile, self.edit):
            button.shrink(low)

    def show_answer(self, answer: Answer) -> None:
        """Show an opinion."""
        self.answer = answer
        today = self.ctx.book.clock.today()
        self.circle.dress(ICONS[answer.score], TONES[answer.score])
        self.name.say(titles.known_as(answer.customer_name, answer.honorific) or _("Name not known"))
        self.day.say(f"{dates.date_long(answer.asked_on)} · {dates.ago(answer.asked_on, today)}")
        self.badge.say(score_words(answer.score))
        self.badge.dress(TONES[answer.score])
        self.why.say(answer.why or _("No reason was written."))
        self.why.dress(tone="text" if answer.why else "text2")
        self.praise.setVisible(bool(answer.testimonial))
        self.praise.say(lambda: _("In their own words"), answer.testimonial)
        self.facts.clear()
        if answer.testimonial:
            may = _("Yes") if answer.may_quote else _("Not asked, or not allowed")
            self.facts.add(_("May hang on the wall"), may, "green" if answer.may_quote else "text")
        if answer.may_quote:
            self.facts.add(_("Name under it"), answer.quoted_as or _("None"), strong=False)


class OpinionsPane(ListPane):
    """What people answered: all, of one kind, and what may hang."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, (ALL, HAPPY, SO_SO, UNHAPPY, WALL))
        self.tiles = {
            face.value: StatTile(face.icon, TONES[face.value], partial(score_words, face.value))
            for face in FACES
        }
        self._half_year = Label(
            lambda: _("Opinions of the last {days} days").format(days=numbers.number(FIGURES_DAYS)),
            "second",
            "text2",
        )
        self.model: RowModel[Answer] = RowModel(
            self.ids,
            ctx.book.feedback.rows,
            [Column("opinion", lambda: _("Opinion"), lambda row: self._look(row).spoken())],
        )
        self.list = RowList(self.model, self._look, lambda: _("Opinions"))
        self.list.own_keys = "nNeEpP"
        self.empty = EmptyState("smile", "", "", lambda: _("Write an opinion"), self._on_ask, shortcut="N")
        self.panel: AnswerPanel = AnswerPanel(ctx)
        self._make_figures()
        self.lay_out()

        for tile, score in zip(self.tiles.values(), self.tiles, strict=True):
            tile.pressed.connect(partial(self.show_which, score))
        self.panel.deed.connect(self.do)

    def _make_figures(self) -> None:
        self.figures = QWidget()
        above = QVBoxLayout(self.figures)
        pad(above, 0, 0, 0, 0, 6)
        above.addWidget(self._half_year)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for tile in self.tiles.values():
            row.addWidget(tile, 1)
        above.addLayout(row)

    # what the page asks

    def refresh(self) -> None:
        """Read the list and the figures again; the chosen opinion stays opened."""
        feedback, today = self.ctx.book.feedback, self.ctx.book.clock.today()
        figures = feedback.figures(today - dt.timedelta(days=FIGURES_DAYS), today)
        for score, count in ((HAPPY, figures.happy), (SO_SO, figures.so_so), (UNHAPPY, figures.unhappy)):
            self.tiles[score].say(numbers.number(count), calm=not count)
        super().refresh()

    def customer_here(self) -> int | None:
        """Whose the opened opinion is."""
        answer = self.chosen()
        return answer.customer_id if answer is not None else None

    def chosen(self) -> Answer | None:
        """The opinion the cursor is on."""
        row = self.list.current_row()
        return row if isinstance(row, Answer) else None

    def do(self, deed: str) -> None:
        """Do a deed with the opened opinion: edit, profile, call; or print the wall sheet."""
        answer = self.chosen()
        if deed == WALL:
            show_wall(self.ctx)
        elif answer is not None and deed == "edit":
            self.ctx.navigation.go("feedback", {"feedback_id": answer.id})
        elif answer is not None and deed == "profile":
            self.ctx.navigation.go("customer", answer.customer_id)
        elif answer is not None and deed == "call":
            self.ctx.navigation.go("call", {"customer_id": answer.customer_id})

    # the list

    def ids_of(self, which: str | int) -> list[int]:
        feedback = self.ctx.book.feedback
        if which == WALL:
            return feedback.quotable_ids()
        return feedback.ids(which if isinstance(which, int) else None)

    def _look(self, answer: Answer) -> RowLook:
        return look_of(answer, self.ctx.book.clock.today(), narrow=self.is_narrow())

    def title_of(self, which: str | int) -> str:
        return score_words(which) if isinstance(which, int) else _("May hang") if which == WALL else _("All")

    def say_empty(self) -> None:
        if self.which == WALL:
            self.empty.say(
                _("No words may hang yet"),
                _("When a customer praises the shop, ask whether you may write it on the wall."),
            )
        elif self.which == ALL:
            self.empty.say(
                _("Nobody was asked yet"),
                _("Ask one question in a call: are you happy with us? The answer stands here."),
            )
        else:
            self.empty.say(_("Nobody said this"), _("Opinions of this kind stand here."))

    def open_chosen(self) -> None:
        answer = self.chosen()
        if answer is not None:
            self.panel.show_answer(answer)
            self.panel.wall.setEnabled(self.count(WALL) > 0)

    # what happens

    def _on_ask(self) -> None:
        self.ctx.navigation.go("feedback", {"customer_id": None})
