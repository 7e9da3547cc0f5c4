"""The sheet that ends a card: replaced by another piece, handed to another customer, or void; all with a way back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.errors import Invalid, Message, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.products.model import title
from shopbook.warranties.model import LONGEST_SERIAL, Card, Replacement
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, keyed
from ui.forms.customer import CustomerField
from ui.forms.sheets import LooseSheet
from ui.forms.texts import TextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label

HOWS = ("replace", "transfer", "void")


class ChangeSheet(LooseSheet):
    """1 replaced, 2 to another customer, 3 void; what that needs; Enter."""

    def __init__(self, ctx: Context, card: Card, how: str = "replace") -> None:
        super().__init__(ctx)
        self.card = card
        self._make_fields()
        self._lay_out()
        self._watch(self.fields.values())
        for field in (self.how, self.serial, self.cover, self.reason):
            field.entered.connect(self.save)
        self.how.changed.connect(self._show_how)
        self.person.picked.connect(self._on_person_picked)
        self.save_button.clicked.connect(self.save)
        self.how.set_value(how if how in HOWS else "replace")
        self._show_how()
        self._restore()

    def _make_fields(self) -> None:
        self.how = ChipsField(
            "how",
            lambda: _("What becomes of the card"),
            keyed(
                (
                    Choice("replace", lambda: _("Replaced"), "repeat"),
                    Choice("transfer", lambda: _("To another customer"), "user"),
                    Choice("void", lambda: _("Void"), "shield-x"),
                )
            ),
        )
        self.serial = TextField(
            "serial", lambda: _("Serial of the new piece (may be empty)"), longest=LONGEST_SERIAL
        )
        self.cover = ChipsField(
            "cover",
            lambda: _("Until when the new card lasts"),
            (
                Choice("carry", lambda: _("As long as the old one")),
                Choice("restart", lambda: _("All anew from today")),
            ),
        )
        self.cover.set_value("carry")
        self.person = CustomerField("customer_id", lambda: _("Whose it is from now on"), self.ctx.book)
        self.reason = TextField("reason", self._reason_label, longest=400)
        fields = (self.how, self.serial, self.cover, self.person, self.reason)
        self.fields = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        card = self.card
        panel = SidePanel(framed=False)
        about = title(card.product_name, card.brand, card.model)
        below = " · ".join(part for part in (numbers.to_script(card.card_no), card.serial) if part)
        for widget in (self.strip, Label(about, "h2", wrap=True), Label(below, "second", "text2", wrap=True),
                       *self.fields.values()):  # fmt: skip
            panel.body.addWidget(widget)
        self.hint = Label("", "caption", "text3", wrap=True)
        panel.body.addWidget(self.hint)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def first_focus(self) -> QWidget:
        """The first thing that is asked."""
        first = {"replace": self.serial.control, "transfer": self.person.control, "void": self.reason.control}
        return first[self.how.value() or "replace"]

    def key_pressed(self, key: str) -> bool:
        if key not in ("1", "2", "3"):
            return False
        self.how.set_value(HOWS[int(key) - 1])
        self._show_how()
        self.first_focus().setFocus()
        return True

    def scanned(self, code: str) -> bool:
        """A scanned code is the serial of the new piece."""
        self.how.set_value("replace")
        self._show_how()
        self.serial.set_value(code)
        self.serial.setFocus()
        return True

    def save(self) -> None:
        """End the card as chosen."""
        if self._finished:
            return
        try:
            new = self._change()
        except ShopbookError as error:
            self._show_error(error)
            return
        self._finish(self._draft_name())
        undo = partial(_take_back, self.ctx, self.card.id)
        old_no = numbers.to_script(self.card.card_no)
        if new is None:
            self.ctx.messages.done(_("Card {card_no} is void").format(card_no=old_no), undo=undo)
            return
        new_no = numbers.to_script(new.card_no)
        self.ctx.navigation.go("warranty", {"warranty_id": new.id})
        words = _("Card {new_no} stands for card {old_no} now").format(new_no=new_no, old_no=old_no)
        self.ctx.messages.done(words, undo=undo)

    def _change(self) -> Card | None:
        """Write it down; the new card where there is one."""
        warranties, reason = self.ctx.book.warranties, str(self.reason.value() or "")
        how = self.how.value()
        if how == "void":
            warranties.void(self.card.id, reason, by=self)
            return None
        if how == "transfer":
            customer_id = self.person.value()
            if customer_id is None:
                raise Invalid({"customer_id": Message("Choose a customer.")})
            return warranties.transfer(self.card.id, customer_id, reason=reason, by=self)
        wanted = Replacement(
            serial=str(self.serial.value() or ""), cover=str(self.cover.value() or "carry"), reason=reason
        )
        return warranties.replace(self.card.id, wanted, by=self)

    def _show_how(self) -> None:
        how = self.how.value()
        self.serial.setVisible(how == "replace")
        self.cover.setVisible(how == "replace")
        self.person.setVisible(how == "transfer")
        self.reason.retranslate()
        hints = {
            "replace": _("The old card ends; the new one has a number of its own."),
            "transfer": _("The old card ends; the new owner gets a card with the same last days."),
            "void": _("Nothing is promised any more. Ctrl+Z takes it back."),
        }
        self.hint.say(hints[how or "replace"])

    def _reason_label(self) -> str:
        return _("Why is the card void?") if self.how.value() == "void" else _("Why (may be empty)")

    def _on_person_picked(self, _customer_id: object) -> None:
        self.reason.setFocus()

    # what survives a crash

    def _draft_name(self) -> str:
        return f"card change:{self.card.id}"

    def _keep(self) -> None:
        worth = self.serial.typed().strip() or self.reason.typed().strip()
        self._keep_or_drop(self._draft_name(), worth, {"fields": self._typed()})

    def _restore(self) -> None:
        kept = self._kept(self._draft_name())
        if kept is None:
            return
        for key, typed in kept["fields"].items():
            if key in self.fields and key != "how":
                self.fields[key].restore(typed)


def _take_back(ctx: Context, card_id: int) -> None:
    ctx.book.warranties.undo_change(card_id)
    ctx.navigation.go("warranty", {"warranty_id": card_id})


def open_change(ctx: Context, target: object) -> None:
    """Navigation "card_change": {"warranty_id", "how"}; how: "replace", "transfer" or "void"."""
    asked: Mapping[str, Any] = target if isinstance(target, Mapping) else {}
    warranty_id = asked.get("warranty_id")
    if not isinstance(warranty_id, int):
        return
    card = ctx.book.warranties.card(warranty_id)
    if not card.is_active:
        ctx.messages.problem(Message("This card is not valid any more."))
        return
    heading = _("Warranty card {card_no}").format(card_no=numbers.to_script(card.card_no))
    ctx.navigation.open_sheet(ChangeSheet(ctx, card, str(asked.get("how", ""))), heading)
