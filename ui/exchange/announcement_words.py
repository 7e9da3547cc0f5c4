"""What stands around the list of those a new product interests: the chips, the message, and how a row reads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopbook.exchange.announcement import Announcements, first_words
from shopbook.exchange.interested import LEFT_OUT, Interest, Interested
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, say
from shopbook.wording.sms import parts
from ui.context import Context
from ui.forms.days import Ahead, DateField
from ui.forms.texts import LongTextField
from ui.lists.looks import RowLook
from ui.style import theme
from ui.widgets.buttons import Button, chip, plain, primary
from ui.widgets.cards import SidePanel
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# More chips than this would push the list out of a low window.
MOST_TAGS, MOST_CATEGORIES = 3, 6
MOST_WHEN_LOW = 3
DRAFT = "announcement"


class KindChips(QWidget):
    """The shop's tags and kinds of goods; one of each may be down. `chosen` when that changed."""

    chosen = Signal()

    def __init__(self, announcements: Announcements) -> None:
        super().__init__()
        self._announcements = announcements
        self._flow = FlowLayout(self, theme.px(8))
        self.chips: dict[tuple[str, str], Button] = {}
        self._down: dict[str, str] = {}
        self._low = False
        self.fill()

    def fill(self) -> None:
        """Offer what the book has now; what is down stays down."""
        tags = self._announcements.tags()[:MOST_TAGS]
        categories = self._announcements.categories()[:MOST_CATEGORIES]
        wanted = [("tag", tag) for tag in tags] + [("category", one) for one in categories]
        if wanted != list(self.chips):
            while (item := self._flow.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self.chips = {}
            for kind, name in wanted:
                button = chip(name, "tag" if kind == "tag" else "")
                button.clicked.connect(partial(self._on_clicked, kind, name))
                self._flow.addWidget(button)
                self.chips[kind, name] = button
        self._down = {kind: name for kind, name in self._down.items() if (kind, name) in self.chips}
        self._show()
        # Shown before it has a parent it would flash up as a window.
        if self.parentWidget() is not None or not self.chips:
            self.setVisible(bool(self.chips))

    def shrink(self, low: bool) -> None:
        """In a low window one line of them, and what is down."""
        if low != self._low:
            self._low = low
            self._show()

    def tag(self) -> str | None:
        """The tag that is down."""
        return self._down.get("tag")

    def category(self) -> str | None:
        """The kind of goods that is down."""
        return self._down.get("category")

    def _on_clicked(self, kind: str, name: str) -> None:
        if self._down.get(kind) == name:
            del self._down[kind]
        else:
            self._down[kind] = name
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        for at, ((kind, name), button) in enumerate(self.chips.items()):
            down = self._down.get(kind) == name
            button.setChecked(down)
            button.setHidden(self._low and at >= MOST_WHEN_LOW and not down)


class WordsPanel(SidePanel):
    """The shop's words, how they read for the chosen one, what they cost, the day, and the two ways to tell."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._book = ctx.book
        self.words = LongTextField("body", lambda: _("The message"), lines=3)
        self._first = first_words()
        kept = ctx.book.drafts.kept(DRAFT) or {}
        self.words.set_value(str(kept.get("words") or self._first))
        self.reads = Label("", "second", wrap=True)
        self.cost = Label("", "caption", "text2")
        self.day = DateField(
            "on",
            lambda: _("On which day?"),
            ctx.book.clock.today,
            chips=(Ahead(days=0), Ahead(days=1), Ahead(days=7)),
        )
        self.day.set_value(ctx.book.clock.today())
        self.file = plain(lambda: _("Messages into a file"), "file-spreadsheet")
        self.put = primary(lambda: _("Put on the list"), "check")
        for widget in (self.words, self.reads, self.cost, self.day):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        row = QWidget()
        flow = FlowLayout(row, theme.px(8))
        for button in (self.file, self.put):
            flow.addWidget(button)
        self.footer.addWidget(row, 1)
        self.line.show()
        self.words.left.connect(self.keep)

    def template(self) -> str:
        """The shop's words with their blanks."""
        return str(self.words.value())

    def keep(self) -> None:
        """Words of the shop's own are there again the next time; the first ones need no keeping."""
        if self.template() in ("", self._first):
            self._book.drafts.drop(DRAFT)
        else:
            self._book.drafts.keep(DRAFT, {"words": self.template()})

    def retranslate(self) -> None:
        """Words nobody changed are said in the language now spoken."""
        if self.template() == self._first:
            self._first = first_words()
            self.words.set_value(self._first)

    def show_message(self, text: str) -> None:
        """How it reads, and how many SMS it is."""
        self.reads.say(text)
        self.cost.say(_cost_of(text) if text else "")
        for label in (self.reads, self.cost):
            label.setVisible(bool(text))


def look_of(one: Interested, *, out: bool) -> RowLook:
    """One person and why."""
    phone = numbers.phone(one.phone)
    return RowLook(
        title=one.name or phone,
        second=say(one.why),
        icon="x" if out else "check",
        tone="amber" if out else "green",
        beside=phone if one.name else "",
        badge=_("Left out") if out else "",
        badge_tone="amber",
        faded=out,
    )


def left_out_words(interest: Interest) -> str:
    """Who was better not told, by reason; "" when there is nobody."""
    words = {
        "trashed": lambda: _("in the trash {n}"),
        "do_not_call": lambda: _("asked not to be called {n}"),
        "complaint": lambda: _("complaint {n}"),
        "quiet": lambda: _("quiet days {n}"),
        "no_number": lambda: _("no number that works {n}"),
    }
    found = [
        words[why]().format(n=numbers.number(interest.left_out[why]))
        for why in LEFT_OUT
        if interest.left_out.get(why)
    ]
    return _("left out: {reasons}").format(reasons=", ".join(found)) if found else ""


def _cost_of(text: str) -> str:
    found = parts(text)
    sms = ngettext("{n} SMS", "{n} SMS", found.parts).format(n=numbers.number(found.parts))
    letters = ngettext("{n} letter", "{n} letters", found.characters)
    return f"{sms} · {letters.format(n=numbers.number(found.characters))}"
