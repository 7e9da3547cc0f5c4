"""The sheet that writes a complaint or a rumour down, and changes one. Settling it is complaints_resolve.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.complaint_guess import guess_complaint
from shopbook.care.complaint_model import ComplaintDraft
from shopbook.errors import Invalid, ShopbookError
from shopbook.followups.rules.care import COMPLAINT_AFTER
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.care.complaints_about import About, AboutField
from ui.care.complaints_days import NEAR
from ui.care.complaints_words import KINDS, SEVERITIES, draft_of
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.customer import CustomerField
from ui.forms.days import DateField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel

# Kept and put back in this order: the kind decides which of the others are shown.
KEPT = ("what", "kind", "severity", "promised_on", "product_name", "agreed_answer", "staff_id")


class ComplaintSheet(LooseSheet):
    """A new complaint (`began` has what is known of it), or with `complaint_id` one to change."""

    def __init__(
        self, ctx: Context, began: Mapping[str, object] | None = None, complaint_id: int | None = None
    ) -> None:
        super().__init__(ctx)
        began = began or {}
        self.complaint_id = complaint_id
        self._base = ComplaintDraft()
        customer_id = began.get("customer_id")
        self.customer_id: int | None = customer_id if isinstance(customer_id, int) else None
        self._asks = self.customer_id is None
        self._just_picked = False
        self._kind_by_hand = "kind" in began or complaint_id is not None
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in self.fields.values():
            if field not in (self.person, self.about):
                field.entered.connect(self.save)
        self.person.entered.connect(self._on_person_entered)
        self.person.picked.connect(self._on_person_picked)
        self.about.picked.connect(self._on_about_picked)
        self.about.entered.connect(self._on_about_entered)
        self.what.changed.connect(self._on_what_changed)
        self.kind.changed.connect(self._on_kind_changed)
        self.save_button.clicked.connect(self.save)
        self._begin(began)

    def _make_fields(self) -> None:
        self.person = CustomerField("customer_id", lambda: _("Who complains"), self.ctx.book)
        self.what = LongTextField(
            "what",
            lambda: _("What they are not content with"),
            example=self._example,
            lines=3,
        )
        self.kind = ChoiceField("kind", lambda: _("What it is about"), KINDS)
        self.severity = ChipsField("severity", lambda: _("How serious"), SEVERITIES)
        self.promised_on = DateField(
            "promised_on",
            lambda: _("By which day is it settled?"),
            self.ctx.book.clock.today,
            chips=NEAR,
        )
        self.about = AboutField(
            "product_name", lambda: _("Which product or memo (may be empty)"), self.ctx.book
        )
        self.answer = LongTextField(
            "agreed_answer",
            lambda: _("What everybody in the shop answers"),
            example=lambda: _("We sell only with the company's own warranty card; come and see."),
            lines=3,
        )
        staff = [one for one in self.ctx.book.settings.staff() if one.active]
        nobody = Choice(None, lambda: _("Nobody in particular"))
        self.staff = ChoiceField(
            "staff_id",
            lambda: _("Who takes care of it"),
            [nobody, *(Choice(one.id, one.name) for one in staff)],
        )
        if not staff:
            self.staff.hide()
        fields = (self.person, self.what, self.kind, self.severity, self.promised_on, self.about, self.answer,
                  self.staff)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        self.panel.body.addWidget(self.strip)
        for field in (self.person, self.what, self.kind, self.answer, self.severity, self.promised_on,
                      self.about, self.staff):  # fmt: skip
            self.panel.body.addWidget(field)
        self.panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        self.panel.add_footer(self.save_button)
        if not self._asks:
            self.person.hide()

    def _begin(self, began: Mapping[str, object]) -> None:
        """Show what is known, then what was typed before the sheet was last put away."""
        if self.complaint_id is not None:
            complaint = self.ctx.book.complaints.get(self.complaint_id)
            self._base = draft_of(complaint)
            self.customer_id = complaint.customer_id
            self.person.show_customer(complaint.customer_id)
            self.person.setVisible(complaint.customer_id is None)
            self._asks = complaint.customer_id is None
        else:
            known = {
                key: began[key] for key in ("what", "kind", "severity") if isinstance(began.get(key), str)
            }
            self._base = ComplaintDraft(**known)  # type: ignore[arg-type]
        for field in (self.what, self.kind, self.severity, self.promised_on, self.answer, self.staff):
            field.set_value(getattr(self._base, field.key))
        self.about.show(self._base.product_name, self._base.sale_id)
        self.about.customer_id = self.customer_id
        self._restore()
        self._show_kind()

    def first_focus(self) -> QWidget:
        """Whom it is about when that is not known; else the box."""
        asks = self._asks and self.customer_id is None and self.kind.value() != "rumour"
        return self.person.control if asks else self.what.control

    # the kind and what it brings

    def _on_what_changed(self) -> None:
        if not self._kind_by_hand:
            self.kind.set_value(guess_complaint(self.what.typed()))
            self._show_kind()

    def _on_kind_changed(self) -> None:
        self._kind_by_hand = True
        self._show_kind()

    def _show_kind(self) -> None:
        rumour = self.kind.value() == "rumour"
        self.answer.setVisible(rumour)
        self.about.setVisible(not rumour or self.about.value() is not None)
        self.person.label.say(
            (lambda: _("Whom we heard it from (may be empty)")) if rumour else (lambda: _("Who complains"))
        )
        self.what.label.say(
            (lambda: _("What is being said")) if rumour else (lambda: _("What they are not content with"))
        )
        self.what.retranslate()

    def _example(self) -> str:
        if "kind" in self.fields and self.kind.value() == "rumour":
            return _("People say that our goods are not genuine …")
        return _("The fridge does not cool, the mechanic did not come …")

    def _on_person_entered(self) -> None:
        self.what.setFocus()

    def _on_person_picked(self, customer_id: object) -> None:
        self.customer_id = int(str(customer_id))
        self.about.customer_id = self.customer_id
        self.about.retranslate()
        self.what.setFocus()

    def _on_about_picked(self, _value: object) -> None:
        self._just_picked = True

    def _on_about_entered(self) -> None:
        """The Enter that took a line of the list only goes on; the next one saves."""
        if self._just_picked:
            self._just_picked = False
            self.save_button.setFocus()
        else:
            self.save()

    # saving

    def draft(self) -> ComplaintDraft:
        """The complaint as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        about = values.get("product_name")
        promised_on = values.get("promised_on")
        customer_id = self.customer_id
        if self._asks and "customer_id" not in problems:
            row = self.person.row
            customer_id = row.id if row is not None else None
        draft = ComplaintDraft(
            what=str(values.get("what") or ""),
            customer_id=customer_id,
            kind=str(self.kind.value()),
            severity=str(self.severity.value()),
            promised_on=promised_on if isinstance(promised_on, dt.date) else None,
            product_name=about.product_name if isinstance(about, About) else "",
            sale_id=about.sale_id if isinstance(about, About) else None,
            agreed_answer=str(values.get("agreed_answer") or ""),
            staff_id=self.staff.value(),
            interaction_id=self._base.interaction_id,
            note_id=self._base.note_id,
        )
        before = self._base.promised_on
        same_day = self.complaint_id is not None and before is not None and draft.promised_on == before
        today = self.ctx.book.clock.today()
        problems = {**draft.problems(min(today, before) if same_day and before else today), **problems}
        if problems:
            raise Invalid(problems)
        return draft

    def save(self) -> None:
        """Write it down; problems are shown under their fields."""
        if self._finished:
            return
        complaints = self.ctx.book.complaints
        try:
            draft = self.draft()
            if self.complaint_id is None:
                complaints.open(draft)
            else:
                complaints.change(self.complaint_id, draft)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), self._said(draft))

    def _said(self, draft: ComplaintDraft) -> str:
        """What the toast says: that it is in the book, and when the list speaks of it."""
        if self.complaint_id is not None:
            return _("Saved")
        if draft.kind == "rumour":
            return _("The rumour is written down")
        if draft.promised_on is None:
            today = self.ctx.book.clock.today()
            asks_on = today + dt.timedelta(days=self.ctx.book.followups.day().tuning.value(COMPLAINT_AFTER))
            words = _("The complaint is written down · the list asks about it: {day}")
            return words.format(day=dates.ago(asks_on, today))
        day = dates.month_day(draft.promised_on.month, draft.promised_on.day)
        return _("The complaint is written down · promised for {day}").format(day=day)

    # what survives a crash

    def _draft_name(self) -> str:
        if self.complaint_id is not None:
            return f"complaint:{self.complaint_id}"
        return "complaint" if self._asks else f"complaint_of:{self.customer_id}"

    def _keep(self) -> None:
        began = self.complaint_id is not None or self.what.typed().strip() or self.answer.typed().strip()
        typed = {key: self.fields[key].typed() for key in KEPT}
        kept = {"customer": str(self.customer_id or ""), "by_hand": self._kind_by_hand, "fields": typed}
        self._keep_or_drop(self._draft_name(), began, kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if self._asks and kept.get("customer"):
            self.customer_id = int(kept["customer"])
            self.person.show_customer(self.customer_id)
            self.about.customer_id = self.customer_id
        self._kind_by_hand = bool(kept.get("by_hand"))
        for key in KEPT:
            if key in kept["fields"]:
                self.fields[key].restore(kept["fields"][key])
        self.what.area.moveCursor(QTextCursor.MoveOperation.End)
        self.what.hint(lambda: _("You had begun to write this; it was kept."))
