"""A customer who asks to be forgotten: what goes, what stays, what is still open, and the word that does it. What
happens then is shopbook.trash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Cancelled, Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.progress import Progress
from shopbook.trash.model import Erased, Forgetting, is_erasing_word
from ui import titles
from ui.context import Context
from ui.forms.controls import TickBox
from ui.forms.texts import TextField
from ui.style import theme
from ui.translation import Text
from ui.trash.erasing import word_asked
from ui.widgets.buttons import Button
from ui.widgets.cards import Banner, SidePanel, mark
from ui.widgets.strip import Strip
from ui.widgets.text import Label


class EraseSheet(Strip):
    """Read what goes and what stays; [word] Enter. What is open must be ticked first."""

    def __init__(self, ctx: Context, found: Forgetting) -> None:
        super().__init__()
        self.ctx, self.found = ctx, found
        self.working = False
        self.problem = Banner("red", "")
        self.problem.hide()
        self.despite = TickBox(_("I know; erase them all the same"))
        self.word = TextField("typed", word_asked, longest=20)
        self.do = Button(lambda: _("Erase this customer for good"), "x", "danger", "Enter")
        self._lay_out()
        self.word.entered.connect(self.erase)
        self.do.clicked.connect(self.erase)

    def _lay_out(self) -> None:
        panel = SidePanel(framed=False)
        body = panel.body
        body.addWidget(
            Label(numbers.to_script(titles.name_of(self.ctx, self.found.customer_id)), "h1", wrap=True)
        )
        body.addWidget(self.problem)
        if self.found.open:
            said = "\n".join(say(each) for each in self.found.open)
            body.addWidget(Banner("amber", lambda: _("Something is still open with them"), said))
            body.addWidget(Label(self._open_words, "second", "text2", wrap=True))
            body.addWidget(self.despite)
        self._part(body, lambda: _("What goes"), self.found.goes, "x", "red")
        stays = partial(self._stays_words)
        self._part(body, stays, self.found.stays, "check", "green")
        body.addWidget(
            Banner(
                "info",
                lambda: _("Older backups still hold this customer"),
                lambda: _("They go when newer backups take their place: the oldest after two years. "
                          "Backups on a pen drive stay as they are until you delete them."),
            )
        )  # fmt: skip
        body.addStretch(1)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.px(10))
        below.addWidget(self.word)
        below.addWidget(self.do)
        panel.add_footer(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def _part(self, body: QVBoxLayout, title: Text, lines: Sequence[Message], icon: str, tone: str) -> None:
        if not lines:
            return
        body.addWidget(Label(title, "h2", wrap=True))
        for each in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(mark(icon, tone, 16))
            row.addWidget(Label(partial(say, each), "body", wrap=True), 1)
            body.addLayout(row)

    def _stays_words(self) -> str:
        code = numbers.to_script(self.found.code)
        return _("What stays, under the number {code} without a name").format(code=code)

    def _open_words(self) -> str:
        return _("What is open stays in the book under the number, but nobody is reminded of it any more.")

    def first_focus(self) -> QWidget:
        """What is open first, else the word."""
        return self.despite if self.found.open else self.word.line

    def enter(self) -> None:
        """Enter outside a button goes to the word."""
        self.word.setFocus()

    def erase(self) -> None:
        """Take the customer out of the book, on the other thread: the file is made anew."""
        if self.working:
            return
        typed = self.word.typed()
        if self.found.open and not self.despite.isChecked():
            self._refuse(_("Tick first that you know what is still open."))
            self.despite.setFocus()
            return
        if not is_erasing_word(typed):
            self.word.show_problem(Message("This is not the word."))
            self.word.setFocus()
            return
        self.working = True
        self.do.setEnabled(False)
        second, customer_id = self.ctx.book.second, self.found.customer_id
        despite = bool(self.found.open)

        def work(progress: Progress) -> Erased:
            with second() as book:
                return book.trash.erase_customer(customer_id, typed, despite_open=despite, progress=progress)

        self.ctx.jobs.run(_("Erasing a customer"), work, partial(_done, self.ctx), self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self.working = False
        self.do.setEnabled(True)
        if isinstance(error, Invalid):
            self.word.show_problem(error.problems["typed"])
        elif isinstance(error, ShopbookError) and not isinstance(error, Cancelled):
            said = (error.message, error.advice)
            self._refuse(" ".join(say(each) for each in said if each is not None))

    def _refuse(self, said: str) -> None:
        self.problem.say(said)
        self.problem.show()


def _done(ctx: Context, erased: Erased) -> None:
    """Tell what happened; the page of somebody who is nobody any more is left."""
    ctx.navigation.close_sheet()
    here = ctx.navigation.here
    if here is not None and here.key in ("customer", "customer_edit"):
        ctx.navigation.go("customers")
    ctx.bus.tell_all()  # another connection wrote
    words = [_("Erased. Money and papers stay under {code}.").format(code=numbers.to_script(erased.code))]
    if not erased.tidied:
        words.append(_("Close and open the book once, so that the file is tidied up too."))
    ctx.messages.info(" ".join(words))


def open_erase(ctx: Context, target: object = None) -> None:
    """Navigation "erase": {"customer_id"} or the id; nothing: the customer of the page in front."""
    asked = target if isinstance(target, Mapping) else {"customer_id": target}
    customer_id = asked.get("customer_id")
    if not isinstance(customer_id, int):
        customer_id = ctx.navigation.customer_here()
    if customer_id is None:
        ctx.messages.info(_("Open the customer first."))
        return
    try:
        ctx.book.store.require("erase")
        found = ctx.book.trash.forgetting(customer_id)
    except ShopbookError as error:
        ctx.messages.problem(error)
        return
    # The name stands whole at the head of the sheet: beside these words it would be cut.
    ctx.navigation.open_sheet(EraseSheet(ctx, found), _("Asks to be forgotten"))
