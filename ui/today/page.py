"""The home screen: the day's ranked cards, the chosen one opened beside them, and a key for everything done with it.

Who is in the list and why is shopbook.followups; how calls are written down is ui/calls.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import StorageError
from shopbook.followups.model import Card, Lane, Today
from shopbook.localisation import numbers
from shopbook.localisation.language import _, pgettext
from ui.actions import Action
from ui.context import Context
from ui.lists.looks import RowLook, Section
from ui.lists.model import Column, RowModel
from ui.lists.views import ListPanel, RowList
from ui.page import Page
from ui.style import theme
from ui.today import call_sheet, header, keys, looks
from ui.today.away import AwayBanner
from ui.today.beside import Beside
from ui.today.deeds import Deeds
from ui.today.nothing import NothingToDo
from ui.today.rest import RestLine
from ui.today.team import TeamChooser
from ui.widgets.cards import Card as Ground
from ui.widgets.cards import pad

if TYPE_CHECKING:
    from shopbook.notes.model import Note
    from ui.today.panel import CardPanel

# Below these heights of the page the tiles, the heading and the opened card give their room to the list.
TILES_FROM = 480
HEADING_FROM = 250
PANEL_FROM = 185
PANEL_FROM_WIDTH = 680
# Under this the name needs the room of the badge.
NARROW_LIST = 400
MINUTE_MS = 60_000
# "Show the rest" fetches so many days' worth of each reason; pressed again, as many times that.
MORE_TIMES = 5
# Page topics: everything a reason can come from.
TOPICS = (
    *("customer", "sale", "ledger", "promise", "warranty", "note", "gift", "interaction", "callback"),
    *("reminder", "followup", "shop", "setting", "import", "staff", "wording", "product"),
    *("complaint", "shop_promise", "buy_promise", "demand", "feedback", "reward", "job"),
)


class TodayPage(Page):
    """আজকের কাজ."""

    TOPICS = TOPICS

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.today = Today(on=ctx.book.clock.today())
        self._numbers: dict[str, int] = {}
        self._cards: dict[int, Card] = {}
        self._left_behind = ""
        self.model: RowModel[Card] = RowModel(
            self._fetch_ids,
            self._fetch_rows,
            [Column("card", lambda: _("Call"), self._spoken)],
            id_of=self._id_of,
        )
        self.list = RowList(self.model, self._look, lambda: _("Today's work"))
        self.list.own_keys = "0123456sSdDxXoOmMqQwWtThH"
        self.empty = NothingToDo(ctx)
        self.beside = Beside(self._open_card)
        self.deeds = Deeds(ctx, self)
        self.team = TeamChooser(ctx)
        self.heading = header.Heading(self.team)
        self.tiles = header.Tiles()
        self.banner = AwayBanner()
        self.rest_line = RestLine()
        self._times, self._times_on = 1, dt.date.min
        self._lay_out()
        self.list.installEventFilter(self)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.start()

        self.deeds.asked.connect(self.do)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self.search_text)
        self.beside.deed.connect(self._on_deed)
        self.beside.resolved.connect(self._on_resolved)
        self.heading.sheet.clicked.connect(self.print_sheet)
        self.heading.more.clicked.connect(self._on_more)
        self.team.chosen.connect(self.make_stale)
        self.heading.callback.clicked.connect(self._on_callback)
        self.heading.remind.clicked.connect(self._on_remind)
        self._minute.timeout.connect(self._on_minute)
        self.banner.pressed.connect(self.deeds.show_passed)
        self.rest_line.asked.connect(self._on_rest_asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 20, 12, 20, 12, 10)
        for widget in (self.heading, self.banner, self.tiles):
            column.addWidget(widget)
        ground = Ground(margin=1, gap=0)
        ground.body.addWidget(ListPanel(self.list, self.empty), 1)
        ground.body.addWidget(self.rest_line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(ground, 7)
        row.addWidget(self.beside, 4)
        column.addLayout(row, 1)

    @property
    def panel(self) -> CardPanel:
        """The chosen card, opened."""
        return self.beside.panel

    # what the window asks

    def refresh(self) -> None:
        """Look back on days away, make the list anew, keep the cursor where the work is."""
        with suppress(StorageError):  # a book that can only be read still shows its day
            self.ctx.book.followups.catch_up(by=self)
        before = self.list.current_id()
        was = self._cards.get(before) if before is not None else None
        self._read()
        self.model.refetch()
        self._follow(was)
        now = self.ctx.book.clock.now()
        self.heading.show_day(now, self.ctx.book.followups.day().is_holiday, self.team.away_words())
        self.tiles.show_counts(self.today.counts, dues=self.ctx.may("see_dues"))
        self.banner.show_banner(self.today.banner, self.today.on)
        self.rest_line.show_cut(self.today.cut)
        if not self.model.rowCount():
            self.empty.look_again()
        self._make_room()
        self.beside.refresh()

    def _read(self) -> None:
        self.team.look_again()
        if self._times_on != self.ctx.book.clock.today():
            self._times = 1
        self.today = self.ctx.book.followups.today(staff=self.team.staff_id, times=self._times)
        self._cards = {self._number(card): card for card in self.today.all_cards()}

    def _follow(self, was: Card | None) -> None:
        """Where the cursor goes: back to a card that returned, on to the next when this one left the work at hand."""
        back = self._cards.get(self._numbers.get(self._left_behind, -1))
        if back is not None and back.lane is Lane.NOW:
            self.list.choose(self._number(back))
            self._left_behind = ""
            return
        if was is None:
            self.list.choose_first()
            return
        now = self._cards.get(self._number(was))
        if was.lane is Lane.NOW and (now is None or now.lane is not Lane.NOW):
            self._left_behind = was.key
            if now is not None:
                self._choose_near(was)

    def _choose_near(self, was: Card) -> None:
        """The card that stands in the place of one that moved to another part of the list."""
        following = [card for card in self.today.cards if card.score <= was.score]
        nearest = following[0] if following else self.today.cards[-1] if self.today.cards else None
        if nearest is not None:
            self.list.choose(self._number(nearest))

    def waiting(self) -> int:
        """How many cards wait, for the badge; reads anew when something changed while the page was hidden."""
        if self.stale:
            self._read()
        return self.today.counts.now

    def customer_here(self) -> int | None:
        """The customer of the chosen card."""
        card = self.chosen_card()
        return card.customer_id if card is not None else None

    def first_focus(self) -> QWidget:
        """The list, so that the keys work at once; filled first, an empty one leaves it to its button."""
        self.refresh_if_stale()
        return self.list if self.model.rowCount() else self.empty.first_step() or self.list

    def retranslate(self) -> None:
        """The list and panel are read anew with the refresh that follows."""
        self.list.viewport().update()

    def actions_here(self) -> list[Action]:
        """Every deed of the list with its key."""
        return [*keys.actions(self.do, self.print_sheet), *call_sheet.actions(self.ctx)]

    def search_text(self, text: str) -> None:
        """Bengali digits are typed on a Bengali keyboard for the keys of outcomes; other letters search."""
        outcome = keys.OUTCOMES.get(numbers.to_ascii(text))
        if outcome is not None:
            self.do(outcome)
        else:
            super().search_text(text)

    # the list

    def chosen_card(self) -> Card | None:
        """The card the cursor is on."""
        id = self.list.current_id()
        return self._cards.get(id) if id is not None else None

    def choose(self, card: Card) -> None:
        """Put the cursor on a card."""
        self.list.choose(self._number(card))

    def _number(self, card: Card) -> int:
        """The small number a household has in the list for as long as the program runs."""
        return self._numbers.setdefault(card.key, len(self._numbers) + 1)

    def _id_of(self, card: Card) -> int:
        return self._number(card)

    def _fetch_ids(self, _sort: object) -> list[int | Section]:
        found: list[int | Section] = []
        for title, tone, cards in (
            (_("Now"), "brand", self.today.cards),
            (_("Later"), "blue", self.today.later),
            (pgettext("section", "Did not pick up"), "amber", self.today.no_answer),
            (pgettext("section", "Put off"), "blue", self.today.snoozed),
            (_("Held back"), "violet", self.today.held),
        ):
            if cards:
                found.append(Section(title, numbers.number(len(cards)), tone))
                found += [self._number(card) for card in cards]
        if found and not self.today.cards:
            # What waits for another hour must not look like work that is left.
            found.insert(0, Section(_("Nobody is left to call now"), "", "green"))
        return found

    def _fetch_rows(self, ids: list[int]) -> list[Card]:
        return [self._cards[id] for id in ids if id in self._cards]

    def _look(self, card: Card) -> RowLook:
        narrow = self.list.width() < theme.px(NARROW_LIST)
        return looks.look_of(card, self.ctx.book.clock.now(), narrow=narrow, staff=self.team.names)

    def _spoken(self, card: Card) -> str:
        return self._look(card).spoken()

    def _open_card(self, panel: CardPanel) -> None:
        card = self.chosen_card()
        if card is None:
            panel.show_card(None, None, (), self.today.on)
            return
        details = self.ctx.book.followups.details(card)
        panel.show_card(card, details, self._open_notes(card), self.today.on)

    def _open_notes(self, card: Card) -> tuple[Note, ...]:
        if card.customer_id is None:
            return ()
        notes = self.ctx.book.notes.notes(card.customer_id, 20)
        return tuple(note for note in notes if note.needs_closing and note.resolved_on is None)[:3]

    # what is done

    def do(self, deed: str) -> None:
        """Do a deed with the chosen card: an outcome of a call, or snooze, done, skip, release, copy ..."""
        card = self.chosen_card()
        if deed == "payment":
            self.deeds.take_payment(card)
        if card is None:
            return
        items = self.panel.ticked() or card.reasons
        if deed in keys.OUTCOMES.values():
            target = {"card": card, "ticked": self.panel.ticked(), "outcome": deed}
            self.ctx.navigation.go("call", target)
            return
        match deed:
            case "snooze":
                self.deeds.snooze(items)
            case "skip":
                self.deeds.skip(items)
            case "done":
                self.deeds.finish(card, items)
            case "other_number":
                self.deeds.other_number(card, items)
            case "visit":
                self.deeds.visit(card)
            case "release":
                self.deeds.release(card)
            case "copy_message":
                QApplication.clipboard().setText(self.panel.message)
                self.ctx.messages.info(_("The message is copied. Paste it where you send it from."))
            case "copy_phone":
                QApplication.clipboard().setText(numbers.to_ascii(numbers.phone(card.phone)).replace("-", ""))
                self.ctx.messages.info(_("The number is copied."))
            case "qr" | "whatsapp" | "dial" if card.phone:
                about = {"phone": card.phone, "name": looks.title_of(card), "text": self.panel.message}
                self.ctx.navigation.go(deed, about)
            case "product_help" if self.panel.product_id is not None:
                self.ctx.navigation.go(deed, self.panel.product_id)
            case "product_help":
                self.ctx.messages.info(_("This card is about no product of your list."))
            case "script":
                self.panel.turn_script()
            case "open" if card.customer_id is not None:
                self._open(card.customer_id)
            case "more":
                self._more(card)

    def _open(self, customer_id: int) -> None:
        if self.ctx.navigation.has("customer"):
            self.ctx.navigation.go("customer", customer_id)

    def _more(self, card: Card) -> None:
        from ui.today.menu import card_menu

        menu = card_menu(self.ctx, self, self.actions_here(), card, self.deeds.assign)
        corner = self.panel.more.mapToGlobal(QPoint(0, 0))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def print_sheet(self) -> None:
        """Make the day's call sheet and show it; Enter prints."""
        call_sheet.show_sheet(self.ctx, self.today, self.team.staff_id)

    # what happens

    def _on_chosen(self, _id: int | None) -> None:
        self.beside.refresh()

    def _on_opened(self, id: int) -> None:
        card = self._cards.get(id)
        if card is not None and card.customer_id is not None:
            self._open(card.customer_id)
        elif card is not None:
            self.do("talked")

    def _on_deed(self, deed: str) -> None:
        self.do(deed)

    def _on_resolved(self, note_id: int) -> None:
        self.deeds.resolve(note_id)
        self.list.setFocus()

    def _on_more(self) -> None:
        corner = self.heading.more.mapToGlobal(QPoint(0, self.heading.more.height()))
        self.heading.menu(call_sheet.more(self.ctx)).popup(corner)

    def _on_callback(self) -> None:
        self.ctx.navigation.go("callback")

    def _on_remind(self) -> None:
        self.ctx.navigation.go("reminder")

    def _on_rest_asked(self) -> None:
        """For the rest of the day more is fetched; of a huge book all of it would take seconds, each minute again."""
        self._times, self._times_on = self._times * MORE_TIMES, self.ctx.book.clock.today()
        self.make_stale()
        self.list.setFocus()

    def _on_minute(self) -> None:
        """Snoozes end by the clock, waits grow, and a program left open overnight wakes on another day."""
        if self.ctx.navigation.sheet is None:
            self.make_stale()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.list:
            # A strip came up from below: the card it is about stays in sight.
            self.list.scrollTo(self.list.currentIndex())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low page, or with a strip open below, the list comes first."""
        height = self.height()
        self.tiles.setVisible(height >= theme.px(TILES_FROM))
        self.heading.setVisible(height >= theme.px(HEADING_FROM))
        self.rest_line.give_room(height >= theme.px(HEADING_FROM))
        # Banners, tiles and heading stand above the opened card; its buttons must not be squeezed into one another.
        above = [self.heading, self.banner, self.tiles]
        left = height - sum(one.sizeHint().height() + theme.px(10) for one in above if not one.isHidden())
        roomy = left - theme.px(24) >= theme.px(PANEL_FROM) and self.width() >= theme.px(PANEL_FROM_WIDTH)
        self.beside.setVisible(self.model.rowCount() > 0 and roomy)
