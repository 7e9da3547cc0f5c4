"""What the scripted counter does with money and cards after a sale, and what a half of each looks like. Every deed
returns what was confirmed, as in desk.py."""

from __future__ import annotations

import random

from shopbook.book import Book
from shopbook.dues.model import AdjustmentDraft, PaymentDraft
from shopbook.dues.plan_model import GuarantorDraft, PlanDraft
from shopbook.products.model import CoverageDraft
from shopbook.sales.model import LineDraft, Sale, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine
from shopbook.warranties.model import Replacement

Fact = dict[str, object]

# By these words a half of the deed is known.
LET_OFF, AT_THE_DOOR, SWAPPED = "ছাড়সহ জমা", "দরজায় টাকা", "বড়টা নিলেন"
TWO_GUARANTORS = (GuarantorDraft("হাজী সাহেব"), GuarantorDraft("মাস্টার সাহেব", "01711000001"))

# Whatever was confirmed and whatever was not: none of these may ever be found.
HALVES = {
    "money without what was let off with it": f"""
        SELECT count(*) FROM ledger l WHERE l.kind = 'payment' AND l.note = '{LET_OFF}'
          AND NOT EXISTS (SELECT 1 FROM ledger d WHERE d.together_id = l.id AND d.kind = 'discount')""",
    "a plan without all of its instalments": """
        SELECT count(*) FROM plan p WHERE p.financed_paisa <> (
          SELECT coalesce(sum(i.amount_paisa), 0) FROM instalment i WHERE i.plan_id = p.id)""",
    "a plan without its guarantors": """
        SELECT count(*) FROM plan p WHERE 2 <> (SELECT count(*) FROM guarantor g WHERE g.plan_id = p.id)""",
    "money handed back that the account knows nothing of": """
        SELECT count(*) FROM sale_return r WHERE r.refund_paisa > 0 AND NOT EXISTS (
          SELECT 1 FROM ledger l WHERE l.id = r.refund_entry_id AND l.amount_paisa = r.refund_paisa)""",
    "an exchange without its memo": f"""
        SELECT count(*) FROM sale_return r WHERE r.reason = '{SWAPPED}' AND NOT EXISTS (
          SELECT 1 FROM sale s JOIN sale_item i ON i.sale_id = s.id WHERE s.id = r.exchange_sale_id)""",
    "the memo of an exchange without its return": f"""
        SELECT count(*) FROM sale s WHERE s.note = '{SWAPPED}'
          AND NOT EXISTS (SELECT 1 FROM sale_return r WHERE r.exchange_sale_id = s.id)""",
    "delivered without the money from the door": f"""
        SELECT count(*) FROM sale s WHERE s.note = '{AT_THE_DOOR}' AND s.delivery = 'delivered' AND NOT EXISTS (
          SELECT 1 FROM ledger l WHERE l.sale_id = s.id AND l.kind IN ('payment', 'advance'))""",
    "money from the door without the delivery": f"""
        SELECT count(*) FROM sale s WHERE s.note = '{AT_THE_DOOR}' AND s.delivery <> 'delivered' AND EXISTS (
          SELECT 1 FROM ledger l WHERE l.sale_id = s.id AND l.kind IN ('payment', 'advance'))""",
    "a card that gave way to none": """
        SELECT count(*) FROM warranty w WHERE w.status IN ('replaced', 'transferred')
          AND NOT EXISTS (SELECT 1 FROM warranty n WHERE n.id = w.replaced_by_id)""",
    "a new card without what the old one promised": """
        SELECT count(*) FROM warranty n JOIN warranty w ON w.replaced_by_id = n.id WHERE
          (SELECT count(*) FROM coverage c WHERE c.warranty_id = n.id)
          <> (SELECT count(*) FROM coverage c WHERE c.warranty_id = w.id)""",
    "a card without all of its servicings": """
        SELECT count(*) FROM warranty w WHERE w.status = 'active' AND w.service_count > (
          SELECT count(*) FROM service_visit v WHERE v.warranty_id = w.id)
          AND NOT EXISTS (SELECT 1 FROM warranty o WHERE o.replaced_by_id = w.id)""",
}
# How each half is made by hand, to see that it is found.
TAKEN_AWAY = {
    "money without what was let off with it": "DELETE FROM ledger WHERE kind = 'discount'",
    "a plan without all of its instalments": "DELETE FROM instalment WHERE position = 1",
    "a plan without its guarantors": "DELETE FROM guarantor WHERE phone IS NULL",
    "money handed back that the account knows nothing of": "DELETE FROM ledger WHERE kind = 'refund'",
    "an exchange without its memo": f"DELETE FROM sale WHERE note = '{SWAPPED}'",
    "the memo of an exchange without its return": f"DELETE FROM sale_return WHERE reason = '{SWAPPED}'",
    "delivered without the money from the door": "DELETE FROM ledger WHERE kind IN ('payment', 'advance')",
    "money from the door without the delivery": "UPDATE sale SET delivery = 'out' WHERE delivery = 'delivered'",
    "a card that gave way to none": "UPDATE warranty SET replaced_by_id = NULL WHERE status <> 'active'",
    "a new card without what the old one promised": """
        DELETE FROM coverage WHERE warranty_id IN (SELECT replaced_by_id FROM warranty)""",
    "a card without all of its servicings": "DELETE FROM service_visit WHERE sequence = 1",
}


def _sold(book: Book, customer_id: int, price: int, paid: int, note: str = "", **more: object) -> Sale:
    cover = (CoverageDraft("parts", "", 1, "year"), CoverageDraft("service", "", 2, "year"))
    line = LineDraft(
        "ওয়াশিং মেশিন", unit_price_paisa=price, coverages=cover, service_every_days=90, service_count=3
    )
    today = book.clock.today()
    return book.sales.record_sale(
        SaleDraft(today, (line,), customer_id, paid_paisa=paid, note=note, **more)  # type: ignore[arg-type]
    )


def pay_with_let_off(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Money and what is let off with it, in one save."""
    amount = chance.randrange(1_000, 9_000) * 100
    today = book.clock.today()
    book.dues.adjust(AdjustmentDraft(customer_id, "opening", amount + 50_00, today))
    owed = book.dues.balance(customer_id)
    let_off = min(50_00, max(0, owed - amount)) or 0
    draft = PaymentDraft(customer_id, amount, today, note=LET_OFF if let_off else "", discount_paisa=let_off)
    payment = book.dues.take_payment(draft)
    return {"table": "ledger", "id": payment.id, "row": {"amount_paisa": -amount}}


def sell_on_kisti(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A memo and then its plan: instalments and guarantors in one save. Who paid ahead has nothing to pay in parts."""
    sale = _sold(book, customer_id, 24_000_00, 4_000_00)
    if not book.plans.due_of(sale.id):
        return {"table": "sale", "id": sale.id, "row": {"total_paisa": 24_000_00}}
    plan = book.plans.make(PlanDraft(sale.id, chance.randrange(2, 13), guarantors=TWO_GUARANTORS))
    return {"table": "plan", "id": plan.id, "row": {"plan_no": plan.plan_no, "sale_id": sale.id}}


def give_money_back(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Bought, paid and brought back: goods, account, card and the money in the hand in one save."""
    price = chance.randrange(10, 90) * 100_00
    sale = _sold(book, customer_id, price, price)
    draft = ReturnDraft(
        sale.id, (ReturnLine(sale.lines[0].id),), book.clock.today(), "চলে না", refund_paisa=price
    )
    back = book.returns.take_back(draft)
    return {"table": "sale_return", "id": back.id, "row": {"refund_paisa": price, "sale_id": sale.id}}


def exchange(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Something dearer instead: return, new memo and the difference in one save."""
    price = chance.randrange(10, 90) * 100_00
    sale = _sold(book, customer_id, price, price)
    line = LineDraft("বড় মেশিন", unit_price_paisa=price + 500_00)
    today = book.clock.today()
    dearer = SaleDraft(today, (line,), customer_id, paid_paisa=500_00, note=SWAPPED)
    draft = ReturnDraft(sale.id, (ReturnLine(sale.lines[0].id),), today, SWAPPED, exchange=dearer)
    back = book.returns.take_back(draft)
    return {"table": "sale_return", "id": back.id, "row": {"exchange_sale_id": back.exchange_sale_id}}


def pay_at_the_door(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """Sent out, and delivered with the money in one save."""
    price = chance.randrange(10, 90) * 100_00
    sale = _sold(
        book,
        customer_id,
        price,
        0,
        AT_THE_DOOR,
        delivery="needed",
        delivery_address="বাজার",
        cash_on_delivery=True,
    )
    book.deliveries.send_out(sale.id, "ভ্যান")
    today = book.clock.today()
    book.deliveries.deliver(sale.id, today, PaymentDraft(customer_id, price, today, sale_id=sale.id))
    return {"table": "sale", "id": sale.id, "row": {"delivery": "delivered"}}


def change_card(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A card is replaced or handed on: the old one ends and the new one begins in one save."""
    (card_id,) = _sold(book, customer_id, 9_000_00, 9_000_00).card_ids
    if chance.random() < 0.5:
        new = book.warranties.replace(card_id, Replacement(serial=f"R{chance.randrange(10**8)}", reason="ফাটা"))
        status = "replaced"
    else:
        others = [each for each in book.customers.ids()[-5:] if each != customer_id]
        if not others:
            return {"table": "warranty", "id": card_id, "row": {"customer_id": customer_id}}
        new = book.warranties.transfer(card_id, chance.choice(others))
        status = "transferred"
    return {"table": "warranty", "id": card_id, "row": {"status": status, "replaced_by_id": new.id}}


def tick_servicing(book: Book, chance: random.Random, customer_id: int) -> Fact:
    """A free servicing is done."""
    (card_id,) = _sold(book, customer_id, 9_000_00, 9_000_00).card_ids
    visit = book.visits.of_card(card_id)[0]
    note = f"ফিল্টার পরিষ্কার {chance.randrange(10**6)}"
    book.visits.done(visit.id, note=note)
    return {"table": "service_visit", "id": visit.id, "row": {"note": note}}


DEEDS = (
    pay_with_let_off,
    sell_on_kisti,
    give_money_back,
    exchange,
    pay_at_the_door,
    change_card,
    tick_servicing,
)
