"""The sheet of an own reminder: what, when, how often; and the reminders there are, to change or pause.

When a reminder comes up is shopbook.followups.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError
from shopbook.followups.reminders import Reminder, ReminderDraft
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, explain, ngettext, pgettext
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.customer import CustomerField
from ui.forms.days import Ahead, DateField
from ui.forms.figures import NumberField
from ui.forms.form import Form
from ui.forms.sheets import KeptSheet
from ui.forms.texts import TextField
from ui.qt import AlignLeft, AlignTop
from ui.reminders import words
from ui.style import theme
from ui.widgets.buttons import Button, icon_button, primary, quiet
from ui.widgets.cards import SidePanel, mark
from ui.widgets.text import Label

UNITS = (
    Choice("once", lambda: pgettext("repeat", "Once")),
    Choice("day", lambda: pgettext("repeat", "Every day")),
    Choice("week", lambda: pgettext("repeat", "Every week")),
    Choice("month", lambda: pgettext("repeat", "Every month")),
    Choice("year", lambda: pgettext("repeat", "Every year")),
)
IMPORTANCE = (
    Choice("low", lambda: pgettext("importance", "A small thing")),
    Choice("normal", lambda: pgettext("importance", "Ordinary")),
    Choice("high", lambda: pgettext("importance", "Must not be missed")),
)
CALENDARS = (
    Choice("gregorian", lambda: pgettext("calendar", "English calendar")),
    Choice("bangla", lambda: pgettext("calendar", "Bangla calendar")),
)
DRAFT = "reminder"
MOST_SHOWN = 5


class PersonField(CustomerField):
    """The customer of a draft, which knows only the id."""

    def set_value(self, value: Any) -> None:
        if isinstance(value, int):
            self.show_customer(value)
        else:
            super().set_value(value)


class ReminderSheet(KeptSheet):
    """A new reminder, or one that is changed; below it the reminders there are."""

    def __init__(self, ctx: Context, customer_id: int | None = None, reminder_id: int | None = None) -> None:
        super().__init__(ctx)
        self.customer_id = customer_id
        self.reminder_id: int | None = None
        self._is_open = False
        self.title = TextField("title", lambda: _("What to remember"), longest=500)
        self.start_on = DateField(
            "start_on",
            lambda: _("From which day"),
            ctx.book.clock.today,
            chips=(Ahead(days=1), Ahead(days=7), Ahead(months=1)),
        )
        self.unit = ChipsField("unit", lambda: _("How often"), UNITS)
        self.every = NumberField("every", self._every_words, least=1, most=1000, empty=1)
        self.calendar = ChipsField("calendar", lambda: _("By which calendar"), CALENDARS)
        self.coming = Label("", "second", "brand", wrap=True)
        self.lead = NumberField("lead_days", lambda: _("How many days before"), most=365, empty=0)
        self.person = PersonField("customer_id", lambda: _("About whom (may be empty)"), ctx.book)
        self.until_on = DateField(
            "until_on",
            lambda: _("Until which day (empty: for ever)"),
            ctx.book.clock.today,
            chips=(Ahead(months=6), Ahead(months=12)),
        )
        self.importance = ChipsField("importance", lambda: _("How important"), IMPORTANCE)
        self.staff = ChoiceField("staff_id", lambda: _("Whose work it is"), self._members())
        self.more = quiet(lambda: _("More options"), "chevron-down")
        self._rare = (self.until_on, self.lead, self.importance, self.staff)
        self.form = Form(
            [self.title, self.start_on, self.unit, self.every, self.calendar, self.person, *self._rare],
            ReminderDraft(customer_id=customer_id),
            enter_saves=True,
        )
        panel = SidePanel(framed=False)
        panel.body.addWidget(self.form)
        # Beside what it follows from, above the options that are rarely asked for.
        self.form.body.insertWidget(self.form.body.count() - len(self._rare) - 1, self.coming)
        self.form.body.insertWidget(self.form.body.count() - len(self._rare), self.more, 0, AlignLeft)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        panel.body.addSpacing(theme.px(8))
        panel.body.addLayout(self._list)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.unit.changed.connect(self._on_unit_changed)
        self.form.edited.connect(self._show_coming)
        self.more.clicked.connect(self._on_more)
        self.form.finished.connect(self.save)
        self.form.settled.connect(self._on_settled)
        self.save_button.clicked.connect(self.save)
        if reminder_id is not None:
            self.change(reminder_id)
        else:
            self._restore()
        self._open_more(self._has_rare())
        self._on_unit_changed()
        self._show_list()

    def first_focus(self) -> QWidget:
        """What to remember."""
        return self.title.control

    def change(self, reminder_id: int) -> None:
        """Take a reminder that exists into the fields."""
        self.reminder_id = reminder_id
        self.form.set_draft(self.ctx.book.followups.reminder(reminder_id).draft)
        self._open_more(self._has_rare())
        self._on_unit_changed()
        self.title.setFocus()

    def _members(self) -> list[Choice]:
        members = [one for one in self.ctx.book.settings.staff() if one.active]
        return [Choice(None, lambda: _("Anybody's")), *(Choice(one.id, one.name) for one in members)]

    def _every_words(self) -> str:
        match self.unit.value():
            case "day":
                return _("Every how many days")
            case "week":
                return _("Every how many weeks")
            case "month":
                return _("Every how many months")
        return _("Every how many years")

    def _on_unit_changed(self) -> None:
        unit = self.unit.value()
        # Days and weeks are as long in both calendars.
        self.calendar.setVisible(unit in ("month", "year"))
        self.every.setVisible(unit != "once")
        self.every.label.say(self._every_words)
        self.every.name_control()
        self.until_on.setVisible(self._is_open and unit != "once")
        self._show_coming()

    # what is rarely asked for

    def _has_rare(self) -> bool:
        return bool(
            self.until_on.typed()
            or self.lead.typed().strip(" 0০")
            or self.importance.value() not in (None, "normal")
            or self.staff.value() is not None
        )

    def _open_more(self, open_: bool) -> None:
        self._is_open = open_
        for field in self._rare:
            field.setVisible(open_)
        # A shop of one has nobody to hand work to.
        self.staff.setVisible(open_ and len(self._members()) > 2)
        self.more.setVisible(not open_)

    def _on_more(self) -> None:
        self._open_more(True)
        self._on_unit_changed()
        (self.until_on if self.unit.value() != "once" else self.lead).setFocus()

    def _show_coming(self) -> None:
        """Say the next days while they are being chosen."""
        try:
            draft: ReminderDraft = self.form.draft()
        except Invalid:
            self.coming.hide()
            return
        days = self.ctx.book.followups.coming_days(draft)
        today = self.ctx.book.clock.today()
        if draft.unit == "once" or draft.start_on is None:
            self.coming.hide()
            return
        if days:
            self.coming.say(_("Comes: {days}").format(days=words.coming(days, draft, today)))
        else:
            self.coming.say(_("With these days it never comes."))
        self.coming.show()

    # the reminders there are

    def _show_list(self) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        found = [
            one
            for one in self.ctx.book.followups.reminders(self.customer_id)
            if one.next_on is not None and one.id != self.reminder_id
        ]
        if found:
            self._list.addWidget(Label(lambda: _("Reminders there are"), "second", "text2"))
            if len(found) > MOST_SHOWN:
                every = quiet(lambda: _("All reminders"), "bell")
                every.clicked.connect(self._on_all)
                self._list.addWidget(every, 0, AlignLeft)
        for one in sorted(found, key=_when)[:MOST_SHOWN]:
            self._list.addWidget(self._line(one))

    def _line(self, one: Reminder) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(mark("bell", "text3" if one.paused else "brand", 18, 24), 0, AlignTop)
        when = (
            _("Paused")
            if one.paused or one.next_on is None
            else dates.ago(one.next_on, self.ctx.book.clock.today())
        )
        row.addWidget(Label(f"{one.draft.title} · {when}", "second", "text2", wrap=True), 1)
        pause = quiet((lambda: _("Go on")) if one.paused else (lambda: _("Pause")))
        for button, run in (
            (pause, self._on_pause),
            (icon_button(lambda: _("Change"), "pencil"), self._on_change),
            (icon_button(lambda: _("Put into the trash"), "trash-2"), self._on_drop),
        ):
            button.setProperty("reminder", str(one.id))
            button.clicked.connect(run)
            row.addWidget(button, 0, AlignTop)
        return line

    def _on_all(self) -> None:
        self.ctx.navigation.close_sheet()
        self.ctx.navigation.go("reminders")

    def _pressed(self) -> int:
        button = self.sender()
        return int(button.property("reminder")) if isinstance(button, Button) else 0

    def _on_pause(self) -> None:
        reminder = self.ctx.book.followups.reminder(self._pressed())
        self.ctx.book.followups.pause_reminder(reminder.id, not reminder.paused)
        self._said(_("The reminder goes on") if reminder.paused else _("The reminder is paused"))
        self._show_list()
        self.title.setFocus()

    def _on_change(self) -> None:
        self.change(self._pressed())
        self._show_list()
        self.title.setFocus()

    def _on_drop(self) -> None:
        self.ctx.book.followups.drop_reminder(self._pressed())
        self._said(_("The reminder is in the trash"))
        self._show_list()
        self.title.setFocus()

    # saving

    def save(self) -> None:
        """Save the new or changed reminder."""
        if self._finished:
            return
        followups = self.ctx.book.followups
        try:
            draft: ReminderDraft = self.form.draft()
            if self.reminder_id is None:
                followups.remind(draft, by=self)
            else:
                followups.change_reminder(self.reminder_id, draft, by=self)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
            return
        except ShopbookError as error:
            self.form.strip.say(explain(error))
            self.form.strip.show()
            return
        self._said(self._promise(draft), self._finish(DRAFT))

    def _promise(self, draft: ReminderDraft) -> str:
        assert draft.start_on is not None  # the core refused an empty one
        day = dates.date_long(draft.start_on)
        if draft.lead_days:
            lead = numbers.number(draft.lead_days)
            return ngettext(
                "The list reminds you {n} day before {day}",
                "The list reminds you {n} days before {day}",
                draft.lead_days,
            ).format(n=lead, day=day)
        return _("The list reminds you on {day}").format(day=day)

    def _said(self, said: str, operation: int | None = None) -> None:
        history = self.ctx.book.history
        self.ctx.messages.done(said, undo=partial(history.undo, operation or history.last_operation()))

    def _keep(self) -> None:
        if self.reminder_id is None and self.title.typed().strip():
            values = self.form.values()
            values.pop("customer_id")
            self.ctx.book.drafts.keep(DRAFT, values)

    def _restore(self) -> None:
        kept = self.ctx.book.drafts.kept(DRAFT)
        if kept:
            self.form.restore(kept)


def _when(one: Reminder) -> str:
    return one.next_on.isoformat() if one.next_on else "9"
