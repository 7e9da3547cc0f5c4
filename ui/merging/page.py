"""The page of those who were written down twice: pairs with their reasons, the merges that were made, and one pair side
by side. Nothing is merged before a person says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopbook.customers.model import CustomerRow
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from shopbook.merging.model import Merge, Pair
from shopbook.progress import Progress
from ui.actions import Action
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.merging import looks
from ui.merging.comparing import Comparison
from ui.navigation import Place
from ui.page import Page
from ui.style import theme
from ui.widgets.buttons import Button, chip, icon_button, plain
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label, h1

WHICH = ("found", "made")
MOST = 200
# More customers than this are looked through on the other thread: two seconds for 100,000.
AT_ONCE = 4000


class DuplicatesPage(Page):
    """Target: "made", or {"kept": id, "other": id} to compare (without the other: it is asked). Enter compares, X says
    that they are two, U separates what was merged; Esc leads back from a comparison to the list."""

    TOPICS = ("customer",)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.which = "found"
        self._pairs: dict[int, Pair] | None = None
        self._merges: dict[int, Merge] = {}
        self._people: dict[int, CustomerRow] = {}
        self._looking = False
        self.model: RowModel[Pair | Merge] = RowModel(
            self._ids,
            self._rows,
            [Column("pair", lambda: _("Written down twice"), self._spoken)],
            id_of=self._id_of,
        )
        self.list = RowList(self.model, self._look, lambda: _("Written down twice"))
        self.list.own_keys = "xXuU"
        self.empty = EmptyState("users", "")
        self.chips: dict[str, Button] = {which: chip(partial(self._chip_words, which)) for which in WHICH}
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.head = h1(lambda: _("Written down twice"))
        self.compare = plain(lambda: _("Compare"), "arrow-left-right", "Enter")
        self.two = plain(lambda: _("These are two people"), "users", "X")
        self.part = plain(lambda: _("Separate again"), "undo-2", "U")
        self.comparison = Comparison(ctx)
        self.stack = QStackedWidget()
        self._lay_out()
        self.list.opened.connect(self._on_opened)
        self.list.chosen.connect(self._on_chosen)
        self.list.typed.connect(self.search_text)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip)
        self.back.clicked.connect(self._on_back)
        self.compare.clicked.connect(self._on_compare)
        self.two.clicked.connect(self._on_two)
        self.part.clicked.connect(self._on_part)
        self.comparison.merged.connect(self._on_merged)
        self.comparison.parted.connect(self._on_parted)
        ctx.navigation.went.connect(self._on_went)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.back)
        head.addWidget(self.head)
        head.addStretch(1)
        chips = QWidget()
        row = FlowLayout(chips, 8)
        for button in self.chips.values():
            row.addWidget(button)
        self.why = Label(
            lambda: _("Nothing is merged by itself. What was merged can be separated again."),
            "second",
            "text2",
            wrap=True,
        )
        self.deeds = QWidget()
        deeds = FlowLayout(self.deeds, 8)
        for button in (self.compare, self.two, self.part):
            deeds.addWidget(button)
        card = Card(margin=1, gap=0)
        card.body.addWidget(ListPanel(self.list, self.empty), 1)
        listed = QWidget()
        column = QVBoxLayout(listed)
        pad(column, 0, 0, 0, 0, 10)
        for widget in (chips, self.why):
            column.addWidget(widget)
        column.addWidget(card, 1)
        column.addWidget(self.deeds)
        self.stack.addWidget(listed)
        self.stack.addWidget(self.comparison)
        whole = QVBoxLayout(self)
        pad(whole, 20, 14, 20, 14, 10)
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)

    # what the page is asked

    @property
    def comparing(self) -> bool:
        """True while two pages stand side by side."""
        return self.stack.currentIndex() == 1

    def open(self, target: object) -> None:
        """Show a list, or compare two pages."""
        if isinstance(target, Mapping):
            kept, other = (target.get(key) for key in ("kept", "other"))
            if isinstance(kept, int):
                self.stack.setCurrentIndex(1)
                self.comparison.show_pair(kept, other if isinstance(other, int) else 0)
                self.stale = True
                return
        self.stack.setCurrentIndex(0)
        self.which = str(target) if target in WHICH else "found"
        self._pairs = None
        self.stale = True

    def refresh(self) -> None:
        """Read what is in front again; a merge elsewhere takes its pairs out of the list."""
        self.head.say(
            (lambda: _("One person, or two?")) if self.comparing else (lambda: _("Written down twice"))
        )
        if self.comparing:
            self.comparison.refresh()
            return
        if self._pairs is None:
            self._look_for()
        self._merges = {one.id: one for one in self.ctx.book.merging.merges(MOST)}
        asked = {each for pair in (self._pairs or {}).values() for each in (pair.one_id, pair.other_id)}
        rows = self.ctx.book.customers.rows(sorted(asked))
        self._people = {row.id: row for row in rows}
        self._forget_settled()
        had_keyboard = self.list.hasFocus()
        self.model.refetch()
        if self.list.current_id() is None:
            self.list.choose_first()
        for which, button in self.chips.items():
            button.say(partial(self._chip_words, which))
            button.setChecked(which == self.which)
        self._say_empty()
        self._show_deeds()
        if had_keyboard and not self.model.rowCount():
            self.first_focus().setFocus()

    def retranslate(self) -> None:
        """The empty list's words depend on which list it is."""
        self._say_empty()
        if self.comparing:
            self.comparison.refresh()

    def first_focus(self) -> QWidget:
        """The comparison, the list, or the chip of the empty list."""
        self.refresh_if_stale()
        if self.comparing:
            return self.comparison.first_focus()
        return self.list if self.model.rowCount() else self.chips[self.which]

    def customer_here(self) -> int | None:
        """The page that stays of the pair in front."""
        if self.comparing:
            return self.comparison.kept_id
        chosen = self._chosen()
        return None if chosen is None else chosen.one_id if isinstance(chosen, Pair) else chosen.kept_id

    def actions_here(self) -> list[Action]:
        """Keys that work while the page is in front."""
        here = lambda: _("Written down twice")  # noqa: E731 -- a text to be asked again
        if self.comparing:
            return [
                Action("merge_one", lambda: _("Make them one"), self.comparison.merge, "Ctrl+Return", "check",
                       here),
                Action("merge_two", lambda: _("These are two people"), self.comparison.dismiss, "X", "users", here),
                Action("merge_turn", lambda: _("Let the other page stay"), self.comparison.turn, "W",
                       "arrow-left-right", here),
            ]  # fmt: skip
        return [
            Action("merge_two", lambda: _("These are two people"), self._on_two, "X", "users", here),
            Action("merge_part", lambda: _("Separate again"), self._on_part, "U", "undo-2", here),
            Action("next_list", lambda: _("Next list"), self._on_next_list, "Ctrl+Tab", "", here),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.comparing:
            self._on_back()
            return
        super().keyPressEvent(event)

    # looking for pairs

    def _look_for(self) -> None:
        """Read the pairs: of a small book at once, of a large one on the other thread."""
        if self.ctx.book.customers.count() <= AT_ONCE:
            self._take(self.ctx.book.merging.suggestions(MOST))
            return
        self._pairs = {}
        if self._looking:
            return
        self._looking = True
        second = self.ctx.book.second

        def work(progress: Progress) -> list[Pair]:
            with second(read_only=True) as book:
                return book.merging.suggestions(MOST, progress)

        title = _("Looking for customers who were written down twice")
        self.ctx.jobs.run(title, work, self._on_found, self._on_not_found)

    def _take(self, pairs: list[Pair]) -> None:
        self._pairs = dict(enumerate(pairs, 1))

    def _on_found(self, pairs: list[Pair]) -> None:
        self._looking = False
        self._take(pairs)
        self.make_stale()

    def _on_not_found(self, error: BaseException) -> None:
        self._looking = False
        if isinstance(error, ShopbookError):
            self.ctx.messages.problem(error)

    def _forget_settled(self) -> None:
        """Pairs of which one page is gone meanwhile."""
        alive = set(self.ctx.book.customers.ids("newest")) if self._pairs else set()
        self._pairs = {
            key: pair
            for key, pair in (self._pairs or {}).items()
            if pair.one_id in alive and pair.other_id in alive
        }

    # the list

    def _ids(self, _sort: Sort | None) -> list[int | Section]:
        return list(self._pairs or {}) if self.which == "found" else list(self._merges)

    def _rows(self, ids: list[int]) -> list[Pair | Merge]:
        found: Mapping[int, Pair | Merge] = (self._pairs or {}) if self.which == "found" else self._merges
        return [found[one] for one in ids if one in found]

    def _id_of(self, one: Pair | Merge) -> int:
        if isinstance(one, Merge):
            return one.id
        return next(key for key, pair in (self._pairs or {}).items() if pair is one)

    def _look(self, one: Pair | Merge) -> RowLook:
        if isinstance(one, Merge):
            return looks.of_merge(one, self.ctx.book.clock.today())
        return looks.of_pair(one, self._people)

    def _spoken(self, one: Pair | Merge) -> str:
        return self._look(one).spoken()

    def _chip_words(self, which: str) -> str:
        name = _("Perhaps one person") if which == "found" else _("Merged")
        count = len(self._pairs or {}) if which == "found" else len(self._merges)
        return f"{name} {numbers.number(count)}" if count else name

    def _say_empty(self) -> None:
        if self.which == "made":
            self.empty.say(_("Nothing was merged yet"))
        elif self._looking:
            self.empty.say(_("Looking …"))
        else:
            self.empty.say(
                _("Nobody seems to be written down twice"),
                _("Looked for: one phone, or one name with the same father, husband or area."),
            )

    def _show_deeds(self) -> None:
        chosen = self._chosen()
        self.deeds.setVisible(chosen is not None)
        self.compare.setVisible(isinstance(chosen, Pair))
        self.two.setVisible(isinstance(chosen, Pair))
        self.part.setVisible(isinstance(chosen, Merge) and chosen.is_standing)
        self.part.setEnabled(isinstance(chosen, Merge) and chosen.can_part)

    def _chosen(self) -> Pair | Merge | None:
        one = self.list.current_id()
        rows = self._rows([one]) if one is not None else []
        return rows[0] if rows else None

    # the deeds

    def _on_chosen(self, _id: int | None) -> None:
        self._show_deeds()

    def _on_chip(self) -> None:
        self.which = next(which for which, button in self.chips.items() if button is self.sender())
        self.refresh()

    def _on_next_list(self) -> None:
        self.which = WHICH[(WHICH.index(self.which) + 1) % len(WHICH)]
        self.refresh()
        self.first_focus().setFocus()

    def _on_opened(self, _id: int) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Merge):
            self.ctx.navigation.go("customer", chosen.kept_id)
        else:
            self._on_compare()

    def _on_compare(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Pair):
            # The older page stays unless somebody turns them: its number stands on more papers.
            self.ctx.navigation.go("duplicates", {"kept": chosen.one_id, "other": chosen.other_id})

    def _on_went(self, place: Place, page: Page) -> None:
        """Back from a comparison, or called without a target: the list."""
        if page is self and self.comparing and not isinstance(place.target, Mapping):
            self.stack.setCurrentIndex(0)
            self.refresh()
            self.first_focus().setFocus()

    def _on_back(self) -> None:
        self.ctx.navigation.back()

    def _on_two(self) -> None:
        chosen = self._chosen()
        if not isinstance(chosen, Pair):
            return
        pair = (chosen.one_id, chosen.other_id)
        try:
            self.ctx.book.merging.dismiss(*pair)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self._on_parted(pair)

    def _on_parted(self, pair: tuple[int, int]) -> None:
        self._pairs = {
            key: one for key, one in (self._pairs or {}).items() if {one.one_id, one.other_id} != set(pair)
        }
        self._leave_comparison()
        self.ctx.messages.done(
            _("They stay two people and are not shown here again"), undo=partial(self._suggest_again, pair)
        )

    def _suggest_again(self, pair: tuple[int, int]) -> None:
        self.ctx.book.merging.suggest_again(*pair)
        self._pairs = None
        self.make_stale()

    def _on_merged(self, merge_id: int) -> None:
        one = self.ctx.book.merging.merge_row(merge_id)
        self.ctx.navigation.go("customer", one.kept_id)
        said = _("{name} is one page now").format(name=numbers.to_script(one.kept_title))
        self.ctx.messages.done(said, undo=partial(self._separate, merge_id))

    def _on_part(self) -> None:
        chosen = self._chosen()
        if isinstance(chosen, Merge) and chosen.can_part:
            try:
                self._separate(chosen.id)
            except ShopbookError as error:
                self.ctx.messages.problem(error)

    def _separate(self, merge_id: int) -> None:
        parted = self.ctx.book.merging.unmerge(merge_id)
        said = [_("They are two pages again"), *(say(each) for each in parted.stayed)]
        self.ctx.messages.info("\n".join(said))
        self._pairs = None
        self.make_stale()

    def _leave_comparison(self) -> None:
        if self.comparing:
            self.ctx.navigation.go("duplicates")
        else:
            self.refresh()
            self.first_focus().setFocus()
