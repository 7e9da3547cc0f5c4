"""The page of the shop's own reminders: what comes next, what is paused, what is done. Writing one is `sheet`."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import ShopbookError
from shopbook.followups.reminders import Reminder
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from ui.actions import Action
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.reminders import words
from ui.style import theme
from ui.widgets.buttons import Button, chip, icon_button, plain
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import h1

FILTERS = ("coming", "paused", "done")


class RemindersPage(Page):
    """Enter changes, P pauses, D is done with this time, X or Delete puts away."""

    TOPICS = ("reminder", "followup", "customer", "interaction")

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which = "coming"
        self._all: dict[int, Reminder] = {}
        self._names: dict[int, str] = {}
        self.model: RowModel[Reminder] = RowModel(
            self._ids, self._rows, [Column("reminder", lambda: _("Own reminders"), self._spoken)]
        )
        self.list = RowList(self.model, self._look, lambda: _("Own reminders"))
        self.list.own_keys = "nNpPdDxX"
        self.empty = EmptyState("bell", "", "", lambda: _("New reminder"), self._on_new, shortcut="N")
        self.chips: dict[str, Button] = {which: chip(partial(self._chip_words, which)) for which in FILTERS}
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.new = plain(lambda: _("New reminder"), "plus", "N")
        self.change = plain(lambda: _("Change"), "pencil", "Enter")
        self.pause = plain(lambda: _("Pause"), "pause", "P")
        self.done = plain(lambda: _("Done this time"), "check", "D")
        self.drop = plain(lambda: _("Put into the trash"), "trash-2", "X")
        self._lay_out()
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self.search_text)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip)
        self.back.clicked.connect(self.ctx.navigation.back)
        self.new.clicked.connect(self._on_new)
        self.change.clicked.connect(self._on_change)
        self.pause.clicked.connect(self._on_pause)
        self.done.clicked.connect(self._on_done)
        self.drop.clicked.connect(self._on_drop)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(h1(lambda: _("Own reminders")))
        head.addStretch(1)
        head.addWidget(self.new)
        chips = QWidget()
        row = FlowLayout(chips, 8)
        for button in self.chips.values():
            row.addWidget(button)
        self.deeds = QWidget()
        deeds = FlowLayout(self.deeds, 8)
        for button in (self.change, self.done, self.pause, self.drop):
            deeds.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 10)
        column.addLayout(head)
        column.addWidget(chips)
        column.addWidget(card, 1)
        column.addWidget(self.deeds)

    # what the page is asked

    def open(self, target: object) -> None:
        """Show one of the lists: "coming", "paused" or "done"."""
        if target in FILTERS:
            self.which = str(target)

    def refresh(self) -> None:
        """Read every reminder again; the chosen one stays chosen."""
        found = self.ctx.book.followups.reminders()
        self._all = {one.id: one for one in found}
        asked = sorted({one.draft.customer_id for one in found if one.draft.customer_id is not None})
        self._names = {row.id: row.title for row in self.ctx.book.customers.rows(asked)}
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))
            button.setChecked(which == self.which)
        self._say_empty()
        self._show_deeds()

    def retranslate(self) -> None:
        """The empty list's words depend on the filter."""
        self._say_empty()

    def first_focus(self) -> QWidget:
        """The list, or the button that fills it."""
        self.refresh_if_stale()
        if self.model.rowCount():
            return self.list
        return self.empty.button or self.new

    def customer_here(self) -> int | None:
        """Whom the chosen reminder is about."""
        one = self._chosen()
        return one.draft.customer_id if one is not None else None

    def actions_here(self) -> list[Action]:
        """Keys that work while the page is in front."""
        here = lambda: _("Own reminders")  # noqa: E731 -- a text to be asked again
        return [
            Action("new_reminder", lambda: _("New reminder"), self._on_new, "N", "plus", here),
            Action("pause_reminder", lambda: _("Pause or go on"), self._on_pause, "P", "pause", here),
            Action("done_reminder", lambda: _("Done this time"), self._on_done, "D", "check", here),
            Action("drop_reminder", lambda: _("Put into the trash"), self._on_drop, "X Del", "trash-2", here),
            Action("next_list", lambda: _("Next list"), self._on_next_list, "Ctrl+Tab", "", here),
        ]

    # the list

    def _of(self, which: str) -> list[Reminder]:
        def belongs(one: Reminder) -> bool:
            if one.next_on is None:
                return which == "done"
            return which == ("paused" if one.paused else "coming")

        found = [one for one in self._all.values() if belongs(one)]
        return sorted(found, key=lambda one: (one.next_on.isoformat() if one.next_on else "", -one.id))

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        return [one.id for one in self._of(self.which)]

    def _rows(self, ids: list[int]) -> list[Reminder]:
        return [self._all[one] for one in ids if one in self._all]

    def _look(self, one: Reminder) -> RowLook:
        draft = one.draft
        name = self._names.get(draft.customer_id or 0, "")
        parts = (words.repeat(draft), words.lead(draft), words.until(draft), name)
        return RowLook(
            title=draft.title,
            second=" · ".join(part for part in parts if part),
            icon="check" if one.next_on is None else "bell",
            tone="green" if one.next_on is None else "amber" if one.paused else "brand",
            amount=self._next_words(one),
            amount_tone="red" if one.late_on is not None and not one.paused else "text2",
            badge=_("Paused") if one.paused and one.next_on is not None else "",
            badge_tone="amber",
            faded=one.paused or one.next_on is None,
        )

    def _next_words(self, one: Reminder) -> str:
        if one.next_on is None:
            return _("Done")
        today, day = self.ctx.book.clock.today(), one.late_on or one.next_on
        return dates.ago(day, today) if abs((day - today).days) <= 31 else dates.date_long(day)

    def _spoken(self, one: Reminder) -> str:
        return self._look(one).spoken()

    def _chip_words(self, which: str) -> str:
        names = {
            "coming": pgettext("reminders", "To come"),
            "paused": pgettext("reminders", "Paused"),
            "done": pgettext("reminders", "Done"),
        }
        count = len(self._of(which))
        return f"{names[which]} {numbers.number(count)}" if count else names[which]

    def _say_empty(self) -> None:
        if self.which == "coming":
            self.empty.say(
                _("Nothing to be reminded of"),
                _("Rent, the electricity bill, the new year's account book: write it once, and it stands in the "
                  "day's list on its day."),
            )  # fmt: skip
        elif self.which == "paused":
            self.empty.say(_("No reminder is paused"))
        else:
            self.empty.say(_("No reminder has come to its end yet"))

    def _show_deeds(self) -> None:
        one = self._chosen()
        self.deeds.setVisible(one is not None)
        if one is not None:
            self.pause.say((lambda: _("Go on")) if one.paused else (lambda: _("Pause")))
            self.pause.setVisible(one.next_on is not None)
            self.done.setVisible(one.next_on is not None and not one.paused)

    def _chosen(self) -> Reminder | None:
        one = self.list.current_id()
        return self._all.get(one) if one is not None else None

    # the deeds

    def _on_chosen(self, _id: int | None) -> None:
        self._show_deeds()

    def _on_chip(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.refresh()

    def _on_next_list(self) -> None:
        self.which = FILTERS[(FILTERS.index(self.which) + 1) % len(FILTERS)]
        self.refresh()
        self.first_focus().setFocus()

    def _on_new(self) -> None:
        self.ctx.navigation.go("reminder")

    def _on_opened(self, id: int) -> None:
        self.ctx.navigation.go("reminder", {"reminder_id": id})

    def _on_change(self) -> None:
        one = self._chosen()
        if one is not None:
            self._on_opened(one.id)

    def _on_pause(self) -> None:
        one = self._chosen()
        if one is not None and one.next_on is not None:
            said = _("The reminder goes on") if one.paused else _("The reminder is paused")
            self._do(partial(self.ctx.book.followups.pause_reminder, one.id, not one.paused), said)

    def _on_done(self) -> None:
        one = self._chosen()
        if one is None or one.next_on is None or one.paused:
            return
        # What is late or of today is done through today; what is still to come, through its own day.
        through = max(one.next_on, self.ctx.book.clock.today())
        self._do(partial(self.ctx.book.followups.finish_reminder, one.id, through), self._done_words(one))

    def _done_words(self, one: Reminder) -> str:
        return _("Done: {title}").format(title=one.draft.title)

    def _on_drop(self) -> None:
        one = self._chosen()
        if one is not None:
            self._do(
                partial(self.ctx.book.followups.drop_reminder, one.id), _("The reminder is in the trash")
            )

    def _do(self, run: partial[None], said: str) -> None:
        history = self.ctx.book.history
        try:
            run()
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self.ctx.messages.done(said, undo=partial(history.undo, history.last_operation()))
        (self.list if self.model.rowCount() else self.first_focus()).setFocus()
