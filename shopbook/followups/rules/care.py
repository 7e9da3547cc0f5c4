"""Word that was given: the shop's promises, complaints, verbal orders, goods asked for. Closing them is the care's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from shopbook.clock import to_day
from shopbook.errors import Message
from shopbook.followups.dates import days, latest_stage, next_open, previous_open
from shopbook.followups.model import Day, Due, Fact, Item
from shopbook.followups.rules.rule import FOR_EVER, Rule, closed
from shopbook.followups.sentences import day_word, late_word, quoted
from shopbook.followups.tuning import Tunable

PROMISE_BEFORE = Tunable("shop_promise", "before", Message("Days before"), 1, 0, 14)
COMPLAINT_AFTER = Tunable("complaint", "after", Message("Days without a promised day"), 1, 0, 14)
CHECK_AFTER = Tunable("complaint_check", "after", Message("Days after it was settled"), 3, 1, 30)
CHECK_WINDOW = Tunable("complaint_check", "window", Message("Stays for days"), 10, 1, 60)
BUY_AGAIN = Tunable("buy_promise", "again", Message("Ask again after days"), 7, 1, 60)
DEMAND_WINDOW = Tunable("demand_arrived", "window", Message("Stays for days"), 14, 1, 60)


def _caller(fact: str) -> str:
    """The join: a stranger has the number (and the name) of the call in which it was said."""
    return f"LEFT JOIN interaction i ON i.id = {fact}.interaction_id AND {fact}.customer_id IS NULL"


# Nobody is called about a rumour: the shop agrees on its answer.
_COMPLAINER = f"{_caller('k')} AND k.kind <> 'rumour'"


_CALLER_COLUMNS = "i.key10, i.phone, (SELECT b.name FROM callback b WHERE b.id = i.callback_id) AS name"


def _shop_promise(fact: Fact, day: Day) -> Iterator[Due]:
    due_on, lead = dt.date.fromisoformat(fact["due_on"]), day.value(PROMISE_BEFORE)
    late = (day.today - due_on).days
    said = quoted(fact["what"])
    if late > 0:
        why = Message(
            "You promised for {due_day}, {late}: {said}", due_day=due_on, late=late_word(late), said=said
        )
    else:
        why = Message("You promised for {day}: {said}", day=day_word(due_on, day.today), said=said)
    if late >= 0 or not lead:
        yield Due(base_on=due_on, due_on=due_on, why=why)
    else:
        before = previous_open(due_on - days(lead), day.shop)
        yield Due(base_on=due_on - days(lead), due_on=before, why=why, late_since=due_on)


SHOP_PROMISE = Rule(
    name="shop_promise",
    source_kind="shop_promise",
    weight=95,
    query=f"""
        SELECT p.id AS source_id, p.customer_id, {_CALLER_COLUMNS}, p.staff_id, p.what, p.due_on
        FROM shop_promise p {_caller("p")}
        WHERE p.due_on <= :to_on AND p.status = 'open' AND p.deleted_at IS NULL
        ORDER BY p.due_on DESC LIMIT :bound""",
    dues=_shop_promise,
    label=Message("The shop's promise"),
    about=Message("What you promised: the day before and on the day, until it is kept."),
    group="promises",
    always_on=True,
    tunables=(PROMISE_BEFORE,),
    reach=lambda day: (-FOR_EVER, day.value(PROMISE_BEFORE) + 1),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    stands_after_talk=True,
    capped=False,
    despite_do_not_call=True,
)


def _complaint(fact: Fact, day: Day) -> Iterator[Due]:
    opened_on, promised_on = dt.date.fromisoformat(fact["opened_on"]), to_day(fact["promised_on"])
    due_on = promised_on or opened_on + days(day.value(COMPLAINT_AFTER))
    yield Due(base_on=due_on, due_on=due_on, why=_complaint_sentence(fact, opened_on, promised_on, day))


def is_rumour(item: Item) -> bool:
    """True for a rumour, whoever told it: nobody is owed an answer to a complaint that is not theirs."""
    return item.rule == "complaint" and item.why.text.startswith("A rumour")


def _complaint_sentence(fact: Fact, opened_on: dt.date, promised_on: dt.date | None, day: Day) -> Message:
    said, word = quoted(fact["what"]), day_word(opened_on, day.today)
    if fact["kind"] == "rumour" and fact["agreed_answer"]:
        return Message(
            'A rumour since {opened_day}: "{said}". Everybody answers: {answer}',
            opened_day=opened_on,
            said=said,
            answer=quoted(fact["agreed_answer"]),
        )
    if fact["kind"] == "rumour":
        return Message(
            'A rumour since {opened_day}: "{said}". Agree on one answer.', opened_day=opened_on, said=said
        )
    if fact["times_reopened"]:
        return Message('Was not satisfied and still waits: "{said}"', said=said)
    if promised_on is None:
        return Message('Complained {day}: "{said}". Tell them what is being done.', day=word, said=said)
    late = (day.today - promised_on).days
    if late > 0:
        return Message(
            'Complained {day}: "{said}". Was to be settled on {promised_day}, {late}.',
            day=word,
            said=said,
            promised_day=promised_on,
            late=late_word(late),
        )
    return Message('Complained {day}: "{said}". You promised to settle it today.', day=word, said=said)


COMPLAINT = Rule(
    name="complaint",
    source_kind="complaint",
    weight=90,
    # Also those promised for a later day: they are few, and their day is not in the index.
    query=f"""
        SELECT k.id AS source_id, k.customer_id, {_CALLER_COLUMNS}, k.staff_id,
               k.kind, k.what, k.opened_on, k.promised_on, k.times_reopened, k.agreed_answer
        FROM complaint k {_COMPLAINER}
        WHERE k.opened_on <= :to_on AND k.status = 'open' AND k.deleted_at IS NULL
          AND coalesce(k.promised_on, '') <= :today
        ORDER BY coalesce(k.promised_on, k.opened_on) DESC, k.id DESC LIMIT :bound""",
    dues=_complaint,
    label=Message("Complaint"),
    about=Message("An open complaint: on the day you promised, else the day after, until it is settled."),
    group="promises",
    always_on=True,
    tunables=(COMPLAINT_AFTER,),
    reach=(-FOR_EVER, 0),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    stands_after_talk=True,
    capped=False,
)


def _complaint_check(fact: Fact, day: Day) -> Iterator[Due]:
    resolved_on = dt.date.fromisoformat(fact["resolved_on"])
    due_on = next_open(resolved_on + days(day.value(CHECK_AFTER)), day.shop)
    why = Message(
        'Their complaint was settled {day}: "{said}". Ask whether they are satisfied now.',
        day=day_word(resolved_on, day.today),
        said=quoted(fact["what"]),
    )
    yield Due(base_on=resolved_on, due_on=due_on, why=why, last_on=due_on + days(day.value(CHECK_WINDOW)))


COMPLAINT_CHECK = Rule(
    name="complaint_check",
    source_kind="complaint",
    weight=70,
    query=f"""
        SELECT k.id AS source_id, k.customer_id, {_CALLER_COLUMNS}, k.staff_id, k.what, k.resolved_on
        FROM complaint k {_COMPLAINER}
        WHERE k.resolved_on BETWEEN :from_on AND :to_on AND k.status = 'resolved' AND k.satisfied IS NULL
          AND k.deleted_at IS NULL AND (k.customer_id IS NOT NULL OR i.key10 <> '')
          AND NOT {closed("complaint_check", "complaint", "k.id", "k.resolved_on", done=False)}
        ORDER BY k.resolved_on DESC LIMIT :bound""",
    dues=_complaint_check,
    label=Message("Satisfied now?"),
    about=Message("Some days after a complaint was settled: ask whether they are satisfied."),
    group="promises",
    tunables=(CHECK_AFTER, CHECK_WINDOW),
    reach=lambda day: (-day.value(CHECK_AFTER) - day.value(CHECK_WINDOW) - 1, -day.value(CHECK_AFTER)),
    enters=True,
    has_caller=True,
    cleared_by_talk=False,
    stands_after_talk=True,
    capped=False,
)


def _buy_promise(fact: Fact, day: Day) -> Iterator[Due]:
    expected_on = dt.date.fromisoformat(fact["expected_on"])
    stage = latest_stage(expected_on, (0, day.value(BUY_AGAIN)), day.today)
    if stage is None:
        return
    what: Message | str = quoted(fact["what"])
    if fact["amount_paisa"]:
        what = Message("{what} ({amount_paisa})", what=what, amount_paisa=fact["amount_paisa"])
    late = (day.today - expected_on).days
    if late == 0:
        made_on = dt.date.fromisoformat(fact["made_on"])
        why = Message("Said on {made_day} they would buy today: {what}", made_day=made_on, what=what)
    else:
        why = Message(
            "Wanted to buy on {expected_day}, {late}: {what}",
            expected_day=expected_on,
            late=late_word(late),
            what=what,
        )
    yield Due(base_on=stage, due_on=stage, why=why, late_since=expected_on)


BUY_PROMISE = Rule(
    name="buy_promise",
    source_kind="buy_promise",
    weight=60,
    query="""
        SELECT b.id AS source_id, b.customer_id, b.what, b.amount_paisa, b.made_on, b.expected_on
        FROM buy_promise b
        WHERE b.expected_on <= :today AND b.status = 'open' AND b.deleted_at IS NULL
        ORDER BY b.expected_on DESC LIMIT :bound""",
    dues=_buy_promise,
    label=Message("Promised to buy"),
    about=Message("They said they would buy: on that day, and once more a week later."),
    group="promises",
    tunables=(BUY_AGAIN,),
    reach=(-FOR_EVER, 0),
    enters=True,
    cleared_by_talk=False,
    stands_after_talk=True,
    asks=True,
    # They named the day themselves, often in a call of this very week.
    capped=False,
)


def _demand_arrived(fact: Fact, day: Day) -> Iterator[Due]:
    arrived_on = dt.date.fromisoformat(fact["arrived_on"])
    due_on = next_open(arrived_on, day.shop)
    why = Message(
        "Asked for it on {asked_day}, and now it is here: {what}",
        asked_day=dt.date.fromisoformat(fact["asked_on"]),
        what=quoted(fact["what"]),
    )
    yield Due(
        base_on=arrived_on,
        due_on=due_on,
        why=why,
        last_on=due_on + days(day.value(DEMAND_WINDOW)),
        twin=f"demand {fact['folded']}",
    )


DEMAND_ARRIVED = Rule(
    name="demand_arrived",
    source_kind="demand",
    weight=70,
    # Who left neither a name in the book nor a number cannot be told.
    query=f"""
        SELECT d.id AS source_id, d.customer_id, d.key10, d.phone, d.name, NULL AS staff_id,
               d.what, d.folded, d.asked_on, d.arrived_on
        FROM demand d
        WHERE d.arrived_on BETWEEN :from_on AND :to_on AND d.status = 'arrived' AND d.deleted_at IS NULL
          AND (d.customer_id IS NOT NULL OR d.key10 <> '')
          AND NOT {closed("demand_arrived", "demand", "d.id", "d.arrived_on", done=False)}
        ORDER BY d.arrived_on DESC, d.id DESC LIMIT :bound""",
    dues=_demand_arrived,
    label=Message("It has arrived"),
    about=Message("What somebody asked for has come; tell them."),
    group="sales",
    tunables=(DEMAND_WINDOW,),
    reach=lambda day: (-day.value(DEMAND_WINDOW) - 1, 0),
    has_caller=True,
    cleared_by_talk=False,
    stands_after_talk=True,
    asks=True,
    # They asked to be told.
    capped=False,
)
