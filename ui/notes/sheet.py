"""The note sheet (F4): one box, the kind guessed from the words, the days to ask again ticked; Enter saves.

What a kind asks for is shopbook.notes; saving is one operation there.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.customers.model import PartialDate
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.followups.sentences import called
from shopbook.localisation import dates
from shopbook.localisation.language import _, ngettext, pgettext, say
from shopbook.localisation.numbers import number
from shopbook.notes.guess import guess_child, guess_kind
from shopbook.notes.model import FamilyDraft, GiftDraft, Note, NoteDraft, NoteKind
from ui.context import Context
from ui.forms.choices import Choice, ChoiceField
from ui.forms.customer import CustomerField
from ui.forms.days import Ahead, DateField
from ui.forms.field import Wrong
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, TextField, TickField
from ui.notes.days import DaysField
from ui.notes.kinds import KindField
from ui.qt import AlignTop
from ui.style import theme
from ui.widgets.buttons import plain, primary
from ui.widgets.cards import SidePanel, mark
from ui.widgets.text import Label

CHILDREN = (
    Choice("son", lambda: pgettext("family", "Son")),
    Choice("daughter", lambda: pgettext("family", "Daughter")),
    Choice("child", lambda: pgettext("family", "Child")),
    Choice("grandchild", lambda: pgettext("family", "Grandchild")),
)


class NoteSheet(LooseSheet):
    """A new note about a customer; without one the sheet asks first whom it is about."""

    def __init__(self, ctx: Context, customer_id: int | None) -> None:
        super().__init__(ctx)
        self.customer_id = customer_id
        self._asks = customer_id is None
        self._kinds: dict[str, NoteKind] = {kind.code: kind for kind in ctx.book.notes.kinds()}
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in self.fields.values():
            if field is not self.person and field is not self.days:
                field.entered.connect(self.save)
        self.days.entered.connect(self._on_days_entered)
        self.person.picked.connect(self._on_person_picked)
        self.body.changed.connect(self._on_body_changed)
        self.kind.changed.connect(self._on_kind_changed)
        self.event_on.changed.connect(self._on_event_changed)
        self.child.changed.connect(self._on_child_ticked)
        self.save_button.clicked.connect(self.save)
        self._show_kind()
        self._restore()

    def _make_fields(self) -> None:
        today = self.ctx.book.clock.today
        self.person = CustomerField("customer_id", lambda: _("About whom"), self.ctx.book)
        self.body = LongTextField(
            "body",
            lambda: _("What they told"),
            example=lambda: _("A son was born, the car broke down …"),
            lines=3,
        )
        self.kind = KindField("kind", lambda: _("What kind of news"), list(self._kinds.values()))
        self.event_on = DateField(
            "event_on", lambda: _("On which day is it?"), today, chips=(Ahead(days=7), Ahead(months=1))
        )
        self.child = TickField("child", lambda: _("Write the child down in the family"))
        self.relation = ChoiceField("relation", lambda: _("Who"), CHILDREN)
        self.name = TextField("name", lambda: _("Name (may be empty)"))
        self.gift = TextField(
            "gift", lambda: _("Small gift (may be empty)"), example=lambda: _("Baby dress, sweets …")
        )
        self.days = DaysField("follow_ups", lambda: _("Ask again on"), today)
        fields = (self.person, self.body, self.kind, self.event_on, self.child, self.relation, self.name, self.gift,
                  self.days)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        self.panel.body.addWidget(self.strip)
        if not self._asks:
            self.person.hide()
        for field in (self.person, self.body, self.kind, self.event_on, self.child):
            self.panel.body.addWidget(field)
        self._born = QWidget()
        row = QHBoxLayout(self._born)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.relation, 2, AlignTop)
        row.addWidget(self.name, 3, AlignTop)
        self.panel.body.addWidget(self._born)
        self.panel.body.addWidget(self.gift)
        self.panel.body.addWidget(self.days)
        self.quiet = Label("", "caption", "amber", wrap=True)
        self.panel.body.addWidget(self.quiet)
        self._open_notes = QVBoxLayout()
        self.panel.body.addLayout(self._open_notes)
        self._show_open_notes()
        self.panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        self.panel.add_footer(self.save_button)

    def first_focus(self) -> QWidget:
        """Whom it is about, when that is not known; else the box."""
        return self.person.control if self._asks and self.customer_id is None else self.body.control

    # the kind and what it brings

    def _on_body_changed(self) -> None:
        if self.kind.by_hand:
            return
        guessed = guess_kind(self.body.typed())
        if guessed != self.kind.value():
            self.kind.set_value(guessed)
            self._show_kind()
        if guessed == "birth":
            self.relation.set_value(guess_child(self.body.typed()))

    def _on_kind_changed(self) -> None:
        self._show_kind()

    def _on_event_changed(self) -> None:
        self._offer_days()

    def _on_child_ticked(self) -> None:
        self._born.setVisible(self._about_child() and bool(self.child.value()))

    def _kind(self) -> NoteKind:
        return self._kinds[self.kind.value()]

    def _about_child(self) -> bool:
        return self.kind.value() in ("birth", "pregnancy")

    def _show_kind(self) -> None:
        kind = self._kind()
        expects = kind.code == "pregnancy"
        self.event_on.setVisible(kind.anchor == "event" or expects)
        self.event_on.label.say(
            (lambda: _("When is the child expected?")) if expects else (lambda: _("On which day is it?"))
        )
        self.child.setVisible(self._about_child())
        if self._about_child():
            self.child.set_value(True)
            self.relation.set_value("child" if expects else guess_child(self.body.typed()))
        self._born.setVisible(kind.code == "birth")
        self.gift.setVisible(kind.gift_hint)
        until = kind.quiet_until(self._today(), self._event())
        self.quiet.setVisible(until is not None)
        if until is not None:
            day = dates.month_day(until.month, until.day)
            self.quiet.say(_("Until {day} nobody asks them for money or offers anything.").format(day=day))
        self._offer_days()

    def _offer_days(self) -> None:
        self.days.offer(self._kind().follow_ups(self._today(), self._event()))

    def _event(self) -> dt.date | None:
        if self.event_on.isHidden():
            return None
        try:
            return self.event_on.value()
        except Wrong:
            return None

    def _today(self) -> dt.date:
        return self.ctx.book.clock.today()

    def _on_days_entered(self) -> None:
        if not self.days.add_typed():
            self.save()

    def _on_person_picked(self, customer_id: object) -> None:
        self.customer_id = int(str(customer_id))
        self._show_open_notes()
        self.body.setFocus()

    # notes still open

    def _show_open_notes(self) -> None:
        while item := self._open_notes.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if self.customer_id is None:
            return
        notes = self.ctx.book.notes.notes(self.customer_id, 30)
        still = [note for note in notes if note.needs_closing and note.resolved_on is None][:3]
        if still:
            self._open_notes.addWidget(Label(lambda: _("Still open"), "second", "text2"))
        for note in still:
            self._open_notes.addWidget(self._line(note))

    def _line(self, note: Note) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(mark("notebook-pen", "blue", 18, 24), 0, AlignTop)
        words = note.body if note.sensitivity == "open" else _("A private note")
        text = f"{words} · {dates.ago(note.noted_on, self._today())}"
        row.addWidget(Label(text, "second", "text2", wrap=True), 1)
        button = plain(lambda: _("All well now"), "check")
        button.setProperty("note", str(note.id))
        button.clicked.connect(self._on_resolve)
        row.addWidget(button, 0, AlignTop)
        return line

    def _on_resolve(self) -> None:
        history = self.ctx.book.history
        try:
            self.ctx.book.notes.resolve(int(self.sender().property("note")))
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        words = _("Good to hear. The note is closed.")
        self.ctx.messages.done(words, undo=partial(history.undo, history.last_operation()))
        self._show_open_notes()
        self.body.setFocus()

    # saving

    def draft(self) -> tuple[NoteDraft, FamilyDraft | None, GiftDraft | None]:
        """The note, the child and the gift as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        if self.customer_id is None:
            problems["customer_id"] = Message("Choose whom the note is about.")
        event_on = values.get("event_on")
        expects = self.kind.value() == "pregnancy"
        customer_id = self.customer_id or 0
        note = NoteDraft(
            customer_id,
            str(values["body"]),
            kind=self.kind.value(),
            event_on=event_on if isinstance(event_on, dt.date) else None,
            follow_ups=self.days.value() if "follow_ups" not in problems else (),
        )
        problems = {**note.problems(self._today()), **problems}
        if problems:
            raise Invalid(problems)
        child: FamilyDraft | None = None
        if self._about_child() and self.child.value():
            child = self._child(customer_id, note.event_on, expects=expects)
        gift = None
        if values.get("gift"):
            gift = GiftDraft(customer_id, str(values["gift"]), occasion=self._kind().title)
        return note, child, gift

    def _child(self, customer_id: int, event_on: dt.date | None, *, expects: bool) -> FamilyDraft | None:
        if expects:
            return FamilyDraft(customer_id, "child", expected_on=event_on) if event_on is not None else None
        born = self._today()
        birthday = PartialDate(born.year, born.month, born.day)
        return FamilyDraft(customer_id, self.relation.value(), self.name.value(), birthday=birthday)

    def save(self) -> None:
        """Write everything down in one save; problems are shown under their fields."""
        if self._finished:
            return
        try:
            note, child, gift = self.draft()
            self.ctx.book.notes.write_news(note, child, gift, by=self)
        except ShopbookError as error:
            self._show_error(error)
            return
        self._saved(self._draft_name(), self._said(note))

    def _said(self, note: NoteDraft) -> str:
        """What the toast says: whose note, and when the list asks again."""
        row = self.ctx.book.customers.get(note.customer_id)
        name = called(row.title, row.draft.honorific)
        words = _("The note about {name} is saved").format(name=name if isinstance(name, str) else say(name))
        days = note.follow_ups or ()
        if not days:
            return words
        first = dates.month_day(days[0].month, days[0].day)
        times = ngettext(
            "the list asks again on {day}", "the list asks {n} times, first on {day}", len(days)
        ).format(n=number(len(days)), day=first)
        return f"{words} · {times}"

    # what survives a crash

    def _draft_name(self) -> str:
        return "note" if self._asks else f"note:{self.customer_id}"

    def _keep(self) -> None:
        kept = {"customer": str(self.customer_id or ""), "fields": self._typed()}
        self._keep_or_drop(self._draft_name(), self.body.typed().strip(), kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if self._asks and kept.get("customer"):
            self.customer_id = int(kept["customer"])
            self.person.show_customer(self.customer_id)
        for key in ("body", "kind", "event_on"):
            self.fields[key].restore(kept["fields"][key])
        self._show_kind()
        for key in ("child", "relation", "name", "gift", "follow_ups"):
            self.fields[key].restore(kept["fields"][key])
        self._on_child_ticked()
        self.body.area.moveCursor(QTextCursor.MoveOperation.End)
        self.body.hint(lambda: _("You had begun to write this; it was kept."))
