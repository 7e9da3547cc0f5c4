"""The opened job: whose, what is wrong, what the card promised, where it stands, and every deed that fits. Doing them
is the board's."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.words import method_names
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.service.model import Job
from shopbook.service.words import outcome_words, status_words
from ui.context import Context
from ui.service.parts import CoverBox, EarlierBox, StepsBox
from ui.service.words import (
    DISCS,
    effect_words,
    here_for,
    job_number,
    standing,
    thing,
    whose,
)
from ui.style import theme
from ui.widgets.badges import Badge, IconCircle
from ui.widgets.buttons import Button, icon_button, plain, primary
from ui.widgets.cards import Banner, Facts, SidePanel, mark, pad
from ui.widgets.rows import BreakingRow
from ui.widgets.text import ElidedLabel, Label

LOW = 360
NARROW = 420


class JobPanel(SidePanel):
    """Signals: `deed(key)` for a pressed button, `opened(job_id)` for an earlier job of the same piece.

    What a job cost the shop is shown only while the eye is open, and the eye closes by itself.
    """

    deed = Signal(str)
    opened = Signal(object)

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.job: Job | None = None
        self.private = False
        self.buttons: dict[Button, str] = {}
        self._build_head()
        self.news = Banner("red", "")
        self.good_news = Banner("green", "")
        self.problem = Label("", "body", wrap=True)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cover = CoverBox()
        self.facts = Facts()
        self.company = Facts()
        self.result = Facts()
        self.steps = StepsBox()
        self.earlier = EarlierBox()
        for widget in (self.news, self.good_news, self.problem, self.cover, self.facts, self.company,
                       self.result, self.steps, self.earlier):  # fmt: skip
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._build_footer()
        self.earlier.opened.connect(self.opened)

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.circle = IconCircle("package", "blue", 44)
        row.addWidget(self.circle)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name, self.what = ElidedLabel("", "h2"), ElidedLabel("", "second", "text2")
        words.addWidget(self.name)
        words.addWidget(self.what)
        row.addLayout(words, 1)
        self.badge = Badge("", "blue")
        row.addWidget(self.badge)
        self.body.addLayout(row)
        number = QWidget()
        line = QHBoxLayout(number)
        pad(line, 0, 0, 0, 0, 8)
        line.addWidget(mark("phone", "brand", 20))
        self.phone = Label("", "h1")
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self.phone, 1)
        self.eye = icon_button(lambda: _("Show or hide what it cost us"), "eye", "Alt+P")
        self.profile = icon_button(lambda: _("See the customer"), "user", "P")
        self.card = icon_button(lambda: _("See the warranty card"), "shield-check", "M")
        self._deeds((self.eye, "eye"), (self.card, "card"), (self.profile, "profile"))
        ways = QWidget()
        beside = QHBoxLayout(ways)
        pad(beside, 0, 0, 0, 0, 4)
        for button in (self.profile, self.card, self.eye):
            beside.addWidget(button)
        beside.addStretch(1)
        # With large letters the ways stand under the number.
        line_of_phone = BreakingRow(8)
        line_of_phone.add(number, 1, 200)
        line_of_phone.add(ways, 0, 124)
        self.body.addWidget(line_of_phone)

    def _build_footer(self) -> None:
        """The one thing to do next, calling, and what is done more rarely below."""
        self.call = plain(lambda: _("Call"), "phone-call", "F5")
        self.next = primary("", "check", "D")
        self.later = plain(lambda: _("Another day"), "clock", "S")
        self.send = plain(lambda: _("Company"), "truck", "C")
        self.look = icon_button(lambda: _("It is being looked at"), "stethoscope", "K")
        self.part = icon_button(lambda: _("It waits for a part"), "pause", "W")
        self.edit = icon_button(lambda: _("Change"), "pencil", "E")
        self.slip = icon_button(lambda: _("Print the slip"), "printer", "Ctrl+P")
        self.undo = icon_button(lambda: _("Take the last step back"), "undo-2", "U")
        self.end = icon_button(lambda: _("Refused, or taken back"), "x", "X")
        self.more = icon_button(lambda: _("More"), "ellipsis")
        self.more.setCheckable(True)
        above = QHBoxLayout()
        above.setSpacing(theme.px(8))
        above.addWidget(self.call, 4)
        above.addWidget(self.next, 6)
        above.addWidget(self.more)
        self.rare = QWidget()
        below = QHBoxLayout(self.rare)
        pad(below, 0, 0, 0, 0, 6)
        # Takes the room only while neither of the two beside it is there.
        below.addStretch(0)
        for button in (self.send, self.later):
            below.addWidget(button, 1)
        for button in (self.look, self.part, self.edit, self.slip, self.undo, self.end):
            below.addWidget(button)
        rows = QVBoxLayout()
        rows.setSpacing(theme.px(8))
        rows.addLayout(above)
        rows.addWidget(self.rare)
        self.footer.addLayout(rows)
        self.more.toggled.connect(self._make_room)
        self.line.show()
        self._deeds(
            (self.call, "call"), (self.next, "next"), (self.later, "later"), (self.send, "company"),
            (self.look, "look"), (self.part, "part"), (self.edit, "edit"), (self.slip, "slip"),
            (self.undo, "undo"), (self.end, "end"),
        )  # fmt: skip

    def _deeds(self, *pairs: tuple[Button, str]) -> None:
        for button, deed in pairs:
            self.buttons[button] = deed
            button.clicked.connect(partial(self.deed.emit, deed))

    # what the board asks

    def show_job(self, job: Job) -> None:
        """Show a job, its steps and the earlier ones of the same piece."""
        if self.job is None or self.job.id != job.id:
            self.private = False
            self.area.verticalScrollBar().setValue(0)
        self.job = job
        today = self.ctx.book.clock.today()
        icon, tone = DISCS[job.status]
        self.circle.dress(icon, "red" if job.is_late(today) else tone)
        self.name.say(whose(job))
        self.what.say(" · ".join((job_number(job), thing(job))))
        words, tone = standing(job, today)
        self.badge.say(words if job.is_late(today) else status_words(job.status))
        self.badge.dress(tone if job.is_late(today) else DISCS[job.status][1])
        self.phone.say(numbers.phone(job.phone) if job.phone else _("No phone number"))
        self.phone.dress("h1" if job.phone else "second", "text" if job.phone else "text2")
        self.problem.say(job.problem)
        self.cover.show_job(job)
        self._say_news(job, today)
        self._show_facts(job, today)
        self._show_company(job, today)
        self._show_result(job)
        self.steps.show_events(self.ctx.book.jobs.events(job.id), today)
        jobs = self.ctx.book.jobs
        same = jobs.of_serial(job.serial) if job.serial else []
        if job.warranty_id is not None:
            same += [each for each in jobs.of_card(job.warranty_id) if each not in same]
        self.earlier.show_jobs([each for each in same if each.id != job.id], today)
        self._offer(job)

    def _say_news(self, job: Job, today: dt.date) -> None:
        """What to say to the owner first: that it is late, or that it is ready to be fetched."""
        late = job.is_late(today)
        self.news.setVisible(late)
        if late and job.promised_on is not None:
            day = dates.date_long(job.promised_on)
            self.news.say(
                _("Promised for {day}").format(day=day), _("Call before they do, and name another day.")
            )
        self.good_news.setVisible(job.status == "ready")
        if job.status == "ready":
            since = dates.ago(job.ready_on or today, today)
            self.good_news.say(_("Ready to be fetched"), _("Since {when}").format(when=since))

    def _show_facts(self, job: Job, today: dt.date) -> None:
        facts = self.facts
        facts.clear()
        if job.serial:
            facts.add(_("Serial"), job.serial)
        day = f"{dates.date_long(job.received_on)} · {here_for(job, today)}"
        facts.add(pgettext("job", "Taken in"), day, strong=False)
        if job.promised_on is not None and job.is_open:
            late = job.is_late(today)
            day = f"{dates.date_long(job.promised_on)} · {dates.ago(job.promised_on, today)}"
            facts.add(_("Promised for"), day, "red" if late else "text")
        if job.condition:
            facts.add(_("Condition"), job.condition, strong=False)
        if job.accessories:
            facts.add(_("Came with it"), job.accessories, strong=False)
        if job.estimate_paisa is not None and not job.charge_paisa and job.is_open:
            facts.add(_("About how much"), numbers.money(job.estimate_paisa), strong=False)

    def _show_company(self, job: Job, today: dt.date) -> None:
        facts = self.company
        facts.clear()
        facts.setVisible(bool(job.company))
        if not job.company:
            return
        facts.add(_("Sent to"), job.company)
        if job.sent_on is not None:
            away = (job.back_on or today) - job.sent_on
            day = f"{dates.date_long(job.sent_on)} · {dates.days_span(away.days)}"
            facts.add(_("Sent on"), day, strong=False)
        if job.company_reference:
            facts.add(_("The company's slip number"), job.company_reference, strong=False)
        if job.back_on is not None:
            facts.add(_("Came back on"), dates.date_long(job.back_on), strong=False)
        elif job.expected_back_on is not None:
            late = job.expected_back_on < today
            day = f"{dates.date_long(job.expected_back_on)} · {dates.ago(job.expected_back_on, today)}"
            facts.add(_("Expected back"), day, "red" if late else "text", strong=late)

    def _show_result(self, job: Job) -> None:
        facts = self.result
        facts.clear()
        known = bool(job.outcome or job.close_reason)
        facts.setVisible(known or self.private)
        if job.outcome:
            facts.add(_("What came of it"), outcome_words(job.outcome))
        if job.work_done:
            facts.add(_("What was done"), job.work_done, strong=False)
        if job.new_serial:
            facts.add(_("New serial"), job.new_serial)
        if job.cover_effect != "none":
            facts.add(_("The warranty"), effect_words(job.cover_effect), strong=False)
        if job.outcome and job.status in ("ready", "delivered"):
            charge = numbers.money(job.charge_paisa) if job.charge_paisa else _("Free of charge")
            facts.add(_("Charge"), charge)
        if job.status == "delivered" and job.charge_paisa:
            self._show_money(job)
        if job.close_reason:
            facts.add(_("Why"), job.close_reason, strong=False)
        if self.private:
            cost = _("Not written down") if job.cost_paisa is None else numbers.money(job.cost_paisa)
            facts.add(_("What it cost us"), cost)

    def _show_money(self, job: Job) -> None:
        if job.discount_paisa:
            self.result.add(_("Let off"), numbers.money(job.discount_paisa), strong=False)
        paid = numbers.money(job.paid_paisa)
        if job.paid_paisa:
            paid = f"{paid} · {method_names().get(job.paid_method, '')}"
        self.result.add(_("Paid with it"), paid, strong=False)
        if job.due_paisa:
            self.result.add(_("Stayed due"), numbers.money(job.due_paisa), "red")

    def _offer(self, job: Job) -> None:
        """Only what can be done from where it stands."""
        words = next_words(job)
        self.next.setVisible(bool(words))
        self.next.say(words)
        self.send.setVisible(job.status == "sent_to_company" or job.may_become("sent_to_company"))
        self.send.say(_("Ask the company") if job.status == "sent_to_company" else _("To the company"))
        self.later.setVisible(job.is_open and job.status != "ready")
        self.look.setVisible(job.status != "sent_to_company" and job.may_become("checking"))
        self.part.setVisible(job.may_become("waiting_part"))
        self.edit.setVisible(job.is_open)
        self.end.setVisible(job.may_become("rejected") or job.may_become("cancelled"))
        self.undo.setVisible(self.steps.count > 1)
        self.card.setVisible(job.warranty_id is not None)
        self.profile.setVisible(job.customer_id is not None)
        self.call.setVisible(bool(job.phone))

    def toggle_private(self) -> None:
        """Show what it cost the shop, or hide it again."""
        self.private = not self.private
        self.eye.say(lambda: _("Show or hide what it cost us"), "eye-off" if self.private else "eye")
        if self.job is not None:
            self._show_result(self.job)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low screen the job itself needs the room: what is done more rarely unfolds when it is wanted."""
        low = self.height() < theme.px(LOW)
        self.more.setVisible(low)
        self.rare.setVisible(not low or self.more.isChecked())
        self.call.shrink(low)
        narrow = self.width() < theme.px(NARROW)
        for button in (self.later, self.send):
            button.shrink(narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        # The next one to look at the screen may be a customer.
        if self.private:
            self.toggle_private()
        super().hideEvent(event)


def next_words(job: Job) -> str:
    """What D does from where the job stands; "" when it is handed back."""
    return {
        "received": _("Ready"),
        "checking": _("Ready"),
        "waiting_part": _("Ready"),
        "sent_to_company": _("It came back"),
        "ready": _("Hand over"),
    }.get(job.status, "")
