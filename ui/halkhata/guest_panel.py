"""One guest beside the list: what is due, whether they came, and the money: [amount] Enter takes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopbook.dues.model import METHODS
from shopbook.errors import Invalid, Message
from shopbook.halkhata.model import Guest
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.forms.field import Field, Wrong
from ui.forms.figures import MoneyField
from ui.forms.methods import MethodField
from ui.forms.texts import TextField
from ui.halkhata import words
from ui.style import theme
from ui.widgets.buttons import Button, icon_button, plain, primary
from ui.widgets.cards import Facts, SidePanel
from ui.widgets.text import ElidedLabel, Label

LOW = 320


class GuestPanel(SidePanel):
    """Its signals ask the pane; `paid` carries amount in paisa, method, what is let off in paisa, and the reference."""

    paid = Signal(object, str, object, str)  # Qt's own int ends at 21 million taka
    ticked = Signal()
    profile = Signal()
    card = Signal()
    left_off = Signal()
    backed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.guest: Guest | None = None
        self.who = ElidedLabel("", "h2")
        self.where = ElidedLabel("", "second", "text2")
        self.facts = Facts()
        self.came = Button(lambda: _("Came  Space"), "check", "chip")
        self.print = icon_button(lambda: _("Print this card"), "printer")
        self.open = icon_button(lambda: _("Open the customer"), "user")
        self.leave = plain(lambda: _("Take off the list"), "x")
        self.amount = MoneyField("amount", lambda: _("How much?"), empty=0, words=False)
        self.method = MethodField("method", lambda: _("How it was paid"), METHODS[:4])
        self.method.label.hide()
        self.discount = MoneyField("discount", lambda: _("Let off with it"), empty=0, words=False)
        for money in (self.amount, self.discount):
            self.method.listen_in(money)
        self.reference = TextField("reference", lambda: _("Transaction number"), longest=60)
        self.said = Label("", "second", "text2", wrap=True)
        self.take = primary(lambda: _("Take the money"), "hand-coins", "Enter")
        self._lay_out()
        self.amount.line.installEventFilter(self)
        for field in (self.amount, self.discount, self.reference):
            field.entered.connect(self.save)
            field.finish_asked.connect(self.save)
        self.method.changed.connect(self._show_reference)
        self.take.clicked.connect(self.save)
        self.came.clicked.connect(self.ticked)
        self.open.clicked.connect(self.profile)
        self.print.clicked.connect(self.card)
        self.leave.clicked.connect(self.left_off)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(self.who, 1)
        head.addWidget(self.came)
        self.body.setSpacing(theme.px(6))
        self.body.addLayout(head)
        self.body.addWidget(self.where)
        # The money stands above the account: on a small screen it must be in sight without scrolling.
        for widget in self.money():
            self.body.addWidget(widget)
        self.body.addWidget(self.said)
        self.body.addWidget(self.facts)
        self.body.addStretch(1)
        self.add_footer(self.leave, self.take)
        self.footer.insertWidget(0, self.print)
        self.footer.insertWidget(1, self.open)

    def money(self) -> tuple[QWidget, ...]:
        """The fields of a payment, in order."""
        return (self.amount, self.method, self.reference, self.discount)

    def show_guest(self, guest: Guest | None, why_not: str, *, anew: bool) -> None:
        """Show a guest; `anew` offers the whole due. `why_not`: why no money is taken any more."""
        self.guest = guest
        self.setVisible(guest is not None)
        if guest is None:
            return
        self.who.say(words.guest_name(guest))
        phone = numbers.phone(guest.phone) if guest.phone else ""
        self.where.say(
            " · ".join(part for part in (phone, guest.area, numbers.to_script(guest.code)) if part)
        )
        self.came.setChecked(guest.came_on is not None)
        self._show_facts(guest)
        can_pay = not why_not
        for widget in (*self.money(), self.take, self.leave):
            widget.setVisible(can_pay)
        self.came.setEnabled(can_pay)
        self.leave.setVisible(can_pay and guest.came_on is None and not guest.tally.drive_paisa)
        self.said.say(why_not)
        self.said.setVisible(bool(why_not))
        if anew:
            self.amount.set_value(guest.left_paisa)
            self.method.set_value("cash")
            self.discount.set_value(0)
            self.reference.set_value("")
            self.show_problems({})
        if can_pay:
            self._show_reference()

    def _show_facts(self, guest: Guest) -> None:
        found, facts = guest.tally, self.facts
        facts.clear()
        facts.add(_("Due when invited"), numbers.money(found.due_paisa))
        if found.added_paisa:
            facts.add(_("Bought since, unpaid"), numbers.money(found.added_paisa), "amber")
        if found.collected_paisa:
            facts.add(_("Collected"), numbers.money(found.collected_paisa), "green")
        if found.lessened_paisa:
            facts.add(_("Let off, returned"), numbers.money(found.lessened_paisa), "green")
        facts.add(_("Still due"), numbers.money(found.left_paisa), "red" if found.left_paisa else "green")
        if guest.came_on is not None:
            facts.add(_("Came"), dates.date_long(guest.came_on), "green")
        if found.advance_paisa:
            facts.add(_("Advance"), numbers.money(found.advance_paisa), "green")

    def begin(self) -> None:
        """The keyboard to the amount, the whole due ready to be taken or typed over."""
        if self.guest is not None and not self.amount.isHidden():
            self.amount.line.setFocus()
            self.amount.line.selectAll()

    def save(self) -> None:
        """Ask the pane to take what was typed."""
        problems: dict[str, Message] = {}
        read: dict[str, int] = {}
        for field in (self.amount, self.discount):
            try:
                read[field.key] = int(field.value() or 0)
            except Wrong as wrong:
                problems[field.key] = wrong.problem
        if not problems and not read["amount"]:
            problems["amount"] = Message("How much was paid?")
        if problems:
            self.show_problems(problems)
            return
        reference = "" if self.reference.isHidden() else str(self.reference.value())
        self.paid.emit(read["amount"], str(self.method.value()), read["discount"], reference)

    def refuse(self, invalid: Invalid) -> None:
        """Each problem under its field."""
        names = {"discount_paisa": "discount"}
        self.show_problems({names.get(key, key): problem for key, problem in invalid.problems.items()})

    def show_problems(self, problems: dict[str, Message]) -> None:
        """Each under its field, the keyboard to the first."""
        fields: dict[str, Field] = {
            "amount": self.amount, "method": self.method, "discount": self.discount, "reference": self.reference,
        }  # fmt: skip
        for key, field in fields.items():
            field.show_problem(problems.get(key))
        first = next((fields[key] for key in fields if key in problems), None)
        (first or self).setFocus() if problems else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A low window keeps amount and methods in sight; phone and area stand in the list's row too.
        self.where.setVisible(self.height() >= theme.px(LOW))

    def _show_reference(self) -> None:
        """Cash has no transaction number."""
        self.reference.setVisible(self.method.value() != "cash" and not self.amount.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.backed.emit()
            return True
        return super().eventFilter(watched, event)
