"""The sheet of one question: is the customer happy with the shop, why, and may their words hang on the wall?"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.feedback import HAPPY, SO_SO, UNHAPPY, Answer, FeedbackDraft
from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation.language import _
from ui.care.feedback_words import FACES, draft_of
from ui.context import Context
from ui.forms.choices import ChipsField
from ui.forms.customer import CustomerField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import LongTextField, TextField, TickField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

KEYS = {"1": HAPPY, "2": SO_SO, "3": UNHAPPY}


class FeedbackSheet(LooseSheet):
    """1, 2, 3 choose a face; Enter saves. With an answer given before, its words can be changed."""

    def __init__(self, ctx: Context, customer_id: int | None, answer: Answer | None = None) -> None:
        super().__init__(ctx)
        self.customer_id = answer.customer_id if answer is not None else customer_id
        self.answer = answer
        self._asks = self.customer_id is None
        self._base = draft_of(answer) if answer is not None else FeedbackDraft()
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in (self.why, self.testimonial, self.quoted_as, self.may_quote, self.complain):
            field.entered.connect(self.save)
        self.person.picked.connect(self._on_person_picked)
        self.score.changed.connect(self._show_what_fits)
        self.may_quote.changed.connect(self._show_what_fits)
        self.testimonial.changed.connect(self._show_what_fits)
        self.save_button.clicked.connect(self.save)
        self._begin()

    def _make_fields(self) -> None:
        self.person = CustomerField("customer_id", lambda: _("Who says it"), self.ctx.book)
        self.score = ChipsField("score", lambda: _("Are they happy with us?"), FACES)
        self.why = LongTextField("why", lambda: _("Why (may be empty)"), lines=2)
        self.complain = TickField("complain", lambda: _("Write it down as a complaint too"))
        self.testimonial = LongTextField(
            "testimonial",
            lambda: _("Good words in their own voice (may be empty)"),
            example=lambda: _("Write them as they said them."),
            lines=3,
        )
        self.may_quote = TickField("may_quote", lambda: _("They allow it to hang on the wall"))
        self.quoted_as = TextField(
            "quoted_as",
            lambda: _("Name to write under it (may be empty)"),
            example=lambda: _("Rafiq bhai, Mirpur"),
        )
        fields = (self.person, self.score, self.why, self.complain, self.testimonial, self.may_quote,
                  self.quoted_as)  # fmt: skip
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        body = self.panel.body
        body.addWidget(self.strip)
        ask = _("Ask: “How are you being served by us, honestly?”")
        self.question = Label(ask, "second", "text2", wrap=True)
        body.addWidget(self.person)
        body.addWidget(self.question)
        for field in list(self.fields.values())[1:]:
            body.addWidget(field)
        body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        self.panel.add_footer(self.save_button)
        if not self._asks:
            self.person.hide()

    def _begin(self) -> None:
        for field in (self.why, self.testimonial, self.may_quote, self.quoted_as):
            field.set_value(getattr(self._base, field.key))
        # Nobody is happy before they said so.
        self.score.set_value(self._base.score if self.answer is not None else None)
        self.complain.set_value(self.answer is None)
        self._restore()
        self._show_what_fits()

    def first_focus(self) -> QWidget:
        """Whom it is about, when that is not known; else the three faces."""
        return self.person.control if self._asks and self.customer_id is None else self.score.control

    def key_pressed(self, key: str) -> bool:
        """1, 2, 3: the faces."""
        if key in KEYS:
            self.score.set_value(KEYS[key])
            self.score.show_problem(None)
            self._show_what_fits()
            self.why.setFocus()
        return key in KEYS

    def _show_what_fits(self) -> None:
        score = self.score.value()
        self.complain.setVisible(score == UNHAPPY and self.answer is None)
        praises = score == HAPPY or bool(self.testimonial.typed().strip())
        self.testimonial.setVisible(praises)
        self.may_quote.setVisible(praises and bool(self.testimonial.typed().strip()))
        self.quoted_as.setVisible(not self.may_quote.isHidden() and bool(self.may_quote.value()))

    def _on_person_picked(self, customer_id: object) -> None:
        self.customer_id = int(str(customer_id))
        self.score.setFocus()

    # saving

    def draft(self) -> FeedbackDraft:
        """The opinion as typed; raises Invalid with everything that is wrong."""
        values, problems = self._read()
        score = self.score.value()
        draft = FeedbackDraft(
            customer_id=self.customer_id,
            score=score if score is not None else HAPPY,
            why=str(values.get("why") or ""),
            testimonial=str(values.get("testimonial") or ""),
            may_quote=bool(values.get("may_quote")),
            quoted_as=str(values.get("quoted_as") or ""),
            interaction_id=self._base.interaction_id,
        )
        problems = {**draft.problems(self.ctx.book.clock.today()), **problems}
        if score is None:
            problems["score"] = Message("Choose happy, so-so or unhappy.")
        if problems:
            raise Invalid(problems)
        return draft

    def save(self) -> None:
        """Write it down; an unhappy one goes on to the complaint when that is ticked."""
        if self._finished:
            return
        try:
            draft = self.draft()
            if self.answer is None:
                self.ctx.book.feedback.give(draft)
            else:
                self.ctx.book.feedback.change(self.answer.id, draft)
        except ShopbookError as error:
            self._show_error(error)
            return
        complains = not self.complain.isHidden() and bool(self.complain.value())
        self._saved(self._draft_name(), _("The opinion is written down"))
        if complains and self.ctx.navigation.has("complaint"):
            self.ctx.navigation.go("complaint", {"customer_id": draft.customer_id, "what": draft.why})

    # what survives a crash

    def _draft_name(self) -> str:
        if self.answer is not None:
            return f"feedback:{self.answer.id}"
        return "feedback" if self._asks else f"feedback_of:{self.customer_id}"

    def _keep(self) -> None:
        kept = {"customer": str(self.customer_id or ""), "fields": self._typed()}
        worth = self.why.typed().strip() or self.testimonial.typed().strip()
        self._keep_or_drop(self._draft_name(), worth, kept)

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        if self._asks and kept.get("customer"):
            self.customer_id = int(kept["customer"])
            self.person.show_customer(self.customer_id)
        for key, field in self.fields.items():
            if key in kept["fields"]:
                field.restore(kept["fields"][key])
        self.why.hint(lambda: _("You had begun to write this; it was kept."))
