"""The opened complaint: whose, what, what was promised and agreed, and every deed with it. Doing them is the pane's."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.care.complaint_model import Complaint
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, ngettext
from ui.care.complaints_askers import AskersBox
from ui.care.complaints_days import NEAR
from ui.care.complaints_words import TONES, kind_icon, kind_words, severity_words, standing, whom
from ui.context import Context
from ui.forms.day_strip import DayStrip
from ui.forms.reason import ReasonStrip
from ui.style import theme
from ui.widgets.badges import Badge, IconCircle
from ui.widgets.buttons import Button, icon_button, plain, primary, quiet
from ui.widgets.cards import Banner, Facts, SidePanel, mark, pad
from ui.widgets.text import ElidedLabel, Label

LOW = 300


class ComplaintPanel(SidePanel):
    """Signals: `deed(key)` for a pressed button, `postponed(day)`, `withdrawn(reason)`, `asked(customer_id, name)`."""

    deed = Signal(str)
    postponed = Signal(object)
    withdrawn = Signal(str)
    asked = Signal(object, str)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.complaint: Complaint | None = None
        self._build_head()
        self.what = Label("", "body", wrap=True)
        self.what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Facts()
        self.again = Banner("amber", "")
        self.answer = AgreedAnswer()
        self.ending = Banner("green", "")
        self.askers = AskersBox(ctx)
        self.day = DayStrip(
            "promised_on",
            lambda: _("On which day is it settled?"),
            lambda: _("Promise this day"),
            ctx.book.clock.today,
            NEAR,
        )
        self.reason = ReasonStrip(
            lambda: _("Why is the complaint taken back?"), lambda: _("Withdraw the complaint")
        )
        for widget in (self.day, self.reason, self.what, self.again, self.answer, self.ending, self.facts,
                       self.askers):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._build_footer()
        self.day.given.connect(self.postponed)
        self.reason.given.connect(self.withdrawn)
        self.askers.asked.connect(self.asked)

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.circle = IconCircle("triangle-alert", "amber", 44)
        row.addWidget(self.circle)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.kind = ElidedLabel("", "h2"), ElidedLabel("", "second", "text2")
        words.addWidget(self.name)
        words.addWidget(self.kind)
        row.addLayout(words, 1)
        self.badge = Badge("", "amber")
        row.addWidget(self.badge)
        self.body.addLayout(row)
        self.line_of_phone = QWidget()
        line = QHBoxLayout(self.line_of_phone)
        pad(line, 0, 0, 0, 0, 8)
        line.addWidget(mark("phone", "brand", 20))
        self.phone = Label("", "h1")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self.phone, 1)
        self.copy = icon_button(lambda: _("Copy the number"), "copy")
        self.profile = icon_button(lambda: _("See the customer"), "user", "P")
        line.addWidget(self.copy)
        line.addWidget(self.profile)
        self.body.addWidget(self.line_of_phone)

    def _build_footer(self) -> None:
        """The one thing to do next, calling, and what is done more rarely below."""
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.resolve = primary(lambda: _("Settled"), "check", "D")
        self.check = primary(lambda: _("Really settled?"), "circle-question-mark", "D")
        self.reopen = plain(lambda: _("Open again"), "undo-2", "O")
        self.later = quiet(lambda: _("Another day"), "clock", "S")
        self.edit = quiet(lambda: _("Change"), "pencil", "E")
        self.withdraw = icon_button(lambda: _("Withdraw the complaint"), "x", "X")
        self.memo = icon_button(lambda: _("See the memo"), "receipt", "M")
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._rows.setSpacing(theme.px(8))
        above = QHBoxLayout()
        above.setSpacing(theme.px(8))
        above.addWidget(self.call, 4)
        for button in (self.resolve, self.check, self.reopen):
            above.addWidget(button, 6)
        self._rows.addLayout(above, 1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(8))
        for button in (self.later, self.edit):
            below.addWidget(button, 1)
        for button in (self.memo, self.withdraw):
            below.addWidget(button)
        self._rows.addLayout(below)
        self.footer.addLayout(self._rows)
        self.line.show()
        self.buttons: dict[Button, str] = {
            self.call: "call",
            self.resolve: "resolve",
            self.check: "check",
            self.reopen: "reopen",
            self.later: "later",
            self.edit: "edit",
            self.withdraw: "withdraw",
            self.memo: "memo",
            self.copy: "copy",
            self.profile: "profile",
        }
        for button in self.buttons:
            button.clicked.connect(self._on_button_clicked)

    # what the pane asks

    def show_complaint(self, complaint: Complaint, after: int) -> None:
        """Show a complaint (`after`: see `check_after`); a question begun about another one is given up."""
        if self.complaint is None or self.complaint.id != complaint.id:
            self.day.hide()
            self.reason.hide()
            self.askers.forget()
        self.complaint = complaint
        today = self.ctx.book.clock.today()
        words, tone = standing(complaint, today, after)
        ended = complaint.status != "open"
        self.circle.dress(kind_icon(complaint.kind), "green" if ended else TONES[complaint.severity])
        self.name.say(whom(complaint))
        named = complaint.kind == "rumour" and complaint.customer_id is None
        kind = "" if named else kind_words(complaint.kind)
        self.kind.say(" · ".join(part for part in (kind, severity_words(complaint.severity)) if part))
        self.badge.say(words)
        self.badge.dress(tone)
        self.line_of_phone.setVisible(bool(complaint.phone) or complaint.customer_id is not None)
        self.phone.say(numbers.phone(complaint.phone) if complaint.phone else _("No phone number"))
        self.phone.dress("h1" if complaint.phone else "second", "text" if complaint.phone else "text2")
        self.copy.setVisible(bool(complaint.phone))
        self.profile.setVisible(complaint.customer_id is not None)
        self.what.say(complaint.what)
        self._say_ending(complaint)
        self._show_facts(complaint, today, after)
        rumour = complaint.kind == "rumour"
        self.answer.setVisible(rumour)
        self.answer.show_answer(complaint.agreed_answer)
        self.askers.setVisible(rumour)
        if rumour:
            self.askers.show_askers(self.ctx.book.complaints.askers(complaint.id), today)
        self._offer(complaint)

    def _say_ending(self, complaint: Complaint) -> None:
        self.again.setVisible(bool(complaint.reopened_why) and complaint.status == "open")
        self.again.say(_("Still wrong when asked again"), complaint.reopened_why)
        self.ending.setVisible(complaint.status != "open")
        title = _("Withdrawn") if complaint.status == "withdrawn" else _("What was done")
        given = complaint.compensation
        if complaint.compensation_paisa:
            given = " · ".join(part for part in (given, numbers.money(complaint.compensation_paisa)) if part)
        done = complaint.resolution or ("" if given else _("Nothing was written about it."))
        what = _("For their trouble: {what}").format(what=given) if given else ""
        self.ending.say(title, "\n".join(part for part in (done, what) if part))

    def _show_facts(self, complaint: Complaint, today: dt.date, after: int) -> None:
        facts = self.facts
        facts.clear()
        opened = f"{dates.date_long(complaint.opened_on)} · {dates.ago(complaint.opened_on, today)}"
        facts.add(_("Written down"), opened, strong=False)
        if complaint.status == "open" and complaint.promised_on is not None:
            late = complaint.is_late(today)
            day = f"{dates.date_long(complaint.promised_on)} · {dates.ago(complaint.promised_on, today)}"
            facts.add(_("Promised for"), day, "red" if late else "text")
        if complaint.product_name:
            facts.add(_("About what"), complaint.product_name, strong=False)
        if name := self._staff(complaint.staff_id):
            facts.add(_("Who takes care"), name, strong=False)
        if complaint.resolved_on is not None and complaint.hours is not None:
            took = dates.minutes_span(complaint.hours * 60) if complaint.hours else _("at once")
            facts.add(_("Settled in"), took)
        again = complaint.check_after(after)
        if again is not None:
            facts.add(_("Asked again on"), dates.date_long(again), strong=False)
        if complaint.satisfied == "yes" and complaint.checked_on is not None:
            facts.add(_("Really settled"), dates.date_long(complaint.checked_on), "green")
        if complaint.times_reopened:
            times = ngettext("{n} time", "{n} times", complaint.times_reopened)
            facts.add(_("Opened again"), times.format(n=numbers.number(complaint.times_reopened)), "red")

    def _staff(self, staff_id: int | None) -> str:
        if staff_id is None:
            return ""
        return next((one.name for one in self.ctx.book.settings.staff() if one.id == staff_id), "")

    def _offer(self, complaint: Complaint) -> None:
        """Show the deeds that are possible now."""
        unasked = complaint.status == "resolved" and complaint.satisfied is None
        asks = unasked and complaint.has_somebody_to_ask
        is_open = complaint.status == "open"
        self.resolve.setVisible(is_open)
        self.check.setVisible(asks)
        self.reopen.setVisible(not is_open and not asks)
        self.later.setVisible(is_open)
        self.withdraw.setVisible(is_open)
        self.memo.setVisible(complaint.sale_id is not None)
        self.call.setVisible(bool(complaint.phone))

    def ask_day(self) -> None:
        """Ask for another day."""
        self.reason.hide()
        self.day.begin()
        self._bring(self.day)

    def ask_reason(self) -> None:
        """Ask why it is withdrawn."""
        self.day.hide()
        self.reason.begin()
        self._bring(self.reason)

    def _bring(self, question: DayStrip | ReasonStrip) -> None:
        # It has just been shown: its place is known only after the next layout.
        QTimer.singleShot(0, partial(self._scroll_to, question))

    def _scroll_to(self, question: DayStrip | ReasonStrip) -> None:
        """All of it where there is room for it, the line to type in where there is not."""
        self.area.ensureWidgetVisible(question)
        self.area.ensureWidgetVisible(question.field.control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low screen with large letters the complaint itself needs the room: the deeds stand in one row.
        low = self.height() < theme.px(LOW)
        ways = QBoxLayout.Direction
        self._rows.setDirection(ways.LeftToRight if low else ways.TopToBottom)
        for button in (self.call, self.later, self.edit):
            button.shrink(low)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.buttons:
            self.deed.emit(self.buttons[button])


class AgreedAnswer(Banner):
    """What everybody in the shop answers to a rumour, in large letters; without one, that it is missing."""

    def __init__(self) -> None:
        super().__init__("green", lambda: _("Everybody answers"))
        self.detail.dress("h2", "text")

    def show_answer(self, answer: str) -> None:
        """Show the words."""
        if answer:
            self.detail.dress("h2", "text")
            self.say(lambda: _("Everybody answers"), answer)
        else:
            self.detail.dress("second", "text2")
            missing = _(
                "Agree on one answer, so that everybody in the shop says the same. Press E to write it."
            )
            self.say(lambda: _("No answer is agreed yet"), missing)
