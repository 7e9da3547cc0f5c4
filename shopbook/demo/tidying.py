"""What was put right in the sample shop: edits, things thrown away, two customers written down twice. When it is
played: `showcase`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft
from shopbook.demo.care import Scene
from shopbook.followups.reminders import ReminderDraft
from shopbook.notes.model import NoteDraft
from shopbook.products.model import ProductDraft

# Who of the staff did it: their place in the shop's list.
_OWNER, _SELLER, _MANAGER = 0, 1, 2


class Tidying:
    """The scenes of putting right, told through the book's own operations by the people who work there."""

    def __init__(self, book: Book, today: dt.date, staff: tuple[int, ...]) -> None:
        self._book = book
        self._today = today
        self._staff = staff

    def scenes(self) -> Iterator[Scene]:
        """Every scene; those of one day in the order in which they stand here."""
        yield 33, 7, self._is_written_down_again_with_the_same_phone
        yield 17, 19, self._is_written_down_again_without_a_phone
        yield 13, 13, self._moves_house
        yield 8, 21, self._gets_a_limit
        yield 4, 10, self._is_spelt_right
        yield 3, 4, self._gets_somebody_elses_note
        yield 2, None, lambda _who: self._tries_the_program()
        yield 1, 15, self._needs_no_reminder
        yield 1, None, lambda _who: self._writes_a_product_twice()

    @contextmanager
    def _by(self, place: int) -> Iterator[None]:
        """Somebody of the staff is at the counter."""
        self._book.signing.sign_in(self._staff[place])
        try:
            yield
        finally:
            self._book.signing.sign_out()

    # ---- written down twice

    def _is_written_down_again_with_the_same_phone(self, who: int) -> None:
        known = self._book.customers.get(who).draft
        again = CustomerDraft(
            name=known.name, nickname="মাস্টার", phones=known.phones[:1], landmark="বড় মসজিদের পাশে"
        )
        with self._by(_SELLER):
            self._tells(self._book.customers.add(again), "preference", "সন্ধ্যার পরে দোকানে আসেন")

    def _is_written_down_again_without_a_phone(self, who: int) -> None:
        known = self._book.customers.get(who).draft
        again = CustomerDraft(
            name=known.name,
            guardian_name=known.guardian_name,
            guardian_relation=known.guardian_relation,
            area=known.area,
        )
        with self._by(_SELLER):
            self._book.customers.add(again)

    # ---- edited

    def _moves_house(self, who: int) -> None:
        draft = self._book.customers.get(who).draft
        moved = replace(draft, area="ব্যাংক কলোনি", address="বাসা ৭, রোড ২", landmark="পানির ট্যাংকের পাশে")
        with self._by(_SELLER):
            self._book.customers.change(who, moved)

    def _gets_a_limit(self, who: int) -> None:
        draft = self._book.customers.get(who).draft
        with self._by(_OWNER):
            self._book.customers.change(who, replace(draft, credit_limit_paisa=2_000_000))

    def _is_spelt_right(self, who: int) -> None:
        draft = self._book.customers.get(who).draft
        with self._by(_MANAGER):
            self._book.customers.change(who, replace(draft, name=f"{draft.name} খোকন", nickname="খোকন ভাই"))

    # ---- thrown away

    def _gets_somebody_elses_note(self, who: int) -> None:
        with self._by(_SELLER):
            self._book.notes.trash(
                self._tells(who, "wedding", "ছোট মেয়ের বিয়ে, অন্য গ্রাহকের কথা এখানে লেখা হয়েছে")
            )

    def _tries_the_program(self) -> None:
        with self._by(_SELLER):
            tried = self._book.customers.add(CustomerDraft(name="পরীক্ষা করে দেখা"))
            self._book.customers.trash(tried)

    def _needs_no_reminder(self, who: int) -> None:
        draft = ReminderDraft("ফ্যান লাগানোর দিন জানাতে হবে", self._today + dt.timedelta(days=9), customer_id=who)
        with self._by(_MANAGER):
            self._book.followups.drop_reminder(self._book.followups.remind(draft))

    def _writes_a_product_twice(self) -> None:
        draft = ProductDraft("স্ট্যান্ড ফ্যান (ভুল করে আরেকবার)", category="ফ্যান", price_paisa=320_000)
        with self._by(_MANAGER):
            self._book.products.delete(self._book.products.add(draft))

    def _tells(self, who: int, kind: str, body: str) -> int:
        return self._book.notes.write(NoteDraft(who, body, kind=kind))
