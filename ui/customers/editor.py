"""The whole form of a customer, new or old. Which rules a record must keep is the core's affair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.customers.model import CustomerDraft
from shopbook.customers.one_line import draft_of_line
from shopbook.errors import Invalid, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from shopbook.notes.words import RELATIONS
from ui.actions import Action
from ui.context import Context
from ui.customers import deeds, words
from ui.customers.fields import HourField, PartialDayField, PhonesField, TagsField, choices
from ui.forms.choices import ChipsField, ChoiceField
from ui.forms.field import Field
from ui.forms.figures import MoneyField, NumberField
from ui.forms.form import Form
from ui.forms.texts import LongTextField, TextField, TickField
from ui.page import Page
from ui.qt import AlignLeft
from ui.style import theme
from ui.translation import Text
from ui.widgets.badges import Line
from ui.widgets.buttons import plain, primary, quiet
from ui.widgets.cards import Banner, SidePanel, pad
from ui.widgets.text import Label, h1

WIDEST = 820


class CustomerEditor(Page):
    """Calm groups of fields. Ctrl+Enter saves; Esc goes back and keeps what was typed until it is saved or dropped."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.customer_id: int | None = None
        self._before: dict[str, Any] = {}
        self.heading = h1("")
        self.kept = Banner("info", lambda: _("This is what you were typing before; it is not saved yet."), "",
                           lambda: _("Drop it"))  # fmt: skip
        self.review = Banner("amber", "", "", lambda: _("It is right"))
        self.phones = PhonesField(ctx, "phones", lambda: _("Phone"))
        self.form = Form(self._who(), CustomerDraft(), enter_finishes=False)
        self.private: list[Field] = []
        self._add_groups()
        self.fold = quiet(lambda: _("Private: tier and credit limit"), "eye-off", "Alt+P")
        self.form.body.addWidget(Line())
        self.form.body.addWidget(self.fold, 0, AlignLeft)
        self._add_private()
        self.cancel = plain(lambda: _("Back"), "arrow-left", "Esc")
        self.save = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        self._lay_out()

        self.form.finished.connect(self._on_save)
        self.form.backed.connect(self._on_back)
        self.form.settled.connect(self._keep)
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self._on_back)
        self.fold.clicked.connect(self._on_fold)
        self.kept.pressed.connect(self._on_drop)
        self.review.pressed.connect(self._on_reviewed)

    # the form

    def _who(self) -> list[Sequence[Field]]:
        relations = {code: RELATIONS[code] for code in ("father", "husband", "mother")}
        return [
            [
                TextField("name", lambda: _("Name"), stretch=3),
                ChoiceField("honorific", lambda: _("What we call them"), choices(words.HONORIFICS, none="—")),
            ],
            [
                TextField("nickname", lambda: _("Nickname")),
                TextField("guardian_name", lambda: _("Father's or husband's name"), stretch=2),
                ChoiceField("guardian_relation", lambda: _("Who that is"), choices(relations, none="—")),
            ],
            [self.phones],
        ]

    def _add_groups(self) -> None:
        add = self.form.add_row
        self._group(lambda: _("Where"))
        add(TextField("area", lambda: _("Area")), TextField("landmark", lambda: _("Landmark")))
        add(
            TextField("address", lambda: _("Address"), stretch=2),
            TextField("occupation", lambda: _("Occupation")),
        )
        self._group(lambda: _("Days to remember"))
        add(
            PartialDayField("birthday", lambda: _("Birthday")),
            PartialDayField("wedding", lambda: pgettext("family", "Wedding day")),
        )
        add(ChipsField("festivals", lambda: _("Festivals"), choices(words.FESTIVALS), many=True))
        self._group(lambda: _("What suits them"))
        any_time = lambda: _("any time")  # noqa: E731 -- a text to be asked again
        add(
            HourField("best_from", lambda: _("Call from"), any_time=any_time),
            HourField("best_to", lambda: _("Call until"), any_time=any_time),
            NumberField("touch_days", lambda: _("Ask after them every so many days"), least=1, most=3650),
        )
        add(TickField("do_not_call", lambda: _("Do not call")), TickField("no_gift", lambda: _("No gifts")))
        add(TextField("do_not_call_reason", lambda: _("Why they are not to be called")))
        self._group(lambda: _("Also good to know"))
        add(TagsField("tags", lambda: _("Groups"), hint=lambda: _("With commas between: builders, school")))
        add(LongTextField("remark", lambda: _("Remark"), lines=2))

    def _add_private(self) -> None:
        self.private = [
            ChoiceField("tier", lambda: _("Tier"), choices(words.TIERS)),
            MoneyField("credit_limit_paisa", lambda: _("Credit limit"), empty=None),
        ]
        self.form.add_row(*self.private)
        self._show_private(False)

    def _group(self, title: Text) -> None:
        self.form.body.addSpacing(theme.px(6))
        self.form.body.addWidget(Line())
        self.form.body.addWidget(Label(title, "h2"))

    def _lay_out(self) -> None:
        panel = SidePanel()
        middle = QWidget()
        middle.setMaximumWidth(theme.px(WIDEST))
        inside = QVBoxLayout(middle)
        pad(inside, 0, 0, 0, 0, 10)
        for widget in (self.kept, self.review, self.form):
            inside.addWidget(widget)
        inside.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(middle, 100)
        line.addStretch(1)
        panel.body.addLayout(line)
        panel.footer.addStretch(4)
        panel.add_footer(self.cancel, self.save)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addWidget(self.heading)
        column.addWidget(panel, 1)

    # what the page is asked

    def open(self, target: object) -> None:
        """An id to edit, or the text typed so far for somebody new."""
        if isinstance(target, int):
            self.customer_id = target
            self._fill(self.ctx.book.customers.get(target).draft)
        else:
            self.customer_id = None
            self._fill(draft_of_line(str(target or "")), compare=CustomerDraft())

    def refresh(self) -> None:
        """Only the heading: what is being typed is never overwritten."""
        self.heading.say(self._heading())
        self._say_review()

    def retranslate(self) -> None:
        """The heading holds a name."""
        self.refresh()

    def first_focus(self) -> QWidget:
        """The name, or the phone when there is a name already and no phone."""
        draft_has_name = bool(self.form["name"].typed())
        return self.phones if draft_has_name and not self.phones.typed() else self.form["name"]

    def actions_here(self) -> list[Action]:
        """Keys that work while the form is in front."""
        here = lambda: _("In the form of a customer")  # noqa: E731 -- a text to be asked again
        return [
            Action("save", lambda: _("Save"), self._on_save, "Ctrl+Return Ctrl+S", "check", here),
            Action("private", lambda: _("Show or hide what is private"), self._on_fold, "Alt+P", "eye", here),
        ]

    def customer_here(self) -> int | None:
        """Whose record it is."""
        return self.customer_id

    # what is typed

    @property
    def _draft_name(self) -> str:
        return f"customer:{self.customer_id or 'new'}"

    def _fill(self, draft: CustomerDraft, compare: CustomerDraft | None = None) -> None:
        self.phones.besides(self.customer_id)
        self.form.set_draft(compare or draft)
        self._before = self.form.values()
        kept = self.ctx.book.drafts.kept(self._draft_name)
        # A text just typed elsewhere is newer than anything kept.
        use = kept if kept and draft in (compare, self.form._base) else None
        self.form.set_draft(draft)
        if use:
            self.form.restore(use)
        self.kept.setVisible(bool(use))
        self._show_private(False)

    def _keep(self) -> None:
        if self.form.values() == self._before:
            self.ctx.book.drafts.drop(self._draft_name)
        else:
            self.ctx.book.drafts.keep(self._draft_name, self.form.values())

    def _on_drop(self) -> None:
        self.ctx.book.drafts.drop(self._draft_name)
        self.open(self.customer_id)
        self.form.focus_first()

    def _on_save(self) -> None:
        book = self.ctx.book
        try:
            draft: CustomerDraft = self.form.draft()
            kept_as = self._draft_name
            if self.customer_id is None:
                id = deeds.add(self.ctx, draft)
            else:
                id = self.customer_id
                book.customers.change(id, draft, by=self)
                self.ctx.navigation.go("customer", id)
                deeds.done(self.ctx, _("Saved"))
            book.drafts.drop(kept_as)
        except Invalid as invalid:
            self._show_private(
                any(field.key in invalid.problems for field in self.private) or self._private_shown()
            )
            self.form.show_problems(invalid.problems)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
        else:
            self._before = self.form.values()

    def _on_back(self) -> None:
        self._keep()
        if self.form.values() != self._before:
            self.ctx.messages.info(_("What you typed is kept; it waits in the form."))
        if not self.ctx.navigation.back():
            self.ctx.navigation.go("customers")

    # what is shown

    def _heading(self) -> str:
        if self.customer_id is None:
            return _("New customer")
        return _("Edit: {name}").format(
            name=numbers.to_script(self.ctx.book.customers.get(self.customer_id).title)
        )

    def _say_review(self) -> None:
        record = self.ctx.book.customers.get(self.customer_id).draft if self.customer_id is not None else None
        self.review.setVisible(record is not None and record.needs_review)
        if record is not None:
            self.review.say(_("Please look whether this record is right."), record.review_reason)

    def _on_reviewed(self) -> None:
        if self.customer_id is not None:
            self.ctx.book.customers.reviewed(self.customer_id)
            deeds.done(self.ctx, _("Marked as right"))
            self.refresh()

    def _private_shown(self) -> bool:
        return not self.private[0].isHidden()

    def _on_fold(self) -> None:
        self._show_private(not self._private_shown())
        if self._private_shown():
            self.private[0].setFocus()

    def _show_private(self, on: bool) -> None:
        for field in self.private:
            field.setVisible(on)
        self.fold.say(
            (lambda: _("Hide what is private")) if on else (lambda: _("Private: tier and credit limit")),
            "eye" if on else "eye-off",
        )
