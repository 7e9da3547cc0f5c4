"""What follows a sale: thanks after delivery, is it working, welcome, what is used up. Selling is the sales' own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, next_open, previous_open
from shopbook.followups.model import Day, Due, Fact
from shopbook.followups.rules.rule import Rule, closed
from shopbook.followups.sentences import day_word
from shopbook.followups.tuning import Tunable

_STAYS = Message("Stays for days")
THANKS_AFTER = Tunable("thank_you", "after", Message("Days after the delivery"), 1, 0, 30)
THANKS_WINDOW = Tunable("thank_you", "window", _STAYS, 5, 1, 60)
CONFIRM_WINDOW = Tunable("confirm_order", "window", _STAYS, 2, 1, 14)
WORKING_AFTER = Tunable("durable_sold", "after", Message("Days after the sale"), 3, 1, 90)
WORKING_WINDOW = Tunable("durable_sold", "window", _STAYS, 11, 1, 60)
WELCOME_AFTER = Tunable("first_purchase", "after", Message("Days after the sale"), 7, 1, 90)
WELCOME_WINDOW = Tunable("first_purchase", "window", _STAYS, 14, 1, 60)
USED_UP_BEFORE = Tunable("used_up", "before", Message("Days before"), 3, 0, 30)
USED_UP_WINDOW = Tunable("used_up", "window", _STAYS, 14, 1, 60)


def _reach(after: Tunable, window: Tunable) -> Callable[[Day], tuple[int, int]]:
    """The anchors of a rule that comes so many days after and stays for a window; one day more for the holiday."""
    return lambda day: (-day.value(after) - day.value(window) - 1, -day.value(after))


_DEAREST = (
    "(SELECT i.name FROM sale_item i WHERE i.sale_id = s.id AND i.deleted_at IS NULL "
    "AND i.returned_milli < i.quantity_milli {only} ORDER BY i.amount_paisa DESC, i.position LIMIT 1)"
)


def _thank_you(fact: Fact, day: Day) -> Iterator[Due]:
    delivered_on = dt.date.fromisoformat(fact["delivered_on"])
    due_on = next_open(delivered_on + days(day.value(THANKS_AFTER)), day.shop)
    why = Message(
        "{product} was delivered {day}; say thanks and ask if all is well.",
        product=fact["product"] or Message("The goods"),
        day=day_word(delivered_on, day.today),
    )
    yield Due(base_on=delivered_on, due_on=due_on, why=why, last_on=due_on + days(day.value(THANKS_WINDOW)))


THANK_YOU = Rule(
    name="thank_you",
    source_kind="sale",
    weight=60,
    query=f"""
        SELECT s.id AS source_id, s.customer_id, s.delivered_on, {_DEAREST.format(only="")} AS product
        FROM sale s
        WHERE s.delivered_on BETWEEN :from_on AND :to_on AND s.voided_on IS NULL AND s.deleted_at IS NULL
          AND s.delivery = 'delivered' AND s.customer_id IS NOT NULL AND product IS NOT NULL
          AND NOT {closed("thank_you", "sale", "s.id")}
        ORDER BY s.delivered_on DESC LIMIT :bound""",
    dues=_thank_you,
    label=Message("Thanks after delivery"),
    about=Message("The goods arrived; say thanks and ask if all is well."),
    group="sales",
    tunables=(THANKS_AFTER, THANKS_WINDOW),
    reach=_reach(THANKS_AFTER, THANKS_WINDOW),
)


def _confirm_order(fact: Fact, day: Day) -> Iterator[Due]:
    sold_on, deliver_on = dt.date.fromisoformat(fact["sold_on"]), to_day(fact["deliver_on"])
    due_on = next_open(sold_on, day.shop)
    product = fact["product"] or Message("The goods")
    if deliver_on is not None:
        why = Message(
            "{product} is to be brought {day}; confirm the address.",
            product=product,
            day=day_word(deliver_on, day.today),
        )
    else:
        why = Message("{product} is to be brought; confirm the address and the day.", product=product)
    yield Due(base_on=sold_on, due_on=due_on, why=why, last_on=due_on + days(day.value(CONFIRM_WINDOW)))


CONFIRM_ORDER = Rule(
    name="confirm_order",
    source_kind="sale",
    weight=75,
    query=f"""
        SELECT s.id AS source_id, s.customer_id, s.sold_on, s.deliver_on, {_DEAREST.format(only="")} AS product
        FROM sale s
        WHERE s.sold_on BETWEEN :from_on AND :to_on AND s.delivery = 'needed' AND s.voided_on IS NULL
          AND s.deleted_at IS NULL AND s.customer_id IS NOT NULL
          AND NOT {closed("confirm_order", "sale", "s.id")}
        ORDER BY s.sold_on DESC, s.id DESC LIMIT :bound""",
    dues=_confirm_order,
    label=Message("Confirm the order"),
    about=Message("Goods are to be brought to the house; confirm address and day."),
    group="sales",
    tunables=(CONFIRM_WINDOW,),
    reach=lambda day: (-day.value(CONFIRM_WINDOW) - 1, 0),
)


def _durable_sold(fact: Fact, day: Day) -> Iterator[Due]:
    sold_on = dt.date.fromisoformat(fact["sold_on"])
    due_on = next_open(sold_on + days(day.value(WORKING_AFTER)), day.shop)
    why = Message(
        "Bought {product} {day}; ask whether it is working well.",
        product=fact["product"],
        day=day_word(sold_on, day.today),
    )
    yield Due(base_on=sold_on, due_on=due_on, why=why, last_on=due_on + days(day.value(WORKING_WINDOW)))


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
    about=Message("A fridge, a fan, a phone was sold; ask once whether it works well."),
    group="sales",
    tunables=(WORKING_AFTER, WORKING_WINDOW),
    reach=_reach(WORKING_AFTER, WORKING_WINDOW),
    asks=True,
)


def _first_purchase(fact: Fact, day: Day) -> Iterator[Due]:
    bought_on = dt.date.fromisoformat(fact["first_sale_on"])
    due_on = next_open(bought_on + days(day.value(WELCOME_AFTER)), day.shop)
    why = Message(
        "Bought from you for the first time {day}; a word of welcome.", day=day_word(bought_on, day.today)
    )
    yield Due(base_on=bought_on, due_on=due_on, why=why, last_on=due_on + days(day.value(WELCOME_WINDOW)))


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
    about=Message("Somebody bought from you for the first time; a word of welcome."),
    group="sales",
    tunables=(WELCOME_AFTER, WELCOME_WINDOW),
    greeting=True,
    reach=_reach(WELCOME_AFTER, WELCOME_WINDOW),
    asks=True,
)


def _used_up(fact: Fact, day: Day) -> Iterator[Due]:
    sold_on, runs_out_on = dt.date.fromisoformat(fact["sold_on"]), dt.date.fromisoformat(fact["runs_out_on"])
    due_on = previous_open(runs_out_on - days(day.value(USED_UP_BEFORE)), day.shop)
    word, product = day_word(sold_on, day.today), fact["product"]
    if runs_out_on < day.today:
        why = Message(
            "{product}, bought {day}, must be used up; do they need more?", product=product, day=word
        )
    else:
        why = Message(
            "{product}, bought {day}, is soon used up; do they need more?", product=product, day=word
        )
    yield Due(
        base_on=sold_on,
        due_on=due_on,
        why=why,
        last_on=due_on + days(day.value(USED_UP_WINDOW)),
        twin=f"used up {fact['category'] or fact['product_id']}",
    )


USED_UP = Rule(
    name="used_up",
    source_kind="sale_item",
    weight=40,
    query=f"""
        SELECT i.id AS source_id, s.customer_id, s.sold_on, i.runs_out_on, i.name AS product, i.product_id, p.category
        FROM sale_item i JOIN sale s ON s.id = i.sale_id JOIN product p ON p.id = i.product_id
        WHERE i.runs_out_on BETWEEN :from_on AND :to_on AND i.deleted_at IS NULL
          AND i.returned_milli < i.quantity_milli
          AND s.customer_id IS NOT NULL AND s.voided_on IS NULL AND s.deleted_at IS NULL
          AND NOT EXISTS (
              SELECT 1 FROM sale t JOIN sale_item u ON u.sale_id = t.id LEFT JOIN product q ON q.id = u.product_id
              WHERE t.customer_id = s.customer_id AND (t.sold_on, t.id) > (s.sold_on, s.id)
                AND t.voided_on IS NULL AND t.deleted_at IS NULL AND u.deleted_at IS NULL
                AND u.returned_milli < u.quantity_milli
                AND (u.product_id = i.product_id OR q.category = p.category))
          AND NOT {closed("used_up", "sale_item", "i.id")}
        ORDER BY i.runs_out_on DESC LIMIT :bound""",
    dues=_used_up,
    label=Message("Soon used up"),
    about=Message("What is used up with time, like a filter or gas, is nearly at its end."),
    group="sales",
    tunables=(USED_UP_BEFORE, USED_UP_WINDOW),
    reach=lambda day: (
        day.value(USED_UP_BEFORE) - day.value(USED_UP_WINDOW) - 1,
        day.value(USED_UP_BEFORE) + 1,
    ),
    cleared_by_talk=False,
    asks=True,
    offer=True,
)
