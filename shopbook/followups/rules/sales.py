"""What follows a sale: thanks after delivery, is it working, welcome, the warranty's end. Selling is the sales' own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.errors import Message
from shopbook.followups.dates import days, next_open, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word

# A warranty this short needs no warning: the reminder would come with the memo.
SHORTEST_WARRANTY = 30
_DEAREST = (
    "(SELECT i.name FROM sale_item i WHERE i.sale_id = s.id AND i.deleted_at IS NULL "
    "AND i.returned_milli < i.quantity_milli {only} ORDER BY i.amount_paisa DESC, i.position LIMIT 1)"
)


def _thank_you(fact: Fact, day: Day) -> Iterator[Due]:
    delivered_on = dt.date.fromisoformat(fact["delivered_on"])
    due_on = next_open(delivered_on + days(1), day.shop)
    why = Message(
        "{product} was delivered {day}; say thanks and ask if all is well.",
        product=fact["product"] or Message("The goods"),
        day=day_word(delivered_on, day.today),
    )
    yield Due(base_on=delivered_on, due_on=due_on, why=why, last_on=due_on + days(5))


THANK_YOU = Rule(
    name="thank_you",
    source_kind="sale",
    weight=60,
    query=f"""
        SELECT s.id AS source_id, s.customer_id, s.delivered_on, {_DEAREST.format(only="")} AS product
        FROM sale s
        WHERE s.delivered_on BETWEEN :from_on AND :to_on AND s.voided_on IS NULL AND s.deleted_at IS NULL
          AND s.delivery = 'delivered' AND s.customer_id IS NOT NULL
          AND NOT {closed("thank_you", "sale", "s.id")}
        ORDER BY s.delivered_on DESC LIMIT :bound""",
    dues=_thank_you,
    label=Message("Thanks after delivery"),
    reach=(-7, -1),
)


def _durable_sold(fact: Fact, day: Day) -> Iterator[Due]:
    sold_on = dt.date.fromisoformat(fact["sold_on"])
    due_on = next_open(sold_on + days(3), day.shop)
    why = Message(
        "Bought {product} {day}; ask whether it is working well.",
        product=fact["product"],
        day=day_word(sold_on, day.today),
    )
    yield Due(base_on=sold_on, due_on=due_on, why=why, last_on=due_on + days(11))


DURABLE_SOLD = Rule(
    name="durable_sold",
    source_kind="sale",
    weight=45,
    query=f"""
        SELECT s.id AS source_id, s.customer_id, s.sold_on, {_DEAREST.format(only="AND i.durable = 1")} AS product
        FROM sale s
        WHERE s.sold_on BETWEEN :from_on AND :to_on AND s.voided_on IS NULL AND s.deleted_at IS NULL
          AND s.customer_id IS NOT NULL AND s.delivery IN ('none', 'delivered')
          AND product IS NOT NULL AND NOT {closed("durable_sold", "sale", "s.id")}
        ORDER BY s.sold_on DESC, s.id DESC LIMIT :bound""",
    dues=_durable_sold,
    label=Message("Is it working?"),
    reach=(-15, -3),
    asks=True,
)


def _first_purchase(fact: Fact, day: Day) -> Iterator[Due]:
    bought_on = dt.date.fromisoformat(fact["first_sale_on"])
    due_on = next_open(bought_on + days(7), day.shop)
    why = Message(
        "Bought from you for the first time {day}; a word of welcome.", day=day_word(bought_on, day.today)
    )
    yield Due(base_on=bought_on, due_on=due_on, why=why, last_on=due_on + days(14))


FIRST_PURCHASE = Rule(
    name="first_purchase",
    source_kind="customer",
    weight=45,
    query=f"""
        SELECT c.id AS source_id, c.id AS customer_id, c.first_sale_on
        FROM customer c
        WHERE c.first_sale_on BETWEEN :from_on AND :to_on AND c.sales_count = 1 AND c.deleted_at IS NULL
          AND NOT {closed("first_purchase", "customer", "c.id", "c.first_sale_on")}
        ORDER BY c.first_sale_on DESC LIMIT :bound""",
    dues=_first_purchase,
    label=Message("First purchase"),
    reach=(-22, -7),
    asks=True,
)


def _warranty_ending(fact: Fact, day: Day) -> Iterator[Due]:
    ends_on = dt.date.fromisoformat(fact["last_ends_on"])
    if (ends_on - dt.date.fromisoformat(fact["start_on"])).days < SHORTEST_WARRANTY:
        return
    due_on = previous_open(ends_on - days(15), day.shop)
    product = fact["product_name"]
    if ends_on == day.today:
        why = Message("{product_whose} warranty ends today.", product_whose=product)
    else:
        why = Message(
            "{product_whose} warranty ends {day}, on {ends_day}.",
            product_whose=product,
            day=day_word(ends_on, day.today),
            ends_day=ends_on,
        )
    yield Due(base_on=ends_on, due_on=due_on, why=why, last_on=ends_on)


WARRANTY_ENDING = Rule(
    name="warranty_ending",
    source_kind="warranty",
    weight=40,
    query=f"""
        SELECT w.id AS source_id, w.customer_id, w.start_on, w.last_ends_on, w.product_name
        FROM warranty w
        WHERE w.last_ends_on BETWEEN :from_on AND :to_on AND w.status = 'active' AND w.deleted_at IS NULL
          AND w.customer_id IS NOT NULL AND NOT {closed("warranty_ending", "warranty", "w.id", "w.last_ends_on")}
        ORDER BY w.last_ends_on LIMIT :bound""",
    dues=_warranty_ending,
    label=Message("Warranty ending"),
    reach=(0, 16),
    asks=True,
)
