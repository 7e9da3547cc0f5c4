"""Memos for the test of every screen: a part came back, goods are under way, something is given in exchange."""

from __future__ import annotations

import datetime as dt

from shopbook.book import Book
from shopbook.sales.model import LineDraft, SaleDraft
from shopbook.sales.return_model import ReturnDraft, ReturnLine

TODAY = dt.date(2026, 11, 21)


def brought_back(book: Book) -> int:
    """A memo of several things with long names, a part of which came back, on instalments as well."""
    lines = (
        LineDraft("স্ট্যান্ড ফ্যান ১৮ ইঞ্চি", brand="ভিশন", unit_price_paisa=3_250_00, quantity_milli=3000,
                  serials=("VS-18-100231", "VS-18-100232", "VS-18-100233")),
        LineDraft("তার ২.৫ আরএম", unit="গজ", unit_price_paisa=45_00, quantity_milli=40_000),
    )  # fmt: skip
    who = book.customers.ids("balance", descending=True)[3]
    sale = book.sales.record_sale(SaleDraft(TODAY, lines, who, discount_paisa=350_00, paid_paisa=2_000_00))
    first = sale.lines[0]
    back = (
        ReturnLine(first.id, serial_id=first.serials[0].id, fit="faulty"),
        ReturnLine(sale.lines[1].id, 5000),
    )
    book.returns.take_back(ReturnDraft(sale.id, back, TODAY, "দুই দিন চলার পর আর চলে না"))
    return sale.id


def on_its_way(book: Book) -> int:
    """Goods with a courier, late, to be paid at the door."""
    line = LineDraft("ওয়াশিং মেশিন ৭ কেজি", unit_price_paisa=24_500_00)
    draft = SaleDraft(TODAY - dt.timedelta(5), (line,), book.customers.ids("balance", descending=True)[3],
                      delivery="needed", delivery_address="বাড়ি ৭, রোড ৩, সেকশন ১১, পল্লবী, মিরপুর",
                      deliver_on=TODAY - dt.timedelta(2), cash_on_delivery=True)  # fmt: skip
    sale = book.sales.record_sale(draft)
    book.deliveries.send_out(sale.id, "সুন্দরবন কুরিয়ার, বুকিং ৪৪১২০৯", TODAY - dt.timedelta(3))
    return sale.id


def exchanging(book: Book) -> dict[str, object]:
    """A new memo given for what is left of an older one."""
    sale_id = brought_back(book)
    lines = [[each.sale_item_id, each.left_milli, None, "good"] for each in book.returns.returnable(sale_id)]
    return {"exchange": {"sale_id": sale_id, "lines": lines, "reason": "বড়টা চাই"}}
