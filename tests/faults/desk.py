"""What the scripted counter does at the desk of calls, and what a half save of it would look like. Killing is kill.py.

Every deed returns what was confirmed: {"table", "id", "row": columns that must stand there for ever after}.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from shopbook.book import Book
from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.demands import DemandDraft
from shopbook.care.feedback import FeedbackDraft
from shopbook.care.promises import BuyPromiseDraft, ShopPromiseDraft
from shopbook.customers.model import CustomerDraft
from shopbook.dues.model import AdjustmentDraft
from shopbook.halkhata.model import HalkhataDraft
from shopbook.sales.model import LineDraft, SaleDraft
from tests.faults import money, workshop

Fact = dict[str, object]
Deed = Callable[[Book, random.Random, int], Fact]

# The words of a call that brought a complaint, our promise, a wish and an answer at once.
ALL_AT_ONCE = "সব একসাথে"

# Whatever was confirmed and whatever was not: none of these may ever be found.
HALVES = {
    **workshop.HALVES,
    **money.HALVES,
    "a call without all that it brought": f"""
        SELECT count(*) FROM interaction i WHERE i.said LIKE '{ALL_AT_ONCE}%' AND
          (SELECT count(*) FROM complaint x WHERE x.interaction_id = i.id)
          + (SELECT count(*) FROM shop_promise x WHERE x.interaction_id = i.id)
          + (SELECT count(*) FROM demand x WHERE x.interaction_id = i.id)
          + (SELECT count(*) FROM feedback x WHERE x.interaction_id = i.id) <> 4""",
    "a call whose complaint is missing": """
        SELECT count(*) FROM interaction i WHERE i.outcome = 'complaint'
          AND NOT EXISTS (SELECT 1 FROM complaint x WHERE x.interaction_id = i.id)""",
    "a call whose order is missing": """
        SELECT count(*) FROM interaction i WHERE i.outcome = 'promised_buy' AND i.customer_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM buy_promise x WHERE x.interaction_id = i.id)""",
    "what came with a call that is missing": " UNION ALL ".join(
        f"SELECT count(*) FROM {table} x WHERE x.interaction_id IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM interaction i WHERE i.id = x.interaction_id)"
        for table in ("complaint", "shop_promise", "buy_promise", "demand", "feedback", "call_sheet_line")
    ),
    "a printed list without its lines": """
        SELECT count(*) FROM call_sheet s
        WHERE NOT EXISTS (SELECT 1 FROM call_sheet_line l WHERE l.call_sheet_id = s.id)""",
    "a settled complaint without what was done": """
        SELECT count(*) FROM complaint WHERE status = 'resolved'
          AND (resolution IS NULL OR resolved_on IS NULL)""",
    "a kept word without its memo": """
        SELECT count(*) FROM buy_promise b WHERE b.status = 'won'
          AND NOT EXISTS (SELECT 1 FROM sale s WHERE s.id = b.sale_id)""",
    "half of a phone's list": """
        SELECT count(*) FROM callback c WHERE c.source = 'missed' AND NOT EXISTS (
          SELECT 1 FROM callback d WHERE d.source = 'missed'
            AND d.key10 = substr(c.key10, 1, 9) || CASE substr(c.key10, 10) WHEN '0' THEN '1' ELSE '0' END)""",
    "a halkhata without its guests": """
        SELECT count(*) FROM halkhata h WHERE NOT EXISTS (SELECT 1 FROM halkhata_guest g WHERE g.halkhata_id = h.id)""",
    "a closed halkhata that carried only some": """
        SELECT count(*) FROM halkhata h JOIN halkhata_guest g ON g.halkhata_id = h.id
        WHERE h.status = 'closed' AND g.carried_paisa IS NULL""",
    "some cards of a printing": """
        SELECT count(*) FROM halkhata_guest g JOIN halkhata_guest o ON o.halkhata_id = g.halkhata_id
        WHERE g.printed_on IS NULL AND o.printed_on IS NOT NULL""",
    "money of a guest who did not come": """
        SELECT count(*) FROM ledger l JOIN halkhata_guest g
          ON g.halkhata_id = l.halkhata_id AND g.customer_id = l.customer_id
        WHERE g.came_on IS NULL""",
}


def half_saves(book: Book) -> list[str]:
    """The kinds of halves of an operation that stand in the book; each is told by its query in HALVES."""
    return [kind for kind, sql in HALVES.items() if sum(int(row[0]) for row in book.store.rows(sql))]


def call_with_everything(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """One save: the call, the complaint, our promise, a wish and an answer."""
    today = book.clock.today()
    said = f"{ALL_AT_ONCE} {chance.randrange(10**6)}"
    call_id = book.calls.record(
        CallDraft(
            customer_id=customer_id,
            outcome="complaint",
            said=said,
            complaint=ComplaintDraft(promised_on=today),
            promise=ShopPromiseDraft("মিস্ত্রি পাঠাব", today + dt.timedelta(days=1)),
            demand=DemandDraft("স্ট্যাবিলাইজার"),
            feedback=FeedbackDraft(score=chance.choice((1, 2, 3)), why="দেরি"),
        )
    )
    return {"table": "interaction", "id": call_id, "row": {"said": said, "outcome": "complaint"}}


def complain(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A complaint is opened."""
    what = f"আওয়াজ করে {chance.randrange(10**6)}"
    complaint_id = book.complaints.open(ComplaintDraft(what, customer_id))
    return {"table": "complaint", "id": complaint_id, "row": {"what": what}}


def resolve(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """The oldest open complaint is settled; without one, one is opened."""
    still_open = book.complaints.ids("open", book.clock.today())
    if not still_open:
        return complain(book, chance, customer_id)
    done = f"পাল্টে দিয়েছি {chance.randrange(10**6)}"
    book.complaints.resolve(still_open[-1], Resolution(done))
    return {"table": "complaint", "id": still_open[-1], "row": {"resolution": done, "status": "resolved"}}


def promise_and_keep(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """The shop gives its word, or keeps the last one it gave."""
    waiting = book.promises.shop_ids("open", book.clock.today())
    if waiting and chance.random() < 0.5:
        book.promises.keep(waiting[-1], "দিয়ে এসেছি")
        return {"table": "shop_promise", "id": waiting[-1], "row": {"status": "kept"}}
    what = f"রিমোট দেব {chance.randrange(10**6)}"
    due_on = book.clock.today() + dt.timedelta(days=2)
    made = book.promises.promise(ShopPromiseDraft(what, due_on, customer_id))
    return {"table": "shop_promise", "id": made, "row": {"what": what, "due_on": due_on.isoformat()}}


def order_and_buy(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """They say that they will buy, or the memo of what they said is written, which wins the word in the same save."""
    said = book.promises.open_buys(customer_id)
    if said:
        price = chance.randrange(100, 90_000) * 100
        draft = SaleDraft(
            book.clock.today(), (LineDraft(name="টিভি", unit_price_paisa=price),), customer_id, paid_paisa=price,
            buy_promise_id=said[0].id,
        )  # fmt: skip
        sale = book.sales.record_sale(draft)
        return {"table": "buy_promise", "id": said[0].id, "row": {"status": "won", "sale_id": sale.id}}
    what = f"টিভি {chance.randrange(10**6)}"
    made = book.promises.will_buy(BuyPromiseDraft(customer_id, what, book.clock.today(), 30_000_00))
    return {"table": "buy_promise", "id": made, "row": {"what": what, "amount_paisa": 30_000_00}}


def wish(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Something is asked for, or what came is told to one who waits."""
    told = book.demands.ids("arrived")
    if told:
        book.demands.told(told[0])
        return {"table": "demand", "id": told[0], "row": {"status": "told"}}
    what = f"চার্জার ফ্যান {chance.randrange(3)}"
    made = book.demands.ask(DemandDraft(what, customer_id))
    if chance.random() < 0.4:
        book.demands.arrived(book.demands.get(made).folded)
    return {"table": "demand", "id": made, "row": {"what": what}}


def paper(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """The list is printed, and a line of it entered: the call and its line in one save."""
    phone = f"018{chance.randrange(10**8):08d}"
    book.calls.ask_callback(CallbackDraft(phone))
    sheet_id = book.call_sheets.remember(book.followups.today())
    waiting = [line for line in book.call_sheets.lines(sheet_id) if line.call_id is None]
    if not waiting:
        return complain(book, chance, customer_id)
    line = chance.choice(waiting)
    said = f"কাগজ থেকে {chance.randrange(10**6)}"
    call_id = book.call_sheets.enter(line.id, chance.choice(("talked", "no_answer")), said)
    return {"table": "call_sheet_line", "id": line.id, "row": {"interaction_id": call_id}}


def phone_log(book: Book, chance: random.Random, _customer_id: int) -> Fact:
    """A phone's list of two missed callers is taken in; the same list brings nothing a second time."""
    day = book.clock.today() - dt.timedelta(days=1)
    first = f"017{chance.randrange(10**7):07d}"
    text = "".join(f"{first}{last} Missed call {day:%d/%m/%Y}, 8:05 AM\n" for last in "01")
    book.call_log.apply(book.call_log.preview(text))
    key10 = f"{first[1:]}0"
    found = book.store.value("SELECT max(id) FROM callback WHERE key10 = ?", (key10,))
    return {"table": "callback", "id": found, "row": {"key10": key10}, "log": text}


def halkhata(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A drive begins; or a guest of the open one pays, its cards are printed, or it is closed."""
    drives, today = book.halkhatas, book.clock.today()
    open_id = drives.open_id()
    if open_id is None:
        if book.dues.balance(customer_id) < 900_00:
            book.dues.adjust(AdjustmentDraft(customer_id, "opening", 900_00, today))
        # Never one guest alone: half a printing is some cards of several.
        with_them = book.customers.add(CustomerDraft(name="করিম"))
        book.dues.adjust(AdjustmentDraft(with_them, "opening", 500_00, today))
        title = f"হালখাতা {chance.randrange(10**6)}"
        drive = drives.start(HalkhataDraft(title, today), drives.candidates(100))
        return {"table": "halkhata", "id": drive.id, "row": {"title": title}}
    guests = drives.guest_ids(open_id)
    what = chance.randrange(3)
    if what == 0:
        payment = drives.take_payment(chance.choice(guests), chance.randrange(1, 90) * 100)
        return {"table": "ledger", "id": payment.id, "row": {"halkhata_id": open_id}}
    if what == 1:
        drives.printed(open_id, guests)
        return {"table": "halkhata_guest", "id": guests[0], "row": {"printed_on": today.isoformat()}}
    drives.close(open_id)
    return {"table": "halkhata", "id": open_id, "row": {"status": "closed"}}


DEEDS: tuple[Deed, ...] = (
    *(call_with_everything, call_with_everything, complain, resolve, promise_and_keep, *workshop.DEEDS),
    *(order_and_buy, wish, paper, phone_log, halkhata, halkhata, *money.DEEDS),
)
