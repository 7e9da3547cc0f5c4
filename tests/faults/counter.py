"""A scripted counter in a process of its own: it sells, takes money, writes notes, works the desk of calls (desk.py),
and confirms each after the save.

Run as `python -m tests.faults.counter BOOK ACKS SEED`; every line of ACKS was fsynced after its save returned.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from shopbook.book import Book
from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.dues.model import PaymentDraft
from shopbook.notes.model import NoteDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.faults.desk import DEEDS
from tests.faults.opening import opened


def main(path: Path, acks: Path, seed: int) -> None:
    """Work until killed."""
    chance = random.Random(seed)
    book = opened(path)
    descriptor = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def confirm(**fact: object) -> None:
        os.write(descriptor, (json.dumps(fact) + "\n").encode())
        os.fsync(descriptor)

    print("open", flush=True)
    for fact in works(book, chance):
        confirm(**fact)


def works(book: Book, chance: random.Random) -> Iterator[dict[str, object]]:
    """The deeds of the counter without end; each fact comes when its save returned."""
    people = book.customers.ids()[-20:]
    while True:
        if len(people) < 5 or chance.random() < 0.2:
            people.append(_welcome(book, chance))
            yield {"table": "customer", "id": people[-1]}
        deed = chance.choice(((_sell, _pay, _note), DEEDS)[chance.random() < 0.6])
        yield deed(book, chance, chance.choice(people))


def _welcome(book: Book, chance: random.Random) -> int:
    phone = PhoneDraft(f"017{chance.randrange(10**8):08d}")
    return book.customers.add(CustomerDraft(name=f"রহিম {chance.randrange(1000)}", phones=(phone,)))


def _sell(book: Book, chance: random.Random, customer_id: int) -> dict[str, object]:
    price = chance.randrange(100, 90_000) * 100
    serial = f"SN{chance.randrange(10**9):09d}"
    cover = CoverageDraft(kind="parts", component="", length=1, unit="year")
    line = LineDraft(name="ফ্রিজ", unit_price_paisa=price, serials=(serial,), coverages=(cover,))
    today = book.clock.today()
    paid = chance.randrange(0, price + 1)
    promised = today + dt.timedelta(days=7) if paid < price else None
    draft = SaleDraft(today, (line,), customer_id, paid_paisa=paid, promised_on=promised)
    sale = book.sales.record_sale(draft)
    return {"table": "sale", "id": sale.id, "total": price, "serial": serial}


def _pay(book: Book, chance: random.Random, customer_id: int) -> dict[str, object]:
    amount = chance.randrange(1, 5_000) * 100
    payment = book.dues.take_payment(PaymentDraft(customer_id, amount, book.clock.today()))
    return {"table": "ledger", "id": payment.id, "amount": -amount}


def _note(book: Book, chance: random.Random, customer_id: int) -> dict[str, object]:
    body = f"ছেলের জ্বর {chance.randrange(10**6)}"
    note_id = book.notes.write(NoteDraft(customer_id, body, kind="family_illness"))
    return {"table": "note", "id": note_id, "body": body}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
