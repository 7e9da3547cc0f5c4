"""The sheet for a missed call or somebody who wants to be called: the number, then Enter."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.calls.model import CallbackDraft
from shopbook.clock import day_of
from shopbook.customers.phones import normalise
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, explain, pgettext
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.forms.form import Form
from ui.forms.sheets import KeptSheet
from ui.forms.texts import PhoneField, TextField
from ui.style import theme
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

SOURCES = (
    Choice("missed", lambda: _("Missed call")),
    Choice("phone", lambda: _("Asked on the phone")),
    Choice("counter", lambda: _("Asked at the counter")),
    Choice("whatsapp", lambda: _("WhatsApp, Imo, Messenger")),
)
# So few digits fit too many people.
ENOUGH_DIGITS = 6
DRAFT = "callback"


class CallbackSheet(KeptSheet):
    """Number, Enter. Name, topic and hour may follow; a known number says whose it is."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.phone = PhoneField("phone", lambda: _("Mobile number"))
        self.source = ChipsField("source", lambda: _("How they asked"), SOURCES)
        self.name = TextField("name", lambda: _("Name (if you know it)"))
        self.topic = TextField("topic", lambda: _("What about"))
        self.wanted_on = DateField(
            "wanted_on", lambda: _("When they want it"), ctx.book.clock.today, chips=(Ahead(), Ahead(days=1))
        )
        self.wanted_hour = ChoiceField("wanted_hour", lambda: _("Hour"), self._hours())
        team = [one for one in ctx.book.settings.staff() if one.active]
        anybody = Choice(None, lambda: pgettext("who calls back", "Whoever is free"))
        members = [Choice(one.id, one.name) for one in team]
        self.staff = ChoiceField("staff_id", lambda: _("Who calls back"), [anybody, *members])
        # Where one person does everything there is nobody to give it to.
        if len(team) < 2:
            self.staff.hide()
        self.form = Form(
            [self.phone, self.source, self.name, self.topic, [self.wanted_on, self.wanted_hour], self.staff],
            CallbackDraft(source="missed"),
            enter_saves=True,
        )
        self.source.set_value("missed")
        panel = SidePanel(framed=False)
        panel.body.addWidget(self.form)
        hint = _("Enter saves; the call-back stands first in today's list.")
        panel.body.addWidget(Label(hint, "caption", "text3", wrap=True))
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0))
        column.addWidget(panel)
        kept = ctx.book.drafts.kept(DRAFT)
        if kept:
            self.form.restore(kept)
        self.phone.changed.connect(self._on_phone_changed)
        self.form.finished.connect(self.save)
        self.form.settled.connect(self._on_settled)
        self.save_button.clicked.connect(self.save)

    def _hours(self) -> list[Choice]:
        shop = self.ctx.book.settings.shop()
        day = self.ctx.book.followups.day()
        first, last = int(shop.opens_at[:2]), int(shop.closes_at[:2])
        hours = [f"{hour:02d}:00" for hour in range(first, max(first, last) + 1)]
        return [
            Choice("", lambda: _("Any time")),
            *(Choice(hour, partial(dates.time_short, day.at(day.today, hour))) for hour in hours),
        ]

    def first_focus(self) -> QWidget:
        """The number."""
        return self.phone.control

    def _on_phone_changed(self) -> None:
        self.phone.show_good(self._known())

    def _known(self) -> str:
        """Whose number it is, when the book knows it."""
        phone = normalise(self.phone.typed())
        if len(phone.key10) < ENOUGH_DIGITS:
            return ""
        customers = self.ctx.book.customers
        rows = customers.rows(customers.household(phone.key10))
        names = [" · ".join(part for part in (row.title, row.whereabouts) if part) for row in rows[:3]]
        return "\n".join(names)

    def _draft(self) -> CallbackDraft:
        draft: CallbackDraft = self.form.draft()
        on, hour = self.wanted_on.value(), self.wanted_hour.value()
        day = self.ctx.book.followups.day()
        wanted_at = None
        if on is not None or hour:
            at = hour or (day.shop.opens_at if on != day.today else "")
            wanted_at = day.at(on or day.today, at) if at else day.now
        return CallbackDraft(
            phone=draft.phone,
            name=draft.name,
            topic=draft.topic,
            source=draft.source or "missed",
            wanted_at=wanted_at,
            staff_id=self.staff.value(),
        )

    def save(self) -> None:
        """Write the request down."""
        if self._finished:
            return
        try:
            callback_id = self.ctx.book.calls.ask_callback(self._draft(), by=self)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
            return
        except (Wrong, ShopbookError) as error:
            words = explain(error) if isinstance(error, ShopbookError) else str(error)
            self.form.strip.say(words)
            self.form.strip.show()
            return
        made = self.ctx.book.calls.callback(callback_id)
        who = self._name_of(made.customer_id) or made.name or numbers.phone(made.phone)
        if made.wanted_at is not None and day_of(made.wanted_at) > self.ctx.book.clock.today():
            text = _("{who} will be called on {day}").format(
                who=who, day=dates.date_long(day_of(made.wanted_at))
            )
        else:
            text = _("{who} waits for a call").format(who=who)
        self._saved(DRAFT, text)

    def _name_of(self, customer_id: int | None) -> str:
        return self.ctx.book.customers.row(customer_id).name if customer_id is not None else ""

    def _keep(self) -> None:
        worth = self.phone.typed().strip() or self.topic.typed().strip()
        self._keep_or_drop(DRAFT, worth, self.form.values())
