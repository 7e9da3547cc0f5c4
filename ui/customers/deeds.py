"""What can be done to a customer from more than one screen: one call to the core and one toast that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QGuiApplication

from shopbook.customers.model import CustomerDraft
from shopbook.customers.one_line import draft_of_line
from shopbook.errors import ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.context import Context


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Takes one saved action back; `then` is where to go afterwards."""

    ctx: Context
    operation: int
    then: Callable[[], object] | None = None

    def __call__(self) -> None:
        self.ctx.book.history.undo(self.operation)
        if self.then is not None:
            self.then()


def done(ctx: Context, text: str, then: Callable[[], object] | None = None) -> None:
    """Say that the last thing saved was done, with the button (and Ctrl+Z) that takes it back."""
    ctx.messages.done(text, undo=TakeBack(ctx, ctx.book.history.last_operation(), then))


@dataclass(frozen=True, slots=True)
class AddAndOpen:
    """Adds the customer a typed line stands for and opens the profile: what "New: …" in the search box does."""

    ctx: Context
    text: str

    def __call__(self) -> None:
        try:
            add(self.ctx, draft_of_line(self.text))
        except ShopbookError as error:
            self.ctx.messages.problem(error)


def add(ctx: Context, draft: CustomerDraft) -> int:
    """Save a new customer, open the profile, offer to take it back. Raises Invalid."""
    id = ctx.book.customers.add(draft)
    name = draft.name or numbers.phone(ctx.book.customers.row(id).phone)
    ctx.navigation.go("customer", id)
    done(ctx, _("{name} is in the book").format(name=name), Leave(ctx, id))
    return id


@dataclass(frozen=True, slots=True)
class Leave:
    """Goes back to the list when the profile of somebody who is gone is still in front."""

    ctx: Context
    id: int

    def __call__(self) -> None:
        here = self.ctx.navigation.here
        if here is not None and here.key in ("customer", "customer_edit") and here.target == self.id:
            self.ctx.navigation.go("customers")


def trash(ctx: Context, id: int) -> None:
    """Put a customer into the trash; sales and money stay in the book."""
    name = ctx.book.customers.get(id).title
    ctx.book.customers.trash(id)
    done(ctx, _("{name} was put into the trash").format(name=numbers.to_script(name)))


def restore(ctx: Context, id: int) -> None:
    """Take a customer out of the trash."""
    name = ctx.book.customers.get(id).title
    ctx.book.customers.restore(id)
    done(ctx, _("{name} is back").format(name=numbers.to_script(name)))


def change(ctx: Context, id: int, **fields: object) -> None:
    """Change some fields of a record from elsewhere than its form. Raises Invalid."""
    ctx.book.customers.change(id, replace(ctx.book.customers.get(id).draft, **fields))  # type: ignore[arg-type]


def copy_phone(ctx: Context, phone: str) -> None:
    """Put a number on the clipboard the way a telephone dials it."""
    QGuiApplication.clipboard().setText(phone)
    ctx.messages.info(_("{phone} is copied").format(phone=numbers.phone(phone)))


def begin_sale(ctx: Context, id: int) -> None:
    """A new sale for this customer."""
    ctx.navigation.go("sale", {"customer_id": id})


def begin_payment(ctx: Context, id: int) -> None:
    """A payment by this customer."""
    ctx.navigation.go("payment", {"customer_id": id})


def begin_call(ctx: Context, id: int, phone: str) -> None:
    """Have the number at hand and the call strip open."""
    if phone:
        copy_phone(ctx, phone)
    if ctx.navigation.has("call"):
        ctx.navigation.go("call", {"customer_id": id})
