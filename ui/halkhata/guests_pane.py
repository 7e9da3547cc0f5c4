"""The guests of a drive: cards before the day; on the day [name] Enter [amount] Enter, Space ticks who came."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopbook.dues.model import PaymentDraft
from shopbook.errors import Invalid, ShopbookError
from shopbook.halkhata.model import Guest, GuestsShown, Halkhata
from shopbook.localisation import numbers
from shopbook.localisation.language import _, say
from ui.context import Context
from ui.forms.texts import TextField
from ui.halkhata import words
from ui.halkhata.guest_panel import GuestPanel
from ui.lists.model import Column, RowModel, Sort
from ui.lists.views import ListPanel, RowList
from ui.printing import PAPERS, print_paper, show_paper
from ui.style import theme
from ui.widgets.buttons import Button, chip, plain
from ui.widgets.cards import Card, EmptyState, pad
from ui.widgets.flow import FlowLayout

SHOWN: tuple[GuestsShown, ...] = ("all", "waiting", "came", "paid", "left")
FIND_AFTER_MS = 120
# People found who are not on the list: more than these nobody means.
MOST_OTHERS = 3
SURE_FROM = 3
PANEL_WIDTH = 400


class GuestsPane(QWidget):
    """Search, list and the chosen guest."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self.ctx = ctx
        self.drive: Halkhata | None = None
        self.which: GuestsShown = "all"
        self._found: list[int] | None = None
        self._counts: dict[GuestsShown, int] = {}
        self._shown_guest: int | None = None
        self._asked: tuple[int, int, str, str] | None = None
        self.box = TextField(
            "find", lambda: _("Guest"), longest=60, example=lambda: _("Name, phone or a scanned number")
        )
        self.box.label.hide()
        self.cards = plain(self._cards_words, "printer", "Ctrl+P")
        self.paper_list = plain(lambda: _("List for the table"), "clipboard-list")
        self.chips: dict[GuestsShown, Button] = {key: chip(partial(self._chip_words, key)) for key in SHOWN}
        self.model: RowModel[Guest] = RowModel(
            self._fetch_ids,
            ctx.book.halkhatas.guests,
            [Column("name", lambda: _("Name"), lambda guest: words.look_of_guest(guest).spoken())],
        )
        self.list = RowList(self.model, words.look_of_guest, lambda: _("Guests"))
        self.empty = EmptyState("users", lambda: _("Nobody here"))
        self.others = QWidget()
        self._others = FlowLayout(self.others, 8)
        self._other_buttons: list[Button] = []
        self.panel = GuestPanel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FIND_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        pad(column, 0, 10, 0, 0, 8)
        top = QHBoxLayout()
        top.setSpacing(theme.px(10))
        top.addWidget(self.box, 1)
        top.addWidget(self.paper_list)
        top.addWidget(self.cards)
        column.addLayout(top)
        chips = QWidget()
        flow = FlowLayout(chips, 8)
        for button in self.chips.values():
            flow.addWidget(button)
        column.addWidget(chips)
        column.addWidget(self.others)
        self.others.hide()
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        ground = Card(margin=1, gap=0)
        ground.body.addWidget(ListPanel(self.list, self.empty), 1)
        halves.addWidget(ground, 1)
        halves.addWidget(self.panel)
        column.addLayout(halves, 1)

    def _connect(self) -> None:
        self._timer.timeout.connect(self.search_now)
        self.box.changed.connect(self._timer.start)
        self.box.entered.connect(self._on_found)
        self.box.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.typed.connect(self._on_typed)
        for button in self.chips.values():
            button.clicked.connect(self._on_chip)
        self.cards.clicked.connect(self.print_cards)
        self.paper_list.clicked.connect(self.print_list)
        self.panel.paid.connect(self._on_paid)
        self.panel.ticked.connect(self.tick)
        self.panel.profile.connect(self._on_profile)
        self.panel.card.connect(self.print_one)
        self.panel.left_off.connect(self._on_left_off)
        self.panel.backed.connect(self.begin)

    # what is shown

    def show_drive(self, drive: Halkhata, guest_id: int | None = None) -> None:
        """Show a drive's guests anew, the given one chosen."""
        if self.drive is None or self.drive.id != drive.id:
            self._clear_find()
            self.which = "all"
            self._shown_guest = None
        self.drive = drive
        self._counts = self.ctx.book.halkhatas.counts(drive.id)
        for key, button in self.chips.items():
            button.say(partial(self._chip_words, key))
            button.setChecked(key == self.which)
        self.cards.say(self._cards_words)
        self.cards.setEnabled(drive.invited > 0)
        self.model.refetch()
        if guest_id is not None:
            self.list.choose(guest_id)
        if self.list.current_id() is None:
            self.list.choose_first()
        self._show_guest(anew=False)

    def begin(self) -> None:
        """Ready for the next guest."""
        self.box.line.setFocus()
        self.box.line.selectAll()

    def search_now(self) -> None:
        """Show who answers to what was typed."""
        self._timer.stop()
        text = str(self.box.value())
        others: list[int] = []
        if text and self.drive is not None:
            self._found, others = self.ctx.book.halkhatas.find(self.drive.id, text)
        else:
            self._found = None
        can_ask = self.drive is not None and self.drive.is_open and len(text) >= SURE_FROM
        others = others[:MOST_OTHERS] if can_ask and len(self._found or ()) < MOST_OTHERS else []
        self._offer(others)
        self.model.refetch()
        self.list.choose_first()
        self.empty.say(
            lambda: _("No guest is called that") if self._found is not None else _("Nobody here"),
            lambda: _("Who is in the book but was not invited stands above.") if others else "",
        )

    def scanned(self, code: str) -> bool:
        """A card, memo or customer code was scanned: its guest is the one at the table."""
        self.box.set_value(code)
        self.search_now()
        self._on_found()
        return True

    def _offer(self, customer_ids: list[int]) -> None:
        for button in self._other_buttons:
            self._others.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._other_buttons = []
        for row in self.ctx.book.customers.rows(customer_ids):
            name = " ".join(
                part for part in (row.name, numbers.phone(row.phone) if row.phone else "") if part
            )
            button = plain(partial(_invite_words, name), "user-plus")
            button.setProperty("customer_id", row.id)
            button.clicked.connect(self._on_other)
            self._others.addWidget(button)
            self._other_buttons.append(button)
        self.others.setVisible(bool(self._other_buttons))

    def _fetch_ids(self, _sort: Sort | None) -> list[int]:
        if self.drive is None:
            return []
        if self._found is not None:
            return self._found
        return self.ctx.book.halkhatas.guest_ids(self.drive.id, self.which)

    def _show_guest(self, *, anew: bool) -> None:
        id = self.list.current_id()
        guest = next(iter(self.ctx.book.halkhatas.guests([id])), None) if id is not None else None
        why = words.over(self.drive) if self.drive is not None else None
        self.panel.show_guest(guest, say(why) if why else "", anew=anew or id != self._shown_guest)
        self._shown_guest = id

    def _chip_words(self, key: GuestsShown) -> str:
        names = {
            "all": _("Invited"), "waiting": _("Not come yet"), "came": _("Came"), "paid": _("Money came"),
            "left": _("Still due"),
        }  # fmt: skip
        return f"{names[key]} {numbers.number(self._counts.get(key, 0))}"

    def _cards_words(self) -> str:
        waiting = self._counts.get("unprinted", 0)
        return f"{_('Invitation cards')} {numbers.number(waiting)}" if waiting else _("Invitation cards")

    # deeds

    def tick(self) -> None:
        """Tick the chosen guest as having come, or untick."""
        guest = self.panel.guest
        if guest is None:
            return
        try:
            if guest.came_on is None:
                self.ctx.book.halkhatas.came(guest.id)
            else:
                self.ctx.book.halkhatas.not_come(guest.id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)

    def print_cards(self) -> None:
        """The cards into the preview, drawn on the other thread; from there to the printer or into one file."""
        if self.drive is not None and self.drive.invited:
            show_paper(self.ctx, "invitations", {"halkhata_id": self.drive.id})

    def print_one(self) -> None:
        """The chosen guest's card alone: one that was lost, or spoiled in the printer."""
        guest = self.panel.guest
        if guest is not None:
            show_paper(
                self.ctx,
                "invitations",
                {"halkhata_id": guest.halkhata_id, "guest_ids": [guest.id]},
                size="A6",
            )

    def print_list(self) -> None:
        """The list for the table."""
        if self.drive is not None:
            show_paper(self.ctx, "guest_list", self.drive.id)

    def _on_paid(self, amount: int, method: str, discount: int, reference: str) -> None:
        guest = self.panel.guest
        if guest is None or self._looks_twice(guest, amount, method, reference):
            return
        try:
            payment = self.ctx.book.halkhatas.take_payment(
                guest.id, amount, method, discount_paisa=discount, reference=reference
            )
        except Invalid as invalid:
            self.panel.refuse(invalid)
            return
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        self._clear_find()
        self.show_drive(self.ctx.book.halkhatas.get(guest.halkhata_id), guest.id)
        self._show_guest(anew=True)
        said = _("{name}: {amount} taken, {left} left").format(
            name=words.guest_name(guest),
            amount=numbers.money(amount),
            left=numbers.money(max(0, payment.after_paisa)),
        )
        undo = partial(self._take_back, guest.id, payment.id, guest.came_on is not None)
        paper = partial(print_paper, self.ctx, "receipt", payment.id) if "receipt" in PAPERS else None
        self.ctx.messages.done(said, undo=undo, paper=paper)
        self.begin()

    def _looks_twice(self, guest: Guest, amount: int, method: str, reference: str) -> bool:
        """True when this looks like money already taken: it is said under its field, and a second Enter takes it."""
        today = self.ctx.book.clock.today()
        draft = PaymentDraft(guest.customer_id, amount, today, method, reference)
        found = self.ctx.book.dues.warnings(draft)
        asked = (guest.id, amount, method, reference)
        if not found or self._asked == asked:
            self._asked = None
            return False
        self._asked = asked
        self.panel.show_problems(found)
        return True

    def _take_back(self, guest_id: int, payment_id: int, came: bool) -> None:
        self.ctx.book.halkhatas.take_back(guest_id, payment_id, _("Taken back right after saving"), came=came)

    def _clear_find(self) -> None:
        self.box.set_value("")
        self._found = None
        self._offer([])

    # what happens

    def _on_found(self) -> None:
        """Enter in the search: the guest on top, and their money. One Enter too many must not begin with anybody."""
        self.search_now()
        if self._found and self.model.rowCount():
            self._show_guest(anew=True)
            self.panel.begin()

    def _on_chosen(self, _id: object) -> None:
        self._show_guest(anew=False)

    def _on_opened(self, _id: object) -> None:
        self._show_guest(anew=True)
        self.panel.begin()

    def _on_typed(self, text: str) -> None:
        self.box.line.setFocus()
        self.box.line.setText(text)
        self._timer.start()

    def _on_chip(self) -> None:
        self.which = next(key for key, button in self.chips.items() if button is self.sender())
        self._clear_find()
        if self.drive is not None:
            self.show_drive(self.drive)

    def _on_other(self) -> None:
        """Somebody who is in the book but not on the list: they are a guest now."""
        button = self.sender()
        if button is None or self.drive is None:
            return
        customer_id = int(button.property("customer_id"))
        try:
            self.ctx.book.halkhatas.invite(self.drive.id, [customer_id])
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        guest_id = self.ctx.book.halkhatas.guest_of(self.drive.id, customer_id)
        self._clear_find()
        self.show_drive(self.ctx.book.halkhatas.get(self.drive.id), guest_id)
        self._show_guest(anew=True)
        self.panel.begin()

    def _on_profile(self) -> None:
        if self.panel.guest is not None:
            self.ctx.navigation.go("customer", self.panel.guest.customer_id)

    def _on_left_off(self) -> None:
        guest = self.panel.guest
        if guest is None:
            return
        try:
            self.ctx.book.halkhatas.uninvite(guest.id)
        except ShopbookError as error:
            self.ctx.messages.problem(error)
            return
        said = _("{name} is off the list").format(name=words.guest_name(guest))
        # Put back as they were: asked anew they would stand there with today's due.
        operation = self.ctx.book.history.last_operation()
        self.ctx.messages.done(said, undo=partial(self.ctx.book.history.undo, operation))
        self._clear_find()
        self.show_drive(self.ctx.book.halkhatas.get(guest.halkhata_id))
        self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.list and event.key() == Qt.Key.Key_Space:
            self.tick()
            return True
        if watched is self.box.line and event.key() == Qt.Key.Key_Escape and self.box.typed():
            self._clear_find()
            self.search_now()
            return True
        if watched is self.box.line and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.search_now()
            self.list.setFocus()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(max(theme.px(300), min(theme.px(PANEL_WIDTH), round(self.width() * 0.4))))
        narrow = self.width() < theme.px(820)
        for button in (self.cards, self.paper_list):
            button.shrink(narrow)


def _invite_words(name: str) -> str:
    return _("Not invited: {name}").format(name=name)
