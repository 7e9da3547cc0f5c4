"""The shop's own words: a template chosen on the left, changed on the right, seen as a customer would read it.

What a template may hold and how it is filled is shopbook.wording; which card gets which is the list's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.errors import Invalid, Message
from shopbook.followups.messages import sample_values, title_of
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext, pgettext, say
from shopbook.wording.filling import fill
from shopbook.wording.model import BLANKS, KINDS, Template, TemplateDraft, spelled
from shopbook.wording.sms import parts
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.forms.texts import LongTextField, TextField
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel
from ui.lists.views import RowList
from ui.settings.pane import Pane
from ui.style import theme
from ui.widgets.buttons import Button, plain, primary, quiet
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

LIST_WIDTH, LIST_HEIGHT = 300, 360
NEW = "new"


class WordingPane(Pane):
    """What was typed and not saved stays with its template until it is saved or put back."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        self._templates: list[Template] = []
        self._code = ""
        self._typed: dict[tuple[str, str], tuple[str, str]] = {}
        self._silent = False
        self._sample: dict[str, str] = {}
        self._unaddressed: dict[str, str] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._make_list())
        row.addWidget(self._make_editor(), 1)
        self.column.addLayout(row)
        self.end()
        self.show_now()
        self.kind.changed.connect(self._on_kind_changed)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.new.clicked.connect(self._on_new)
        for field in (self.title, self.body):
            field.changed.connect(self._on_typed)
            field.finish_asked.connect(self.save)
        self.body.entered.connect(self._on_line_wanted)
        self.title.entered.connect(self.body.setFocus)
        self.keep.clicked.connect(self.save)
        self.back.clicked.connect(self._on_back)
        self.drop.clicked.connect(self._on_drop)

    def _make_list(self) -> QWidget:
        card = Card(margin=12, gap=8)
        card.setFixedWidth(theme.px(LIST_WIDTH))
        self.kind = ChipsField(
            "kind",
            lambda: _("Which words"),
            [
                Choice("message", lambda: pgettext("templates", "Messages")),
                Choice("script", lambda: pgettext("templates", "On the phone")),
            ],
        )
        self.kind.set_value("message")
        card.body.addWidget(self.kind)
        column = Column[Template]("title", lambda: _("Template"), _title)
        self.model: RowModel[Template] = RowModel(self._ids, self._rows, [column], id_of=self._place)
        self.list = RowList(self.model, self._look, lambda: _("Templates"))
        self.list.setMinimumHeight(theme.px(LIST_HEIGHT))
        card.body.addWidget(self.list, 1)
        self.new = plain(lambda: _("One of your own"), "plus")
        card.body.addWidget(self.new)
        return card

    def _make_editor(self) -> QWidget:
        card = Card(margin=18, gap=8)
        self.heading = Label("", "h2", wrap=True)
        card.body.addWidget(self.heading)
        self.title = TextField("title", lambda: _("Name of it"), longest=80)
        card.body.addWidget(self.title)
        self.body = LongTextField("body", lambda: _("The words"), lines=4)
        card.body.addWidget(self.body)
        card.body.addWidget(
            Label(lambda: _("Press to put in; each customer gets their own"), "caption", "text2", wrap=True)
        )
        self.chips = FlowLayout(gap=theme.px(6))
        self.blanks: dict[str, Button] = {}
        for blank in BLANKS:
            button = Button(partial(spelled, blank), kind="chip")
            button.setCheckable(False)
            button.clicked.connect(self._on_blank_clicked)
            self.blanks[blank] = button
            self.chips.addWidget(button)
        card.body.addLayout(self.chips)
        self.seen = Label(lambda: _("As a customer reads it"), "caption", "text2")
        card.body.addWidget(self.seen)
        self.preview = Label("", "second", "text", wrap=True)
        ground = Card(margin=12, gap=4)
        ground.body.addWidget(self.preview)
        card.body.addWidget(ground)
        self.cost = Label("", "caption", "text2")
        card.body.addWidget(self.cost)
        foot = FlowLayout(gap=theme.px(8))
        self.keep = primary(lambda: _("Save"), "check", "Ctrl+Enter")
        self.back = quiet(lambda: _("Put back the original"), "undo-2")
        self.drop = quiet(lambda: _("Put into the trash"), "trash-2")
        for button in (self.keep, self.back, self.drop):
            foot.addWidget(button)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        return card

    # what the settings ask

    def show_now(self) -> None:
        """What the book has; what was typed and not saved stands over it."""
        sample = sample_values(self._ctx.book.settings.shop(), self._ctx.book.clock.today())
        # Every template begins with the same greeting; in the list only what differs is told.
        self._unaddressed = {**sample, "greeting": "", "name": ""}
        self._sample = sample
        self._templates = self._ctx.book.wording.templates(self._kind())
        self.model.refetch()
        if not any(one.code == self._code for one in self._templates) and self._code != NEW:
            self._code = self._templates[0].code
        self._show_chosen()

    def first_focus(self) -> QWidget:
        """The list: arrows choose, Enter goes to the words."""
        return self.list

    def save(self) -> None:
        """Save the words in front; a problem stands under its field."""
        wording, draft = self._ctx.book.wording, TemplateDraft(self.title.typed(), self.body.typed())
        before = self._chosen()
        try:
            if self._code == NEW:
                code = wording.add(self._kind(), draft.title, draft.body, by=self)
                undo = partial(wording.drop, self._kind(), code)
                self._typed.pop((self._kind(), NEW), None)
                self._code = code
            elif before is None or (
                before.body == draft.body.strip() and _title(before) == draft.title.strip()
            ):
                self._ctx.messages.info(_("Nothing was changed."))
                return
            else:
                wording.save(self._kind(), before.code, draft.title, draft.body, by=self)
                undo = self._undo_of(before)
        except Invalid as invalid:
            self._show_problems(invalid.problems)
            return
        self._typed.pop((self._kind(), self._code), None)
        self._ctx.messages.done(_("Saved"), undo=undo)
        self.show_now()

    def _undo_of(self, before: Template) -> partial[None]:
        wording = self._ctx.book.wording
        if before.is_own or before.is_changed:
            return partial(wording.save, before.kind, before.code, _title(before), before.body)
        return partial(wording.reset, before.kind, before.code)

    # the list

    def _kind(self) -> str:
        return str(self.kind.value() or KINDS[0])

    def _ids(self, _sort: object) -> list[int | Section]:
        return [*range(1, len(self._templates) + 1)]

    def _rows(self, ids: list[int]) -> list[Template]:
        return [self._templates[id - 1] for id in ids if id <= len(self._templates)]

    def _place(self, template: Template) -> int:
        return self._templates.index(template) + 1

    def _look(self, template: Template) -> RowLook:
        first = fill(template.body, self._unaddressed).partition("\n")[0]
        badge, tone = "", "brand"
        if (template.kind, template.code) in self._typed:
            badge, tone = _("Not saved"), "amber"
        elif template.is_own:
            badge = _("Own")
        elif template.is_changed:
            badge = _("Changed")
        return RowLook(title=_title(template), second=first, badge=badge, badge_tone=tone)

    def _chosen(self) -> Template | None:
        return next((one for one in self._templates if one.code == self._code), None)

    # the words in front

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.list.current_id() != self._place(chosen):
            self._silent = True
            self.list.choose(self._place(chosen))
            self._silent = False
        title, body = self._typed.get(
            (self._kind(), self._code), (_title(chosen), chosen.body) if chosen else ("", "")
        )
        self.heading.say(_title(chosen) if chosen else _("One of your own"))
        self.title.setVisible(chosen is None or chosen.is_own)
        self.heading.setVisible(not (chosen is not None and chosen.is_own))
        self.title.set_value(title)
        if self.body.typed() != body:
            self.body.set_value(body)
        self._show_problems({})
        self._look_again()

    def _look_again(self) -> None:
        """The preview, its cost, and which buttons have something to do."""
        chosen, body = self._chosen(), self.body.typed()
        said = fill(body, self._sample)
        self.preview.say(said or _("Nothing yet."))
        is_message = self._kind() == "message"
        self.seen.say((lambda: _("As a customer reads it")) if is_message else (lambda: _("As it is said")))
        self.cost.setVisible(is_message)
        if is_message:
            self.cost.say(cost_line(said))
        is_typed = (self._kind(), self._code) in self._typed
        self.back.setVisible(chosen is not None and not chosen.is_own and (chosen.is_changed or is_typed))
        self.drop.setVisible(chosen is None or chosen.is_own)

    def _show_problems(self, problems: Mapping[str, Message]) -> None:
        self.title.show_problem(problems.get("title"))
        self.body.show_problem(problems.get("body"))
        if problems:
            (self.title if "title" in problems else self.body).setFocus()

    def _bring_back(self, dropped: Template) -> None:
        self._ctx.book.wording.add(dropped.kind, _title(dropped), dropped.body)

    # what happens

    def _on_kind_changed(self) -> None:
        self._code = ""
        self.show_now()

    def _on_chosen(self, id: int | None) -> None:
        if id is not None and not self._silent and 0 < id <= len(self._templates):
            self._code = self._templates[id - 1].code
            self._show_chosen()

    def _on_opened(self, _id: int) -> None:
        self.body.setFocus()

    def _on_new(self) -> None:
        self._code = NEW
        self.list.setCurrentIndex(QModelIndex())
        self._show_chosen()
        self.title.setFocus()

    def _on_typed(self) -> None:
        self._typed[(self._kind(), self._code)] = (self.title.typed(), self.body.typed())
        draft = TemplateDraft(self.title.typed(), self.body.typed())
        # While words are typed only a blank nobody knows is worth saying; an empty field is not.
        self.body.show_problem(draft.problems().get("body") if draft.body.strip() else None)
        self.list.viewport().update()
        self._look_again()

    def _on_line_wanted(self) -> None:
        """Enter is a new line here: scripts have several."""
        self.body.area.insertPlainText("\n")
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_blank_clicked(self) -> None:
        blank = next(name for name, button in self.blanks.items() if button is self.sender())
        self.body.area.insertPlainText(spelled(blank))
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        before = self._chosen()
        if before is None:
            return
        self._typed.pop((before.kind, before.code), None)
        if before.is_changed:
            self._ctx.book.wording.reset(before.kind, before.code, by=self)
            self._ctx.messages.done(_("The original words are back"), undo=self._undo_of(before))
        self.show_now()

    def _on_drop(self) -> None:
        before = self._chosen()
        self._typed.pop((self._kind(), self._code), None)
        if before is not None:
            self._ctx.book.wording.drop(before.kind, before.code, by=self)
            self._ctx.messages.done(_("Put into the trash"), undo=partial(self._bring_back, before))
        self._code = ""
        self.show_now()


def _title(template: Template) -> str:
    if template.is_own:
        return str(template.title)
    return say(title_of(template.code))


def cost_line(text: str) -> str:
    """What the sample costs as SMS: ২টি এসএমএস · ১১৮ অক্ষর."""
    found = parts(text)
    sms = ngettext("{n} SMS", "{n} SMS", found.parts).format(n=numbers.number(found.parts))
    letters = ngettext("{n} letter", "{n} letters", found.characters).format(
        n=numbers.number(found.characters)
    )
    left = ngettext("{n} left in it", "{n} left in it", found.left).format(n=numbers.number(found.left))
    return " · ".join((sms, letters, left))
